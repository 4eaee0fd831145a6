. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad home/.cache/zmap_tools; cd zmap/h5ad
hdf5 ok.h5ad 5000; record ok.h5ad
hdf5 unverified.h5ad 5000
hdf5 truncated.h5ad 4000 5000
hdf5 touched.h5ad 5000; record touched.h5ad; touch -d '2020-01-01' touched.h5ad
hdf5 gone.h5ad 10; record gone.h5ad; rm gone.h5ad
echo '<html>' > page.h5ad
zip zip.h5ad
hdf5 with-journal.h5ad 5000; record with-journal.h5ad; echo journal > with-journal.h5ad.zmap-journal
part . half.h5ad 9000 3000
cd ../..
zmap-cache verify; echo $?
zmap-cache verify ok.h5ad unverified.h5ad touched.h5ad half.h5ad; echo $?
zmap-cache verify --no-header truncated.h5ad; echo $?
zmap-cache verify gone.h5ad nothing; echo $?
zmap-cache verify -q zmap/h5ad/page.h5ad --format jsonl
