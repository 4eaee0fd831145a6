cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
zmap-tpmlog x.h5ad
zmap-h5ad-info list x.h5ad | grep layers
