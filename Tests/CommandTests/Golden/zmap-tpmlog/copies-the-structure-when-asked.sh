cp $FIXTURES/tpmlog/csr_float32.h5ad x.h5ad
cp x.h5ad y.h5ad
zmap-tpmlog -q x.h5ad > /dev/null
zmap-tpmlog -q --copy-structure --mark-log1p y.h5ad > /dev/null
[ $(stat -c %s y.h5ad) -gt $(stat -c %s x.h5ad) ] && echo larger
zmap-h5ad-info list y.h5ad | cut -f1-3 | grep -E '^(layers|uns)'
