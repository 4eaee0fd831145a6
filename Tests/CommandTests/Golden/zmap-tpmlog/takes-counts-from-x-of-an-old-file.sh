cp $FIXTURES/tpmlog/legacy_x.h5 x.h5ad
zmap-tpmlog --source X x.h5ad
zmap-h5ad-info list x.h5ad | cut -f1,2,3 | grep -E '^(X|layers)'
