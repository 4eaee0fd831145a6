head -c 100000 $ROOT/Examples/sample/h5ad/ZMAP_251209_processed_slim.h5ad > half.h5ad; echo hello > text.h5ad
for file in half.h5ad text.h5ad none.h5ad; do zmap-fetch --url file://$PWD/$file; echo $?; done
zmap-fetch --url file://$PWD; echo $?
zmap-fetch --url file://$PWD/text.h5ad --verify none; echo $?
ls zmap/h5ad
