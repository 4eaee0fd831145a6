#!/usr/bin/env bash
# zmap-markers on a table of 200 groups of 2,000 genes, against what people use otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
unset ZMAP_MARKER_DIR ZMAP_CACHE_PATH
export HOME=$room ZMAP_DRIVE=$room/none
cache=$room/.cache/zmap_tools
mkdir -p "$cache"
zip=$cache/CellType_consensus_report.csv.zip
packed=$cache/.zmap
absent() { printf '%s\t%s\tabsent\t\t\t\n' "$1" "$2"; }
command -v python3 > /dev/null || { absent markers python3; exit 0; }
python3 "$here/make_markers.py" "$zip"

# bench JOB ROUNDS TIMES TOOL COMMAND [TOOL COMMAND]…: the tools take turns; each round runs a command TIMES times.
bench() {
  local job=$1 rounds=$2 times=$3 first= round k start
  shift 3
  local -a tools=("$@")
  for ((k = 0; k < $#; k += 2)); do : > "$room/times.$k"; done
  for ((round = 0; round < rounds; round++)); do
    for ((k = 0; k < $#; k += 2)); do
      start=$EPOCHREALTIME
      for ((n = 0; n < times; n++)); do eval "${tools[k + 1]}" > /dev/null; done
      echo "$start $EPOCHREALTIME" | awk -v times="$times" '{ printf "%.6f\n", ($2 - $1) / times }' >> "$room/times.$k"
    done
  done
  for ((k = 0; k < $#; k += 2)); do
    sort -n "$room/times.$k" | awk -v job="$job" -v tool="${tools[k]}" -v first="$first" '
      { t[NR] = $1 }
      END { m = (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2
            printf "%s\t%s\t%.4f\t%.4f\t%.4f\t%.2f\n", job, tool, m, t[1], t[NR], first == "" ? 1 : m / first }' | tee "$room/row"
    first=${first:-$(cut -f3 "$room/row")}
  done
}

# same WHAT ONE OTHER: two commands must print the same.
same() { cmp -s <(eval "$2") <(eval "$3") || { echo "markers: $1: the answers differ" >&2; exit 1; }; }

filters='--marker-type contrast --omit-unannotated --min-support-ratio 0.5 --min-log2fc 0.1 --min-enrich 0'
python=${ZMAP_BENCH_PYTHON:-}
cat > "$room/load.py" << 'PY'
import sys
import zmap
options = eval(sys.argv[1])
panel = zmap.ref.load_consensus_markers(format="panel", **options)
sys.stdout.write("".join(f"{g}\t{x}\n" for g, x in panel.itertuples(index=False)))
PY
cat > "$room/read.py" << 'PY'
import sys
import pandas as pd
df = pd.read_csv(sys.argv[1])
df = df.sort_values(["celltype", "overall_rank"], kind="mergesort").groupby("celltype").head(50)
df[["celltype", "gene"]].to_csv(sys.stdout, sep="\t", header=False, index=False)
PY
zmap=$python
if [ -n "$python" ] && ! "$python" -c 'import zmap; zmap.ref.load_consensus_markers' > /dev/null 2>&1; then zmap=; fi
query="SELECT celltype, gene FROM (SELECT *, row_number() OVER (PARTITION BY celltype ORDER BY overall_rank) AS place FROM read_csv('/dev/stdin'))
  WHERE place <= 50 ORDER BY celltype, place"

zmap-markers > /dev/null
# Answers first: a figure of a wrong answer is worth nothing.
text="unzip -p '$zip' | tail -n +2 | tr -d '\r' | tr , '\t' | LC_ALL=C sort"
same 'every row' "zmap-markers --level CellType --format table --all --no-header | grep -v -e crest, -e pioneer | LC_ALL=C sort" \
  "$text | grep -v -e crest -e pioneer | cut -f2- | LC_ALL=C sort"
if [ -n "$zmap" ]; then
  same 'panel' zmap-markers "'$zmap' '$room/load.py' '{}' | grep -v ZMAP"
  same 'filters' "zmap-markers $filters" "'$zmap' '$room/load.py' \
    'dict(marker_type=\"contrast\", omit_unannotated=True, min_support_ratio=.5, min_log2fc=.1, min_enrich=0)' | grep -v ZMAP"
fi

bench 'markers: panel, warm' 9 20 '--version' 'zmap-markers --version' zmap-markers zmap-markers
bench 'markers: every filter, warm' 9 20 '--version' 'zmap-markers --version' zmap-markers "zmap-markers $filters"
bench 'markers: whole table, warm' 7 1 'unzip | cut' "unzip -p '$zip' | cut -d, -f2-20" zmap-markers 'zmap-markers --format table --all'
cold=(unzip "unzip -p '$zip'" zmap-markers "rm -rf '$packed'; zmap-markers")
if command -v duckdb > /dev/null; then cold+=(duckdb "unzip -p '$zip' | duckdb -csv -c \"$query\""); else absent 'markers: cold' duckdb; fi
if [ -n "$python" ]; then cold+=(pandas "'$python' '$room/read.py' '$zip'"); else absent 'markers: cold' pandas; fi
bench 'markers: cold' 7 1 "${cold[@]}"
if [ -n "$zmap" ]; then
  zmap-markers > /dev/null
  bench 'markers: panel, in a new process' 5 1 zmap-markers zmap-markers zmap-tools "'$zmap' '$room/load.py' '{}'"
else
  absent 'markers: panel, in a new process' zmap-tools
fi
