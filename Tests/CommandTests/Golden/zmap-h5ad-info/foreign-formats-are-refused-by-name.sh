cd $FIXTURES/h5ad
echo 'no HDF5' > $HOME/text.h5ad
: > $HOME/empty.h5ad
head -c 15000 gzip.h5ad > $HOME/cut.h5ad
for file in sample.h5mu early.h5mu tenx.h5 sample.loom $HOME/text.h5ad $HOME/empty.h5ad $HOME/cut.h5ad $HOME absent.h5ad; do
  zmap-h5ad-info summary $file
  echo $?
done
