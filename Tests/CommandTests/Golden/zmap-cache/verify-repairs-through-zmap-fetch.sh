. "$FIXTURES/kept.sh"
mkdir server; hdf5 server/a.h5ad 50000; hdf5 server/b.h5ad 50000; hdf5 server/c.h5ad 50000
for name in a b c; do zmap-fetch -q --url "file://$PWD/server/$name.h5ad" > /dev/null; done
head -c 20000 server/a.h5ad > zmap/h5ad/a.h5ad
touch -r zmap/h5ad/b.h5ad stamp; printf X | dd of=zmap/h5ad/b.h5ad bs=1 seek=300 conv=notrunc status=none
touch -r stamp zmap/h5ad/b.h5ad
echo 'edited by hand' >> zmap/h5ad/c.h5ad
hdf5 zmap/h5ad/of-unknown-origin.h5ad 90 100
zmap-cache verify --deep --repair -q; echo $?
for name in a b c; do cmp server/$name.h5ad zmap/h5ad/$name.h5ad; done
echo "what may have been work is kept:"; tail -c 15 zmap/h5ad/.zmap/quarantine/*
zmap-cache list | cut -f1,5
