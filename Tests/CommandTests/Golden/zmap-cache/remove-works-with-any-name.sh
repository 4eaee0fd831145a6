. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad
names=('with  blanks.h5ad' '-rf.h5ad' '--yes.h5ad' 'quo"te.h5ad' "apostrophe's.h5ad" $'new\nline.h5ad' 'back\slash.h5ad'
  '*.h5ad' '$(touch x).h5ad' ' .h5ad' 'é.h5ad' $'e\xcc\x81.h5ad')
for name in "${names[@]}"; do hdf5 "./zmap/h5ad/$name" 100; done
hdf5 zmap/h5ad/stays.h5ad 100
for name in "${names[@]}"; do zmap-cache remove -y -- "$name" > /dev/null || echo "left: $name"; done
ls -A zmap/h5ad .
