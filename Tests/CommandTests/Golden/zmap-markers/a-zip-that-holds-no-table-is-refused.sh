cd "$FIXTURES/markers-refused"
for zip in *.zip; do
  zmap-markers --table "$zip"
  echo "$zip $?"
done
