#!/usr/bin/env bash
# cache.sh [SECONDS [URL]]: 8 fetches at a time, removes, prunes and verifications at random in one cache, in a fresh
# directory. One fetch in five is killed. The commands are those in PATH; URL serves the directory $SERVED, by default it is
# that directory itself.
#
# Prints what went wrong and ends 1: a visible file that is not the served one, a command that fails but for
# "not cached", anything left over at the end. Else prints how much was done.
set -u
seconds=${1:-60}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
export HOME=$room/home SERVED=${SERVED:-$room/served}
mkdir -p "$HOME" "$SERVED" "$room/work"
url=${2:-file://$SERVED}
names=(a.h5ad b.h5ad 'with blank.h5ad' d.h5ad)
. "$(dirname "$0")/../Fixtures/kept.sh"
for name in "${names[@]}"; do
  [ -e "$SERVED/$name" ] || { hdf5 "$room/$name" 3000000; mv "$room/$name" "$SERVED/$name"; }
done
cd "$room/work" || exit 1
end=$((SECONDS + seconds))

running() { [ $SECONDS -lt $end ]; }
any() { echo "${names[RANDOM % ${#names[@]}]}"; }
nap() { sleep "0.$((RANDOM % 3))$((RANDOM % 10))"; }
wrong() { echo "wrong: $*" >> ../wrong; }
did() { echo "$1" >> ../done; }

# same FILE NAME: a file that is gone by now is not wrong.
same() {
  cmp -s -- "$1" "$SERVED/$2"
  [ $? -ne 1 ] || wrong "$1 differs"
}

fetch() {
  local id=$1 name path status
  while running; do
    name=$(any)
    if [ $((RANDOM % 5)) = 0 ]; then
      { timeout -s KILL "0.0$((RANDOM % 10))" zmap-fetch -q --no-progress --limit-rate 20M \
        --url "$url/${name// /%20}" --filename "$name"; } > /dev/null 2>&1
      did killed
      continue
    fi
    path=$(zmap-fetch -q --no-progress --limit-rate 20M --url "$url/${name// /%20}" --filename "$name" 2> "../errors.$id")
    status=$?
    if [ $status = 0 ]; then same "$path" "$name"; else wrong "fetch $name: $status: $(cat "../errors.$id")"; fi
    did fetched
  done
}

remove() {
  local name errors status
  while running; do
    nap
    name=$(any)
    errors=$(zmap-cache remove -y -- "$name" 2>&1 > /dev/null)
    status=$?
    case "$status $errors" in
      '0 ' | "66 zmap-cache: cannot remove '$name': not cached") did removed ;;
      *) wrong "remove $name: $status: $errors" ;;
    esac
  done
}

prune() {
  local rules errors
  while running; do
    nap
    case $((RANDOM % 3)) in
      0) rules=(--partial --orphans) ;;
      1) rules=(--max-size 5M) ;;
      2) rules=(--partial --max-size 0) ;;
    esac
    errors=$(zmap-cache prune -q -y "${rules[@]}" 2>&1 > /dev/null) || wrong "prune ${rules[*]}: $?: $errors"
    [ -z "$errors" ] || wrong "prune ${rules[*]}: $errors"
    did pruned
  done
}

look() {
  local found name
  while running; do
    found=$(zmap-cache verify -q --no-header 2>&1) || wrong "verify: $?: $found"
    for name in "${names[@]}"; do [ ! -e "zmap/h5ad/$name" ] || same "zmap/h5ad/$name" "$name"; done
    did looked
  done
}

touch ../wrong ../done
for id in 1 2 3 4 5 6 7 8; do fetch $id & done
remove & remove & prune & prune & look &
wait

zmap-cache prune -q -y --partial --orphans > /dev/null || wrong "the last prune"
# A fetch that was killed between putting the file in place and writing its record leaves it whole and unverified.
zmap-cache verify -q --deep --no-header | cut -f2 | grep -vE '^(ok|unverified)$' && wrong "not ok at the end"
for name in "${names[@]}"; do [ ! -e "zmap/h5ad/$name" ] || same "zmap/h5ad/$name" "$name"; done
find zmap/h5ad/.zmap/part -name '*.part' > ../left
[ ! -s ../left ] || wrong "left over: $(cat ../left)"
sort ../done | uniq -c | xargs
if [ -s ../wrong ]; then
  sort ../wrong | uniq -c | sort -rn | head -20
  exit 1
fi
