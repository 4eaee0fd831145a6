cd $FIXTURES/h5ad
zmap-h5ad-info external-link.h5ad --no-header
zmap-h5ad-info virtual.h5ad --no-header
zmap-h5ad-info stats virtual.h5ad
zmap-h5ad-info obs huge.h5ad
