. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; cd zmap/h5ad
for days in 1 2 3 4; do
  hdf5 used-$days-days-ago.h5ad 10000
  touch -d "$days days ago" used-$days-days-ago.h5ad
  record used-$days-days-ago.h5ad
done
part . half.h5ad 90000 50000
cd ../..
zmap-cache prune --max-size 25000 --dry-run
echo "with an age:"; zmap-cache prune --max-size 0 --older-than 60h --dry-run
echo "by age:"; zmap-cache prune --older-than 3d --dry-run
zmap-cache prune --max-size 25000 -y > /dev/null
ls zmap/h5ad
zmap-cache prune --max-size 1G -y
