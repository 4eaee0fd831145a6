. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; cd zmap/h5ad
for name in same touched flipped rotten grown; do
  hdf5 $name.h5ad 5000; record $name.h5ad "\"sha256\":\"$(sha256sum < $name.h5ad | cut -c-64)\""
done
touch -d '2020-01-01' touched.h5ad
printf X | dd of=flipped.h5ad bs=1 seek=3000 conv=notrunc status=none
# A bit that fell over on the disk: no time changes.
touch -r rotten.h5ad stamp; printf X | dd of=rotten.h5ad bs=1 seek=3000 conv=notrunc status=none
touch -r stamp rotten.h5ad; rm stamp
printf X >> grown.h5ad
hdf5 new.h5ad 5000
hdf5 unread.h5ad 5000; record unread.h5ad
cd ../..
zmap-cache verify --deep 2> rate; echo $?
sed 's/[0-9.]* KiB at [0-9]* MB/SIZE at RATE MB/' rate
# What proved whole is known again, and a digest that nobody knew is kept.
zmap-cache list | cut -f1,5,8 | sed 's/[0-9a-f]\{64\}$/DIGEST/'
