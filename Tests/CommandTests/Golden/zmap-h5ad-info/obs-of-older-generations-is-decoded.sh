cd $FIXTURES/h5ad
zmap-h5ad-info obs legacy-0.5.h5ad
zmap-h5ad-info obs legacy-0.7.h5ad
