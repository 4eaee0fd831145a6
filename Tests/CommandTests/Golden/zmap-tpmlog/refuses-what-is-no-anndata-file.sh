mkdir directory.h5ad
: > empty.h5ad
echo "not HDF5" > text.h5ad
head -c 20000 $FIXTURES/tpmlog/csr_float32.h5ad > half.h5ad
cp $FIXTURES/tpmlog/expected.h5 other.h5ad
for file in missing directory empty text half other; do
  zmap-tpmlog $file.h5ad
  echo "$file $?"
done
