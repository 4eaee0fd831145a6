cd $FIXTURES/h5ad
printf 'T\tsox10\nB\tmitfa\nB\tsox10\nNK\tsox1\n' | zmap-h5ad-info expression hard-link-layer.h5ad --by type --genes -
