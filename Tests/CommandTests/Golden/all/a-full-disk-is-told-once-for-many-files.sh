for count in $(seq 300); do echo $FIXTURES/h5ad/modern.h5ad; done | zmap-h5ad-info list > /dev/full
echo $?
cp $FIXTURES/h5ad/modern.h5ad a.h5ad
cp a.h5ad b.h5ad
zmap-tpmlog a.h5ad b.h5ad > /dev/full
echo $?
zmap-h5ad-info uns $FIXTURES/h5ad/uns.h5ad > /dev/full
echo $?
