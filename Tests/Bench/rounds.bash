# bench JOB ROUNDS TOOL COMMAND [TOOL COMMAND]…: the tools take turns; prints a row for each, as run.sh says.
bench() {
  local job=$1 rounds=$2 first= round k start times
  shift 2
  local -a tools=("$@")
  times=$(mktemp -d)
  for ((round = 0; round < rounds; round++)); do
    for ((k = 0; k < $#; k += 2)); do
      start=$EPOCHREALTIME
      eval "${tools[k + 1]}" > /dev/null 2>&1
      echo "$start $EPOCHREALTIME" | awk '{ printf "%.6f\n", $2 - $1 }' >> "$times/$k"
    done
  done
  for ((k = 0; k < $#; k += 2)); do
    sort -n "$times/$k" | awk -v job="$job" -v tool="${tools[k]}" -v first="$first" '
      { t[NR] = $1 }
      END { m = (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2
            printf "%s\t%s\t%.4f\t%.4f\t%.4f\t%.2f\n", job, tool, m, t[1], t[NR], first == "" ? 1 : m / first }' |
      tee "$times/row"
    first=${first:-$(cut -f3 "$times/row")}
  done
  rm -r "$times"
}
