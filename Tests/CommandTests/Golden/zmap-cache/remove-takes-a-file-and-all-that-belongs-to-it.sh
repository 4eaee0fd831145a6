. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad home/.cache/zmap_tools
hdf5 zmap/h5ad/ZMAP_251209_processed.h5ad 100; record zmap/h5ad/ZMAP_251209_processed.h5ad
echo journal > zmap/h5ad/ZMAP_251209_processed.h5ad.zmap-journal
part zmap/h5ad ZMAP_251209_processed.h5ad 9000 3000
part zmap/h5ad other.h5ad 9000 3000 another-1-1
cd home/.cache/zmap_tools; zip CellType_consensus_report.csv.zip; record CellType_consensus_report.csv.zip
mkdir -p .zmap/packed; echo > .zmap/packed/CellType_consensus_report.csv.zip.packed; cd - > /dev/null
zmap-cache remove processed; echo $?
zmap-cache remove -y processed CellType; echo $?
zmap-cache remove -y processed other.h5ad symphony; echo $?
zmap-cache remove -y zmap/h5ad/.zmap/part/other*; echo $?
find zmap home -type f | sort
