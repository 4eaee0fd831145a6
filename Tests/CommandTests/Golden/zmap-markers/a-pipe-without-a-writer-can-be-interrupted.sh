mkfifo pipe
timeout -s TERM 1 zmap-markers --table pipe
echo "status $?"
