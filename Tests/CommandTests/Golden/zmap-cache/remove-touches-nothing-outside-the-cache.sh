. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad/sub outside shared
for file in outside/a.h5ad zmap/h5ad/sub/b.h5ad shared/ZMAP_250402_raw.h5ad zmap/h5ad/c.h5ad; do hdf5 $file 100; done
echo notes > zmap/h5ad/notes.txt
ln -s "$PWD/outside/a.h5ad" zmap/h5ad/link.h5ad
ln -s "$PWD/outside" zmap/h5ad/out
ln -s c.h5ad zmap/h5ad/alias.h5ad
export ZMAP_CACHE_PATH=shared
for name in outside/a.h5ad zmap/h5ad/../../outside/a.h5ad zmap/h5ad/out/a.h5ad zmap/h5ad/sub/b.h5ad link.h5ad \
  zmap/h5ad/link.h5ad raw shared/ZMAP_250402_raw.h5ad zmap/h5ad/notes.txt zmap/h5ad zmap/h5ad/.. / . .. ''; do
  zmap-cache remove -y -- "$name"; echo "$? '$name'"
done
zmap-cache remove -y alias.h5ad; echo $?
find . -name home -prune -o -type f -print -o -type l -print | sort
