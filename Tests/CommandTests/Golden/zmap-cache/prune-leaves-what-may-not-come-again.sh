. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad shared; cd zmap/h5ad
hdf5 results.h5ad 5000
hdf5 edited.h5ad 5000; record edited.h5ad; echo edit >> edited.h5ad
hdf5 with-tpm.h5ad 5000
record with-tpm.h5ad '"changes":[{"tool":"zmap-tpmlog","element":"layers/tpm_log","at":"2026-01-03T00:00:00Z"}]'
hdf5 ZMAP_251209_processed.h5ad 5000
echo notes > notes.txt
cd ../..
hdf5 shared/ZMAP_250402_raw.h5ad 5000
touch -ad '1 year ago' shared/* zmap/h5ad/*
ZMAP_CACHE_PATH=shared zmap-cache prune --max-size 0 -y
ls zmap/h5ad shared
