for method in same none gzip gzip:9 lz4; do
  cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
  zmap-tpmlog --compression $method x.h5ad > /dev/null
  zmap-h5ad-info list x.h5ad | grep tpm_log | cut -f6
done
zmap-tpmlog --compression zip x.h5ad
