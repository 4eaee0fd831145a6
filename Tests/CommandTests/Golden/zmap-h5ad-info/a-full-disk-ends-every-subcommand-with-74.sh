cd $FIXTURES/h5ad
for command in list summary obs var uns "matrix --layer dense" "expression --by type --layer dense" stats; do
  zmap-h5ad-info $command modern.h5ad > /dev/full
  echo "$command $?"
done
