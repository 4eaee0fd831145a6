zmap-markers --table - -n 1 --group Neurons < "$FIXTURES/markers/CellType_consensus_report.csv.zip"
zmap-markers --table "$FIXTURES/markers/zip64.zip"
printf 'celltype,gene,overall_rank\na,x,1\n' | zmap-markers --table -
printf 'celltype,gene,overall_rank\na,x,1\n' > t.csv
zmap-markers --table t.csv
zmap-markers --table <(cat t.csv)
# Nothing is kept of a table that is named.
ls -A . home
