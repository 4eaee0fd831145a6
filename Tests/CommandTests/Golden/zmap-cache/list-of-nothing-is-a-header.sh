zmap-cache list
zmap-cache
ls
