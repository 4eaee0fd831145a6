. "$FIXTURES/kept.sh"
mkdir server; hdf5 server/a.h5ad 5000
zmap-fetch -q --url "file://$PWD/server/a.h5ad" > /dev/null
touch -d 2020-01-01 zmap/h5ad/a.h5ad
zmap-cache adopt -q zmap/h5ad/a.h5ad; zmap-cache list | cut -f1,5,7
echo more >> zmap/h5ad/a.h5ad
zmap-cache adopt -q zmap/h5ad/a.h5ad; zmap-cache list | cut -f1,5,7
