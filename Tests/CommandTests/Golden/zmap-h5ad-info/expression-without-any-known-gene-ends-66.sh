zmap-h5ad-info expression $FIXTURES/h5ad/hard-link-layer.h5ad --by type --genes SOX2,Actb
