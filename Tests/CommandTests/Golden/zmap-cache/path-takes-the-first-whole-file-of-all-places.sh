. "$FIXTURES/kept.sh"
mkdir -p one two zmap/h5ad
hdf5 one/ZMAP_251209_processed.h5ad 90 100
hdf5 two/ZMAP_251209_processed.h5ad 100
hdf5 zmap/h5ad/ZMAP_251209_processed.h5ad 100
export ZMAP_H5AD_DIR=one ZMAP_CACHE_PATH=none:two
zmap-cache path processed
zmap-cache list | cut -f1,3,5
