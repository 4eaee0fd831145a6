#!/usr/bin/env bash
# zmap-tpmlog against a program that does only what nobody can leave out (tpmlog_floor.c), against itself on
# one thread, and against scanpy: whole processes, warm cache, RUNS times each.
#
# The inputs are made once with ZMAP_BENCH_PYTHON (or ZMAP_BENCH_30, ZMAP_BENCH_30_NONE and ZMAP_BENCH_90 name
# files like those of tpmlog_reference.py) and kept in ZMAP_BENCH_DIR.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
room=${ZMAP_BENCH_DIR:-${TMPDIR:-/tmp}/zmap-bench}
python=${ZMAP_BENCH_PYTHON:-}
runs=${RUNS:-5}
cores=$(nproc)
mkdir -p "$room"

input() { # variable cells method
  local file=${!1:-$room/reference-$2-$3.h5ad}
  if [ ! -e "$file" ]; then
    [ -n "$python" ] || return 0
    "$python" "$here/tpmlog_reference.py" "$2" "$3" "$file" >&2
  fi
  echo "$file"
}

first=
measure() { # job tool prepare command...
  local job=$1 tool=$2 prepare=$3 times=()
  shift 3
  for _ in $(seq "$runs"); do
    eval "$prepare"
    local start end
    start=$(date +%s%N)
    "$@" > /dev/null 2> "$room/said" || { cat "$room/said" >&2; return 1; }
    end=$(date +%s%N)
    times+=($(((end - start) / 1000)))
  done
  printf '%s\n' "${times[@]}" | sort -n | awk -v job="$job" -v tool="$tool" -v first="$first" '
    { t[NR] = $1 / 1e6 }
    END { m = t[int((NR + 1) / 2)]; printf "%s\t%s\t%.3f\t%.3f\t%.3f\t%.2f\n", job, tool, m, t[1], t[NR], m / (first ? first : m) }' \
    | tee "$room/row"
  [ -n "$first" ] || first=$(cut -f3 "$room/row")
}

job() { # name file level method
  local name=$1 file=$2 level=$3 method=$4
  local copy="cp '$file' '$room/x.h5ad'; sync '$room/x.h5ad'"
  [ -n "$file" ] || { printf '%s\tabsent: ZMAP_BENCH_PYTHON\n' "$name"; return; }
  first=
  measure "$name" zmap-tpmlog "$copy" zmap-tpmlog -q "$room/x.h5ad"
  measure "$name" "zmap-tpmlog, 1 thread" "$copy" zmap-tpmlog -q --threads 1 "$room/x.h5ad"
  measure "$name" "floor" : "$room/floor" "$file" "$level" "$cores"
  measure "$name" "floor, written" : "$room/floor" "$file" "$level" "$cores" "$room/floor.out"
  if [ -n "$python" ]; then
    runs=1 measure "$name" "scanpy" : "$python" "$here/tpmlog_scanpy.py" "$file" "$room/scanpy.h5ad" "$method"
  fi
  eval "$copy"
  printf '# %s: most memory %s kB\n' "$name" "$( { /usr/bin/time -f %M zmap-tpmlog -q "$room/x.h5ad" > /dev/null; } 2>&1)"
}

if ! cc -O3 -march=native -ffast-math -o "$room/floor" "$here/tpmlog_floor.c" $(pkg-config --cflags --libs hdf5) \
  -ldeflate -lm -lpthread 2> "$room/said"; then
  echo "# tpmlog: no floor: $(head -1 "$room/said")"
  exit 0
fi
# `same` of a source with zlib's level 4 is libdeflate's level 1.
job tpmlog-30k-gzip "$(input ZMAP_BENCH_30 30000 gzip)" 1 gzip
job tpmlog-30k-none "$(input ZMAP_BENCH_30_NONE 30000 none)" 0 none
job tpmlog-90k-gzip "$(input ZMAP_BENCH_90 90000 gzip)" 1 gzip
rm -f "$room/x.h5ad" "$room/floor.out" "$room/scanpy.h5ad"
