cp -r "$FIXTURES/markers" cache
export ZMAP_MARKER_DIR=$PWD/cache
zmap-markers > /dev/full
echo "status $?"
zmap-markers --all --format jsonl > /dev/full
echo "status $?"
zmap-markers --all | head -1
