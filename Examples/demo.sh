#!/usr/bin/env bash
# The whole pipeline on the sample, offline, in a fresh directory. `make demo` puts the built commands in PATH.
set -euo pipefail

sample=$(cd "$(dirname "$0")/sample" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
export HOME=$room ZMAP_BASE_URL=file://$sample ZMAP_DRIVE=$room/no-drive

run() {
  printf '\n$ %s\n' "$1"
  eval "$1"
}

echo "# a sample atlas, served from $ZMAP_BASE_URL"
run 'zmap-fetch --kind processed_slim'
run 'zmap-fetch --kind processed_slim | zmap-tpmlog | zmap-h5ad-info list'
run 'zmap-h5ad-info summary zmap/h5ad/ZMAP_251209_processed_slim.h5ad'
run 'zmap-h5ad-info obs zmap/h5ad/ZMAP_251209_processed_slim.h5ad -c ZMAP_CellType,ZMAP_time_id --rows 0:3'
run 'zmap-markers --level CellType --group hepatocyte -n 5 | cut -f2'
run 'zmap-markers --level GermLayer -n 2'
run 'zmap-cache list'
