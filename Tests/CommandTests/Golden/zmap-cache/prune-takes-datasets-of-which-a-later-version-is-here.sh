. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; cd zmap/h5ad
for name in ZMAP_251209_processed ZMAP_240101_processed ZMAP_250101_processed ZMAP_260101_processed_slim \
  ZMAP_251209_processed_slim ZMAP_240101_raw ZMAP_23_raw ZMAP_230101_rawish mine_240101_raw; do
  hdf5 $name.h5ad 100
done
# The later one is not whole.
hdf5 ZMAP_260103_symphony.h5ad 90 100; hdf5 ZMAP_250101_symphony.h5ad 100
cd ../..
zmap-cache prune --old-versions --dry-run --no-header
zmap-cache prune --old-versions -y -q > /dev/null; ls zmap/h5ad
