#!/usr/bin/env bash
# zmap-h5ad-info on the 30,000 cells that tpmlog.sh makes (or ZMAP_BENCH_30 names), against h5ls and anndata.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/rounds.bash"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
absent() { printf '%s\t%s\tabsent\t\t\t\n' "$1" "$2"; }
file=${ZMAP_BENCH_30:-${ZMAP_BENCH_DIR:-${TMPDIR:-/tmp}/zmap-bench}/reference-30000-gzip.h5ad}
python=${ZMAP_BENCH_PYTHON:-python3}
if [ ! -e "$file" ]; then
  "$python" -c 'import anndata' 2> /dev/null || { absent info anndata; exit 0; }
  mkdir -p "$(dirname "$file")"
  "$python" "$here/tpmlog_reference.py" 30000 gzip "$file" >&2
fi
zmap-h5ad-info var "$file" --no-header | cut -f1 | awk 'NR % 500 == 1' | head -50 > "$room/genes"

others=()
if command -v h5ls > /dev/null; then others+=('h5ls -r' 'h5ls -r "$file"'); else absent info-list h5ls; fi
if "$python" -c 'import anndata' 2> /dev/null; then
  others+=('anndata backed' '"$python" -c "import anndata, sys; anndata.read_h5ad(sys.argv[1], backed=\"r\")" "$file"')
  pandas=('anndata, pandas' '"$python" "$here/info_expression.py" "$file" raw_nolog ZMAP_CellType "$room/genes"')
else
  absent info-list anndata
  pandas=()
fi
bench info-list 5 zmap-h5ad-info 'zmap-h5ad-info list "$file"' "${others[@]}"
bench info-summary 5 zmap-h5ad-info 'zmap-h5ad-info summary "$file"' "${others[@]}"
bench info-expression 3 zmap-h5ad-info \
  'zmap-h5ad-info expression "$file" --layer raw_nolog --by ZMAP_CellType --genes @"$room/genes"' "${pandas[@]}"
bench info-stats 3 zmap-h5ad-info 'zmap-h5ad-info stats "$file" --layer raw_nolog'
