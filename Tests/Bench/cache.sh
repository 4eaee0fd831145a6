#!/usr/bin/env bash
# zmap-cache: the list of 1,000 files, and every byte of a gibibyte, against what people use otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
unset ZMAP_H5AD_DIR ZMAP_MARKER_DIR ZMAP_CACHE_PATH
export HOME=$room ZMAP_DRIVE=$room/none
. "$here/rounds.bash"
. "$here/../Fixtures/kept.sh"
digest="\"sha256\":\"$(printf %064d 0)\",\"url\":\"https://example.org/h5ad/a-dataset-of-the-atlas.h5ad\""

mkdir -p "$room/list/zmap/h5ad" "$room/empty" "$room/deep/zmap/h5ad"
cd "$room/list/zmap/h5ad"
hdf5 first.h5ad 4096
for number in {1..1000}; do
  cp first.h5ad "a-dataset-of-the-atlas-$number.h5ad"
  record "a-dataset-of-the-atlas-$number.h5ad" "$digest"
done
rm first.h5ad
cd "$room/list"
[ "$(zmap-cache list --no-header | grep -c '	ok	')" = 1000 ] || { echo "cache: not all of 1,000 files are ok" >&2; exit 1; }
bench list-1000 11 zmap-cache 'zmap-cache list' 'zmap-cache, no file' 'cd "$room/empty"; zmap-cache list; cd "$room/list"'

cd "$room/deep"
hdf5 zmap/h5ad/a.h5ad 4096 1073741824
truncate -s 1G zmap/h5ad/a.h5ad
zmap-cache adopt -q zmap/h5ad/a.h5ad > /dev/null
zmap-cache checksums | sha256sum --status -c || { echo "cache: the digests differ" >&2; exit 1; }
others=(sha256sum 'sha256sum zmap/h5ad/a.h5ad')
command -v openssl > /dev/null && others+=(openssl 'openssl dgst -sha256 zmap/h5ad/a.h5ad')
bench digest-1GiB 5 zmap-cache 'zmap-cache verify --deep' "${others[@]}"
