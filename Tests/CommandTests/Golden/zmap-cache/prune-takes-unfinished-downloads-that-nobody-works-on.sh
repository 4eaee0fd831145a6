. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad
part zmap/h5ad free.h5ad 9000 3000
part zmap/h5ad live.h5ad 9000 3000 another-1-1
part zmap/h5ad dead.h5ad 9000 3000 another-2-1
touch -d '1 hour ago' zmap/h5ad/.zmap/part/dead*/* zmap/h5ad/.zmap/part/dead*
hdf5 zmap/h5ad/finished.h5ad 100; record zmap/h5ad/finished.h5ad
zmap-cache list | cut -f1,3,4,5
zmap-cache prune --partial --dry-run
zmap-cache prune --partial --older-than 30m --dry-run --no-header
ls zmap/h5ad/.zmap/part
zmap-cache prune --partial -y --format jsonl
ls zmap/h5ad/.zmap/part zmap/h5ad
