cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
zmap-tpmlog x.h5ad
sha256sum x.h5ad > before
zmap-tpmlog x.h5ad
sha256sum -c before
zmap-tpmlog --force x.h5ad
