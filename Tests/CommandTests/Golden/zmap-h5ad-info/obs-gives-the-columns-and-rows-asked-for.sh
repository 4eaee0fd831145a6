cd $FIXTURES/h5ad
zmap-h5ad-info obs modern.h5ad -c n,type --rows=-2: --format jsonl
zmap-h5ad-info obs modern.h5ad -c n --rows 4:99 --no-header
zmap-h5ad-info obs modern.h5ad --rows 3
