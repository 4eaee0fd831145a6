. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad home/.cache/zmap_tools
hdf5 zmap/h5ad/ZMAP_251209_processed.h5ad 100
hdf5 zmap/h5ad/ZMAP_250402_raw.h5ad 100 200
hdf5 zmap/h5ad/mine.h5ad 100
zip home/.cache/zmap_tools/CellType_consensus_report.csv.zip
zmap-cache path processed CellType mine.h5ad ZMAP_251209_processed.h5ad ./zmap/h5ad/mine.h5ad
zmap-cache path raw mine symphony README.txt zmap/h5ad
