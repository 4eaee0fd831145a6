#!/usr/bin/env bash
# Damages small H5AD files in many ways and runs every subcommand of zmap-h5ad-info on each: no crash, no hang.
#
#   Tests/Fuzz/h5ad.fuzz.sh [COUNT] [SEED] [FILE…]      10000 copies, seed 1, of the fixtures by default
#
# A run may end in any of the documented ways. It fails by a signal, by status 70, by more than 10 seconds
# (FUZZ_SECONDS, for a busy machine),
# or by a line on stderr that is not the tool's own. What failed is kept, with the command that shows it.
# Needs perl, which Debian always has, and the commands in PATH.
set -euo pipefail
count=${1:-10000}
seed=${2:-1}
shift $(($# < 2 ? $# : 2))
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here"/../Fixtures/h5ad/*.h5ad
room=$(mktemp -d)
kept=${TMPDIR:-/tmp}/h5ad-fuzz
export room kept
workers=$(nproc)

run() {
  local first=$1 step=$2 last=$3 seed=$4
  shift 4
  local failures=0
  for ((i = first; i < last; i += step)); do
    local files=("$@")
    local source=${files[i % $#]}
    local copy=$room/$first.h5ad
    perl -e '
      my ($from, $to, $seed) = @ARGV;
      srand($seed);
      open(my $in, "<:raw", $from) or die; local $/; my $data = <$in>;
      my $size = length $data;
      my @marks;
      push @marks, pos($data) while $data =~ /TREE|HEAP|SNOD|OHDR|OCHK|GCOL|FRHP|FHDB|BTHD|BTLF|FADB|EAHD|encoding|shape|_index/g;
      sub place {
        my $place = @marks && rand() < 0.6 ? $marks[rand @marks] + int(rand 64) - 8 : int(rand $size);
        return $place < 0 ? 0 : $place >= $size ? $size - 1 : $place;
      }
      for (0 .. int(rand 3)) {
        my $kind = int(rand 6);
        my $place = place();
        if ($kind == 0) { substr($data, $place, 1) = chr(int rand 256) }
        elsif ($kind == 1) { substr($data, $place, 1) = chr(ord(substr($data, $place, 1)) ^ (1 << int rand 8)) }
        elsif ($kind == 2 && $place + 8 <= $size) { substr($data, $place, 8) = pack("Q<", (0, 1, 2**31, 2**32 - 1, 2**63 - 1, ~0, $size)[rand 7]) }
        elsif ($kind == 3 && $place + 4 <= $size) { substr($data, $place, 4) = pack("L<", (0, 255, 65535, 2**31 - 1, 2**32 - 1)[rand 5]) }
        elsif ($kind == 4) {
          my $length = 1 + int rand 256;
          my $other = int rand($size - $length > 1 ? $size - $length : 1);
          substr($data, $place, $length) = substr($data, $other, $length) if $place + $length <= $size;
        }
        elsif (rand() < 0.3) { $data = substr($data, 0, $place); last }
      }
      open(my $out, ">:raw", $to) or die; print $out $data;
    ' "$source" "$copy" "$((seed * 1000003 + i))"
    local command
    for command in list summary obs var uns matrix stats "check --deep" "expression --by type"; do
      local status=0
      # The shell's own word about a killed command is not wanted.
      # shellcheck disable=SC2206
      {
        local parts=($command)
        timeout -s KILL "${FUZZ_SECONDS:-10}" zmap-h5ad-info "${parts[0]}" "$copy" "${parts[@]:1}" > /dev/null 2> "$room/$first.err" < /dev/null || status=$?
      } 2> /dev/null
      case $status in
        0 | 1 | 64 | 65 | 66) grep -qv '^zmap-h5ad-info: ' "$room/$first.err" || continue ;;
      esac
      failures=$((failures + 1))
      mkdir -p "$kept"
      cp "$copy" "$kept/$seed-$i.h5ad"
      echo "status $status: zmap-h5ad-info $command $kept/$seed-$i.h5ad  ($(basename "$source")) $(head -c 200 "$room/$first.err")"
    done
  done
  return $((failures > 0))
}

status=0
pids=()
for ((w = 0; w < workers; w++)); do
  run "$w" "$workers" "$count" "$seed" "$@" &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
rm -rf "$room"
[ $status -ne 0 ] || echo "$count damaged files, nothing crashed and nothing hung"
exit $status
