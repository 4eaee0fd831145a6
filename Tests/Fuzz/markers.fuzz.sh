# Zips, CSV and packed tables, damaged at random: Tests/MarkersTests/FuzzTests.swift, for long.
cd "$(dirname "$0")/../.."
# What grows without bound ends here.
ulimit -v 8000000
ZMAP_FUZZ_ROUNDS=${ZMAP_FUZZ_ROUNDS:-100000} ZMAP_FUZZ_SEED=${ZMAP_FUZZ_SEED:-$RANDOM} \
  swift test -c release --disable-testable-imports --filter MarkersTests.FuzzTests
