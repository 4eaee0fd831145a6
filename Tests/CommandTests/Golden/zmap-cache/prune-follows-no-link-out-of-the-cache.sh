. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad outside/quarantine real
echo precious > outside/quarantine/data
part outside x.h5ad 9000 3000; mv outside/.zmap/part outside/part; rmdir outside/.zmap
ln -s "$PWD/outside" zmap/h5ad/.zmap
zmap-cache prune --orphans --partial -y --no-header; echo $?
find outside -type f | sort
# A place that is a link as a whole is a place all the same.
hdf5 real/a.h5ad 100; ln -s real linked
ZMAP_H5AD_DIR=linked zmap-cache remove -y a.h5ad
ls real
