export ZMAP_MARKER_DIR=$PWD/cache
mkdir cache
cp "$FIXTURES/markers/CellType_consensus_report.csv.zip" cache
# Nothing can be made below a file, not even by root.
: > cache/.zmap
zmap-markers --group Neurons -n 2
zmap-markers --group Neurons -n 2 | cut -f2
ls -A cache
