cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
flock x.h5ad zmap-tpmlog x.h5ad; echo $?
flock --shared x.h5ad zmap-tpmlog x.h5ad; echo $?
cmp x.h5ad $FIXTURES/tpmlog/csr_float32.h5ad
