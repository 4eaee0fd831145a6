#!/usr/bin/env bash
# zmap-fetch against curl and aria2 followed by sha256sum: seconds to a verified file from nginx on loopback, plain and
# with 2 MiB/s a request; on stderr CPU seconds a GB, peak memory and the bytes that kills waste.
# SIZE in MiB for the plain job, RUNS runs each, interleaved.
set -euo pipefail
size=${SIZE:-512} runs=${RUNS:-3}
for need in nginx zmap-fetch curl; do
  command -v $need >/dev/null || { printf 'fetch\t%s\tabsent\t\t\t\n' $need; exit 0; }
done
room=$(mktemp -d)
cd "$room"
trap 'kill $(cat pid) 2>/dev/null; rm -rf "$room"' EXIT
mkdir root home
export HOME=$room/home

# An HDF5 superblock that states the file's length, then noise.
h5() { # h5 FILE BYTES
  { printf '\x89HDF\r\n\x1a\n\x02\x08\x08\x00'; printf '\0%.0s' {1..8}; printf '\xff%.0s' {1..8}
    for byte in 0 8 16 24 32 40 48 56; do printf "\\x$(printf %02x $(($2 >> byte & 255)))"; done
    printf '\x30'; printf '\0%.0s' {1..7}; head -c $(($2 - 44)) /dev/urandom; } > "$1"
}
h5 root/plain.h5ad $((size << 20))
h5 root/capped.h5ad $((24 << 20))
base=$((20000 + RANDOM % 20000))
cat > nginx.conf <<END
user root; daemon on; pid $room/pid; error_log $room/error; worker_processes 1; events { worker_connections 64; }
http { client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
  log_format sent '\$body_bytes_sent'; access_log $room/sent sent; sendfile on; root $room/root;
  server { listen 127.0.0.1:$base; } server { listen 127.0.0.1:$((base + 1)); limit_rate 2m; } }
END
nginx -p "$room" -c "$room/nginx.conf" 2>/dev/null

measure() { # measure JOB TOOL SCRIPT: appends "seconds cpu kilobytes" to JOB.TOOL
  rm -rf out && mkdir out && sync
  /usr/bin/time -o time -f '%e %U %S %M' bash -c "$3" >/dev/null 2>&1
  awk '{ print $1, $2 + $3, $4 }' time >> "$1.$2"
}
report() { # report JOB MIB TOOL...
  local job=$1 mib=$2 first=
  shift 2
  for tool in "$@"; do
    [ -f "$job.$tool" ] || { printf '%s\t%s\tabsent\t\t\t\n' "$job" "$tool"; continue; }
    read -r median min max <<< "$(cut -d' ' -f1 "$job.$tool" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)], a[1], a[NR] }')"
    first=${first:-$median}
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$job" "$tool" "$median" "$min" "$max" "$(awk "BEGIN { printf \"%.2f\", $median / $first }")"
    awk -v mib="$mib" -v tool="$job $tool" '{ cpu += $2; if ($3 > peak) peak = $3 } END {
      printf "# %s: %.2f CPU s/GB, peak %.1f MiB\n", tool, cpu / NR / (mib * 1.048576e-3), peak / 1024 }' "$job.$tool" >&2
  done
}
for job in plain:$base capped:$((base + 1)); do
  url=http://127.0.0.1:${job#*:}/${job%%:*}.h5ad
  for _ in $(seq "$runs"); do
    measure "${job%%:*}" zmap-fetch "zmap-fetch --url $url --dest-dir out"
    measure "${job%%:*}" curl "curl -s -o out/x $url && sha256sum out/x"
    if command -v aria2c >/dev/null; then
      measure "${job%%:*}" aria2c "aria2c -q -x4 -s4 -k1M -d out -o x $url && sha256sum out/x"
    fi
  done
done
report plain "$size" zmap-fetch curl aria2c
report capped 24 zmap-fetch curl aria2c

# Bytes that the server sent for one file while the client was killed five times.
wasted() { # wasted TOOL SCRIPT
  rm -rf out && mkdir out && : > sent
  for _ in 1 2 3 4 5; do timeout -s KILL 0.$((3 + RANDOM % 4)) bash -c "exec $2" >/dev/null 2>&1 || true; done
  bash -c "$2" >/dev/null 2>&1
  sleep 1.2
  awk -v tool="$1" -v size=$((24 << 20)) '{ sent += $1 } END { printf "# kills %s: %.3f of the size sent\n", tool, sent / size }' sent >&2
}
url=http://127.0.0.1:$((base + 1))/capped.h5ad
wasted zmap-fetch "zmap-fetch --url $url --dest-dir out"
wasted 'curl -C -' "curl -s -C - -o out/x $url"
command -v aria2c >/dev/null && wasted 'aria2c -c' "aria2c -q -c -x4 -s4 -k1M -d out -o x $url"
exit 0
