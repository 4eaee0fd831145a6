zmap-h5ad-info obs $FIXTURES/h5ad/gzip.h5ad
