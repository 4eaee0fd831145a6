cd $FIXTURES/h5ad
zmap-h5ad-info uns uns.h5ad
zmap-h5ad-info uns uns.h5ad nested/deep
zmap-h5ad-info uns uns.h5ad nested/depe
