cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
zmap-tpmlog --rollback x.h5ad
echo "cut short" > x.h5ad.zmap-journal
zmap-tpmlog --rollback x.h5ad
ls
