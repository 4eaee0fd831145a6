for kind in with_x with_same_x with_dense_x; do
  echo "$kind"
  cp $FIXTURES/tpmlog/$kind.h5 x.h5ad && zmap-tpmlog -q x.h5ad > /dev/null
  zmap-h5ad-info list x.h5ad | cut -f1,2,3 | grep -E '^(X|layers)'
done
echo "with_x --keep-x"
cp $FIXTURES/tpmlog/with_x.h5 x.h5ad && zmap-tpmlog -q --keep-x x.h5ad > /dev/null
zmap-h5ad-info list x.h5ad | cut -f1,2,3 | grep -E '^(X|layers)'
echo "with_x --drop-x"
cp $FIXTURES/tpmlog/with_x.h5 x.h5ad && zmap-tpmlog -q --drop-x x.h5ad > /dev/null
zmap-h5ad-info list x.h5ad | cut -f1,2,3 | grep -E '^(X|layers)'
