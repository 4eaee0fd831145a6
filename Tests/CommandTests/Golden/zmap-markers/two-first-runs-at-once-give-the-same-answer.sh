export ZMAP_MARKER_DIR=$PWD/cache
mkdir cache
cp "$FIXTURES/markers/CellType_consensus_report.csv.zip" cache
for round in 1 2 3; do
  rm -rf cache/.zmap
  for run in 1 2 3 4 5 6; do zmap-markers --all > out.$run & done
  wait
  for run in 2 3 4 5 6; do cmp out.1 out.$run; done
  ls -A cache/.zmap/packed
done
wc -l < out.1
