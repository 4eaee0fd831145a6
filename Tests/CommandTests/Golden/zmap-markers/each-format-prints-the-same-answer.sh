cat > t.csv <<'CSV'
ZMAP_Test,celltype,gene,overall_rank,support_ratio,note
0,Neurons,sox2,3,0.5,plain
1,"crest, migrating",foxd3,2,.5,"a	tab"
2,Neurons,elavl3,1,,"quo""te"
3,"crest, migrating",sox10,1,+1,
4,Neurons,sox2,3,nan,back\slash
CSV
for format in panel table dict sets jsonl; do
  echo "# $format"
  zmap-markers --table t.csv --format $format
done
echo '# headers'
zmap-markers --table t.csv --header -n 1
zmap-markers --table t.csv --format table --no-header -n 1
zmap-markers --table t.csv --list-groups --header
zmap-markers --list-levels --header
echo '# nothing'
for format in panel table dict sets jsonl; do
  zmap-markers --table t.csv --format $format --min-support-ratio 7 --fail-empty
  echo "status $?"
done
