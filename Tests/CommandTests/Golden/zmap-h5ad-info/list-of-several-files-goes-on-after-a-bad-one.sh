cd $FIXTURES/h5ad
printf '%s\n' big-endian.h5ad absent.h5ad sample.h5mu user-block.h5ad | zmap-h5ad-info list
