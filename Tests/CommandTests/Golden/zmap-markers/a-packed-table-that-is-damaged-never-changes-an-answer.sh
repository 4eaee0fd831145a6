export ZMAP_MARKER_DIR=$PWD/cache
mkdir cache
cp "$FIXTURES/markers/CellType_consensus_report.csv.zip" cache
packed=cache/.zmap/packed/CellType_consensus_report.csv.zip.packed
ask() {
  for type in overall specificity contrast consensus prevalence; do
    zmap-markers --marker-type $type --all --format table
  done
  zmap-markers --omit-unannotated --min-support-ratio 0.1 --min-log2fc 0 --min-enrich -1
}
ask > first
cp $packed whole
size=$(stat -c %s whole)
echo "# bytes changed here and there, each found and made good"
for offset in 0 9 20 40 60 63 100 5000 $((size / 2)) $((size - 3000)) $((size - 1)); do
  cp whole $packed
  printf '\xa5\x5a\x77' | dd of=$packed bs=1 seek=$offset conv=notrunc status=none
  ask | cmp - first || echo "differs at $offset"
  made=$(stat -c %i $packed)
  ask | cmp - first
  [ "$(stat -c %i $packed)" = "$made" ] || echo "not made good at $offset"
done
echo "# cut short, emptied, of another kind"
for cut in 0 10 64 1000 $((size - 1)); do
  head -c $cut whole > $packed
  ask | cmp - first
done
echo 'hello' > $packed
ask | cmp - first
rm $packed; mkdir $packed
ask | cmp - first
rmdir $packed; ln -s nowhere $packed
ask | cmp - first
echo "# of another table"
cp "$FIXTURES/markers/Cluster_consensus_report.csv.zip" cache
zmap-markers --level Cluster > /dev/null
cp cache/.zmap/packed/Cluster* $packed
ask | cmp - first
echo "# of a table that was replaced since, by one of the same size and time"
ask > /dev/null
cp "$FIXTURES/markers/Leiden100_consensus_report.csv.zip" new.zip
zmap-markers --table new.zip > expected
touch -r cache/CellType_consensus_report.csv.zip new.zip
mv new.zip cache/CellType_consensus_report.csv.zip
zmap-markers | cmp - expected
ls -A cache/.zmap cache/.zmap/packed
