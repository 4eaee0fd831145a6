try() { zmap-markers "$@" < /dev/null; echo "status $?"; }
try -n 0
try -n -3
try -n 5 --all
try --min-log2fc nan
try --min-log2fc high
try --level all
try --list-groups --list-levels
try --list-groups --format dict
try --gene sox2 --format panel
try --refresh --offline
try --table t.csv --refresh
try --marker-type best
try --format csv
try --level Celltype
try stray
