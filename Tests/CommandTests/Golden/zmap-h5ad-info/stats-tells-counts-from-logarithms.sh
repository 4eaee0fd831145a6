cd $FIXTURES/h5ad
zmap-h5ad-info stats hard-link-layer.h5ad
zmap-h5ad-info stats not-a-number.h5ad --no-header
