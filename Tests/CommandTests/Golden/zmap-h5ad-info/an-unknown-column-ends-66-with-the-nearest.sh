zmap-h5ad-info obs $FIXTURES/h5ad/modern.h5ad -c Type
