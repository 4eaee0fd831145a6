#!/usr/bin/env bash
# Runs every fuzzer beside this script. ZMAP_FUZZ_ROUNDS and ZMAP_FUZZ_SEED make it longer, or another one.
set -euo pipefail
cd "$(dirname "$0")"
for fuzzer in *.fuzz.sh; do
  echo "# $fuzzer"
  bash "$fuzzer"
done
