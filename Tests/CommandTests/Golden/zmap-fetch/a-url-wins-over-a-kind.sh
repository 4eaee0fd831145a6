zmap-fetch --kind bogus --url file://$ROOT/Examples/sample/h5ad/ZMAP_251209_processed_slim.h5ad --filename mine.h5ad --dest-dir here
