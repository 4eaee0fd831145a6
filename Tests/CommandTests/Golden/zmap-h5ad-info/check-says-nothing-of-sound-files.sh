cd $FIXTURES/h5ad
zmap-h5ad-info check --deep modern.h5ad uns.h5ad gzip.h5ad lzf.h5ad hard-link-layer.h5ad legacy-0.5.h5ad legacy-0.7.h5ad \
  big-endian.h5ad user-block.h5ad latest-format.h5ad
