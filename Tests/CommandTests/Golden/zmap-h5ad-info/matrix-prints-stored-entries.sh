cd $FIXTURES/h5ad
zmap-h5ad-info matrix modern.h5ad --layer raw_nolog --cells cell4,cell1 --genes foxd3,sox10
zmap-h5ad-info matrix modern.h5ad --layer dense --rows 0:2
zmap-h5ad-info matrix modern.h5ad --layer by_gene --cells cell4,cell1 --genes foxd3,sox10
zmap-h5ad-info matrix big-endian.h5ad
zmap-h5ad-info matrix legacy-0.5.h5ad
