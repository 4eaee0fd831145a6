cd $FIXTURES/h5ad
zmap-h5ad-info gzip.h5ad
zmap-h5ad-info list uns.h5ad --format jsonl | tail -3
