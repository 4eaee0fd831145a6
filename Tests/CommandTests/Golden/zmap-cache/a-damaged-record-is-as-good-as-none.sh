. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad/.zmap/meta
for name in a b c d e f; do hdf5 zmap/h5ad/$name.h5ad 100; done
cd zmap/h5ad
printf '{"version":1,"name":"a.h5' > .zmap/meta/a.h5ad.json
: > .zmap/meta/b.h5ad.json
record c.h5ad; sed -i 's/"version":1/"version":2/' .zmap/meta/c.h5ad.json
record a.h5ad; mv .zmap/meta/a.h5ad.json .zmap/meta/d.h5ad.json
printf '[1,2]' > .zmap/meta/e.h5ad.json
mkdir .zmap/meta/f.h5ad.json
echo '{}' > .zmap/meta/nothing.json
cd ../..
zmap-cache list | cut -f1,5
