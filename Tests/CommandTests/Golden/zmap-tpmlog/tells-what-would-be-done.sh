for kind in csr_float32 csc_float32 dense_float32; do cp $FIXTURES/tpmlog/$kind.h5ad .; done
zmap-tpmlog csr_float32.h5ad > /dev/null
zmap-tpmlog --dry-run csr_float32.h5ad csc_float32.h5ad dense_float32.h5ad
zmap-tpmlog --dry-run --force --copy-structure csr_float32.h5ad
zmap-tpmlog --dry-run --source counts csc_float32.h5ad
