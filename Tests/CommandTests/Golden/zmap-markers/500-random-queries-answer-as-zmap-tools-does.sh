# Expected sums are zmap-tools' own: Tests/Oracle/markers.py. What differs is shown.
export ZMAP_MARKER_DIR=$PWD
cp "$FIXTURES"/markers/*_report.csv.zip .
while IFS=$'\t' read -r options status sum; do
  got=$(eval "zmap-markers -q $options" 2> /dev/null | cksum; echo "${PIPESTATUS[0]}")
  [ "$got" = "$sum"$'\n'"$status" ] || echo "zmap-markers $options: $got, not $sum, $status"
done < "$FIXTURES/markers/queries.tsv"
ls -A .zmap/packed
