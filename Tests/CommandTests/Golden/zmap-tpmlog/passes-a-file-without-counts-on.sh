cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
zmap-tpmlog --source spliced x.h5ad
zmap-tpmlog --source spliced --require x.h5ad
