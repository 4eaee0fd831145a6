cd $FIXTURES/h5ad
head -c 15000 gzip.h5ad > $HOME/cut.h5ad
zmap-h5ad-info check bad-code.h5ad cycle.h5ad external-link.h5ad huge.h5ad index-outside.h5ad index-repeated.h5ad \
  indptr-falls.h5ad indptr-overruns.h5ad not-a-number.h5ad unknown-member.h5ad virtual.h5ad sample.h5mu $HOME/cut.h5ad
echo $?
zmap-h5ad-info check wrong-tpm.h5ad && zmap-h5ad-info check --deep wrong-tpm.h5ad
