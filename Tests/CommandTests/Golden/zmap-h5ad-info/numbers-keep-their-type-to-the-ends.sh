cd $FIXTURES/h5ad
zmap-h5ad-info obs lzf-text.h5ad
zmap-h5ad-info matrix lzf-text.h5ad
