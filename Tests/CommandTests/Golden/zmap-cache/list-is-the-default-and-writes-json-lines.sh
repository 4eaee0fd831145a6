. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad
hdf5 zmap/h5ad/a.h5ad 100
hdf5 'zmap/h5ad/"quoted", with	tab.h5ad' 100
zmap-cache --format jsonl
zmap-cache --no-header
