. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; cd zmap/h5ad
for name in plain 'with  blanks' '-dash' 'quo"te' "apostrophe's" $'new\nline' 'back\slash' $'return\r' 'é'; do
  hdf5 "./$name.h5ad" 500
done
hdf5 known.h5ad 500; record known.h5ad "\"sha256\":\"$(sha256sum < known.h5ad | cut -c-64)\""
hdf5 stale.h5ad 500; record stale.h5ad "\"sha256\":\"$(printf %064d 1)\""; touch -d 2020-01-01 stale.h5ad
part . half.h5ad 9000 3000
cd ../..
zmap-cache checksums > sums 2> rate; echo $?
wc -l < sums
sha256sum --quiet -c sums; echo $?
zmap-cache checksums known.h5ad > known 2>&1; cut -c65- known
hdf5 zmap/h5ad/cut.h5ad 90 100
zmap-cache checksums cut.h5ad nothing
