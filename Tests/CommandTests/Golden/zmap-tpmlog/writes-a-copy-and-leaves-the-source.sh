cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
touch -d '2020-01-01 00:00:00' x.h5ad
zmap-tpmlog x.h5ad -o y.h5ad
cmp x.h5ad $FIXTURES/tpmlog/csr_float32.h5ad && TZ=UTC stat -c %y x.h5ad
zmap-tpmlog x.h5ad -o y.h5ad; echo $?
zmap-tpmlog x.h5ad -o x.h5ad; echo $?
zmap-tpmlog -q x.h5ad -o y.h5ad --force --source counts; cmp x.h5ad y.h5ad
zmap-tpmlog x.h5ad > /dev/null && zmap-tpmlog $FIXTURES/tpmlog/csr_float32.h5ad -o z.h5ad && cmp x.h5ad z.h5ad
ls
