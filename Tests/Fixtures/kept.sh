# Files as a cache holds them, for the golden cases: `. "$FIXTURES/kept.sh"`.

# hdf5 FILE SIZE [STATED]: a file of SIZE bytes that begins with an HDF5 superblock of version 2, which states
# STATED bytes, or SIZE. The rest is text that no two names share.
hdf5() {
  local hex end='' i
  hex=$(printf %016x "${3:-$2}")
  for i in 14 12 10 8 6 4 2 0; do end+="\\x${hex:i:2}"; done
  head -c "$2" > "$1" < <(
    printf '\x89HDF\r\n\x1a\n\x02\x08\x08\x00\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff'
    printf "$end"
    while echo "content of $1"; do :; done 2> /dev/null
  )
}

# zip FILE: the smallest zip there is, without entries.
zip() { printf 'PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' > "$1"; }

# record FILE [FIELDS]: a record of FILE as it is now, with more JSON fields.
record() {
  local name=${1##*/} meta
  case $1 in */*) meta=${1%/*}/.zmap/meta ;; *) meta=.zmap/meta ;; esac
  mkdir -p "$meta"
  printf '{"version":1,"name":"%s","size":%s,"fetchedAt":"2026-01-02T03:04:05Z","origin":"download",' \
    "$name" "$(stat -c %s "$1")" > "$meta/$name.json"
  printf '"verified":["size","hdf5"],"fingerprint":{"size":%s,"modified":%s,"inode":%s}%s}\n' \
    "$(stat -c %s "$1")" "$(stat -c %.9Y "$1" | tr -d .)" "$(stat -c %i "$1")" "${2:+,$2}" >> "$meta/$name.json"
}

# part DIR NAME SIZE DONE [OWNER]: an unfinished download of NAME.
part() {
  local part=$1/.zmap/part/$2.0123456789ab${5:+.$5}.part
  mkdir -p "$part"
  head -c "$4" /dev/zero > "$part/data"
  printf '{"version":1,"origin":{"name":"%s","url":"http://127.0.0.1/%s","size":%s},"done":[[0,%s]]}\n' \
    "$2" "$2" "$3" "$4" > "$part/map"
}
