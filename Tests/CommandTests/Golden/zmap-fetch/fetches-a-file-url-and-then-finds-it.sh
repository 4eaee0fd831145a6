zmap-fetch --base-url file://$ROOT/Examples/sample --kind processed_slim
zmap-fetch --offline --kind processed_slim --format tsv | cut -f1-7
cmp zmap/h5ad/ZMAP_251209_processed_slim.h5ad $ROOT/Examples/sample/h5ad/ZMAP_251209_processed_slim.h5ad
