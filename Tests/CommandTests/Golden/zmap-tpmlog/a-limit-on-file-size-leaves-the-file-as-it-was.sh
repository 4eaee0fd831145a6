cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
(ulimit -f $(($(stat -c %s x.h5ad) / 1024)); zmap-tpmlog x.h5ad); echo $?
cmp x.h5ad $FIXTURES/tpmlog/csr_float32.h5ad && ls
