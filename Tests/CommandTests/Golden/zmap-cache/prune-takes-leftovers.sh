. "$FIXTURES/kept.sh"
mkdir -p home/.cache/zmap_tools zmap/h5ad; cd home/.cache/zmap_tools
zip CellType_consensus_report.csv.zip; zip Tissue_consensus_report.csv.zip
record CellType_consensus_report.csv.zip; record Tissue_consensus_report.csv.zip
rm Tissue_consensus_report.csv.zip
mkdir -p .zmap/packed .zmap/quarantine/deep
echo packed > .zmap/packed/CellType_consensus_report.csv.zip.packed
echo packed > .zmap/packed/Tissue_consensus_report.csv.zip.packed
echo bad > .zmap/quarantine/x.h5ad; echo bad > .zmap/quarantine/deep/y.h5ad
echo old > .zmap/meta/x.json.1-2.tmp; touch -d '2 days ago' .zmap/meta/x.json.1-2.tmp
echo new > .zmap/meta/y.json.1-2.tmp
cd - > /dev/null
cd zmap/h5ad
for name in .x.h5ad.zmap-tmp.12 x.h5ad.12-34.tmp x.h5ad.new.tmp notes.12-34.tmp; do echo > $name; touch -d '2 days ago' $name; done
echo > y.h5ad.12-34.tmp
cd - > /dev/null
zmap-cache prune --orphans --dry-run
zmap-cache prune --orphans -y > removed; wc -l < removed
find home zmap -type f | sort
