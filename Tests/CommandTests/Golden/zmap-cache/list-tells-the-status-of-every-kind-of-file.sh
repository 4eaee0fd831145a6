. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad home/.cache/zmap_tools
hdf5 zmap/h5ad/ZMAP_251209_processed_slim_tpm.h5ad 5000; record zmap/h5ad/ZMAP_251209_processed_slim_tpm.h5ad
hdf5 zmap/h5ad/ZMAP_250402_raw.h5ad 4000 5000
hdf5 zmap/h5ad/whole.h5ad 5000
hdf5 zmap/h5ad/changed.h5ad 5000; record zmap/h5ad/changed.h5ad; printf x >> zmap/h5ad/changed.h5ad
hdf5 zmap/h5ad/with-tpm.h5ad 5000
record zmap/h5ad/with-tpm.h5ad '"changes":[{"tool":"zmap-tpmlog","element":"layers/tpm_log","at":"2026-01-03T00:00:00Z"}]'
hdf5 zmap/h5ad/gone.h5ad 5000; record zmap/h5ad/gone.h5ad; rm zmap/h5ad/gone.h5ad
hdf5 zmap/h5ad/cut.h5ad 4999 5000; record zmap/h5ad/cut.h5ad
head -c 4998 zmap/h5ad/cut.h5ad > cut; cp cut zmap/h5ad/cut.h5ad
echo '<html>not found</html>' > zmap/h5ad/page.h5ad
: > zmap/h5ad/empty.h5ad
printf '\x89HDF\r\n' > zmap/h5ad/stub.h5ad
echo notes > zmap/h5ad/README.txt
mkdir zmap/h5ad/directory.h5ad
part zmap/h5ad ZMAP_251209_processed.h5ad 9000 3000
zip home/.cache/zmap_tools/CellType_consensus_report.csv.zip
printf 'PK\3\4cut off' > home/.cache/zmap_tools/Tissue_consensus_report.csv.zip
zmap-cache list
