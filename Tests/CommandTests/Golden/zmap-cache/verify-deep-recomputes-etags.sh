. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; cd zmap/h5ad
md5() { md5sum < "$1" | cut -c-32; }
for name in single parts flipped-single flipped-parts opaque; do hdf5 $name.h5ad 100000; done
# One part: the MD5 of the MD5.
parts=$(printf "$(md5 parts.h5ad | sed 's/../\\x&/g')" | md5sum | cut -c-32)
record single.h5ad "\"etag\":\"\\\"$(md5 single.h5ad)\\\"\""
record parts.h5ad "\"etag\":\"\\\"$parts-1\\\"\""
record opaque.h5ad '"etag":"\"5f3c-1234\""'
record flipped-single.h5ad "\"etag\":\"\\\"$(md5 single.h5ad)\\\"\""
record flipped-parts.h5ad "\"etag\":\"\\\"$parts-1\\\"\""
cd ../..
zmap-cache verify --deep 2>/dev/null
grep -c '"etag"$' zmap/h5ad/.zmap/meta/single.h5ad.json zmap/h5ad/.zmap/meta/opaque.h5ad.json
