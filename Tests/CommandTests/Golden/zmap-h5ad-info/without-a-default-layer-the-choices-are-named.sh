cd $FIXTURES/h5ad
zmap-h5ad-info matrix modern.h5ad
echo $?
zmap-h5ad-info matrix modern.h5ad --layer raw_nlog
