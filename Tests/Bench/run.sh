#!/usr/bin/env bash
# Runs every benchmark beside this script and keeps what they print: results/<date>.tsv with the machine named.
#
# Each prints TSV: job, tool, median, min and max of seconds, and the ratio to the first tool of the job. What is compared with is
# found in PATH; ZMAP_BENCH_PYTHON names a Python that has scanpy and zmap-tools. What is not there is named as absent.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p results
result=results/$(date -u +%Y-%m-%d).tsv
{
  printf '# %s, %s cores, %s\n' "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | xargs)" "$(nproc)" "$(uname -sr)"
  printf 'job\ttool\tmedian_s\tmin_s\tmax_s\tratio\n'
  for bench in *.sh; do
    [ "$bench" = run.sh ] || bash "$bench"
  done
} | tee "$result"
