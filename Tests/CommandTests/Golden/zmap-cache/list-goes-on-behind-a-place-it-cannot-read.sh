. "$FIXTURES/kept.sh"
mkdir here; hdf5 here/a.h5ad 100
# A file where a directory is wanted holds nothing.
echo > not-a-directory
ZMAP_H5AD_DIR=not-a-directory ZMAP_CACHE_PATH=nowhere:here zmap-cache list
