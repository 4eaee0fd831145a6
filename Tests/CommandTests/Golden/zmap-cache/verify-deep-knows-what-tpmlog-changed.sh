. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; cd zmap/h5ad
change='"changes":[{"tool":"zmap-tpmlog","element":"layers/tpm_log","at":"2026-01-03T00:00:00Z"}]'
came="\"sha256\":\"$(printf %064d 1)\""
hdf5 a.h5ad 5000; record a.h5ad "$came,$change"
cd ../..
zmap-cache list | cut -f1,5,8
echo "first read:"; zmap-cache verify --deep -q
echo "its digest is known now:"; zmap-cache list | cut -f1,5,8 | sed 's/[0-9a-f]\{64\}$/DIGEST/'
touch -r zmap/h5ad/a.h5ad stamp
printf X | dd of=zmap/h5ad/a.h5ad bs=1 seek=3000 conv=notrunc status=none
touch -r stamp zmap/h5ad/a.h5ad
echo "damaged since:"; zmap-cache verify --deep -q
