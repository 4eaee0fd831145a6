zmap-cache prune; echo $?
zmap-cache prune -y; echo $?
zmap-cache prune --partial; echo $?
zmap-cache prune --older-than soon -y; echo $?
zmap-cache prune --max-size lots -y; echo $?
zmap-cache prune --partial -y; echo $?
