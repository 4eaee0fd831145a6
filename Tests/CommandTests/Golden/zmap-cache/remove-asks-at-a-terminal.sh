. "$FIXTURES/kept.sh"
mkdir -p zmap/h5ad; hdf5 zmap/h5ad/a.h5ad 100
for answer in n '' y; do
  # script(1) makes the terminal; what it shows depends on when the answer comes.
  { sleep 0.3; echo "$answer"; } | script -qec 'zmap-cache remove a.h5ad' /dev/null > shown
  echo "'$answer' leaves: $(ls zmap/h5ad)"
done
grep -c 'remove this, 100 B? \[y/N\]' shown
