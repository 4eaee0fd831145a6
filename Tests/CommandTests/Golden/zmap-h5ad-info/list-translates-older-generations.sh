cd $FIXTURES/h5ad
zmap-h5ad-info list --no-header legacy-0.5.h5ad legacy-0.7.h5ad
