export ZMAP_MARKER_DIR=$PWD
cat > t.csv <<'CSV'
celltype,gene,overall_rank,rank_contrast,enrich_mean
Neurons,sox2,3,1,0.50
Neurons,elavl3,1,2,1.5
crest,sox10,1,1,2
crest,sox2,,3,1
crest,tab	by,9,9,1
CSV
echo '# where and how it ranks'
zmap-markers --table t.csv --gene sox2
zmap-markers --table t.csv --gene sox2 'tab	by' --no-header --level Mine
echo '# by another rank, under filters, among the first'
zmap-markers --table t.csv --gene sox2 --marker-type contrast --min-enrich 0.9
zmap-markers --table t.csv --gene sox2 -n 2
echo '# as objects'
zmap-markers --table t.csv --gene sox2 --format jsonl
echo '# unknown ones'
zmap-markers --table t.csv --gene sox10 Sox1
zmap-markers --table t.csv --gene Sox1 --gene nothing
echo "status $?"
zmap-markers --table t.csv --gene sox10 --group Neurons --fail-empty
echo "status $?"
echo '# all levels'
for level in GermLayer Tissue CellType CellTypeFine Cluster Leiden100; do
  cp "$FIXTURES/markers/Leiden100_consensus_report.csv.zip" ${level}_consensus_report.csv.zip
done
zmap-markers --level all --gene sox10 --group 2 | cut -f1-5
