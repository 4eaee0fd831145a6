cp $FIXTURES/tpmlog/csr_float32.h5ad a.h5ad
cp $FIXTURES/tpmlog/csc_float32.h5ad c.h5ad
printf 'a.h5ad\nb.h5ad\nc.h5ad\n' | zmap-tpmlog
