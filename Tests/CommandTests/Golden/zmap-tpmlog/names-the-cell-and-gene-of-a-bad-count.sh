for kind in nan negative negative_csc infinite; do
  cp $FIXTURES/tpmlog/$kind.h5 x.h5ad
  zmap-tpmlog x.h5ad
  echo "$kind $?"
  cmp x.h5ad $FIXTURES/tpmlog/$kind.h5
done
for kind in nan infinite; do
  cp $FIXTURES/tpmlog/$kind.h5 x.h5ad
  zmap-tpmlog --allow-nan x.h5ad
done
cp $FIXTURES/tpmlog/negative_csc.h5 x.h5ad
zmap-tpmlog --allow-negative x.h5ad
