for kind in bool float16 indptr_falls indptr_overruns indptr_short indptr_start csc_index_out; do
  cp $FIXTURES/tpmlog/$kind.h5 x.h5ad
  zmap-tpmlog x.h5ad
  echo "$kind $?"
  cmp x.h5ad $FIXTURES/tpmlog/$kind.h5
done
