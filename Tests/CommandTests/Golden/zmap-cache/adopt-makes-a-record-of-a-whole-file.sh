. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad elsewhere
hdf5 zmap/h5ad/a.h5ad 5000; hdf5 elsewhere/b.h5ad 5000; hdf5 cut.h5ad 90 100; echo text > page.h5ad
zmap-cache adopt -q zmap/h5ad/a.h5ad elsewhere/../elsewhere/b.h5ad cut.h5ad page.h5ad nothing.h5ad elsewhere; echo $?
echo zmap/h5ad/a.h5ad | zmap-cache adopt -q
zmap-cache list | cut -f1,5,7,8 | sed 's/[0-9a-f]\{64\}$/DIGEST/'
zmap-cache verify -q ./elsewhere/b.h5ad
touch -d 2020-01-01 zmap/h5ad/a.h5ad; zmap-cache list | cut -f1,5
zmap-cache adopt -q zmap/h5ad/a.h5ad; zmap-cache list | cut -f1,5
