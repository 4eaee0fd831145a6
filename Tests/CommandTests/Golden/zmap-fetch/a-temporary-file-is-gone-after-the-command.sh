run() { zmap-fetch --temporary --base-url file://$ROOT/Examples/sample --kind processed_slim "$@"; echo $?; }
run -- stat -c %s
run -- sh -c "stat -c %s {}; exit 7"
find . -name "*.h5ad" -o -name "zmap-fetch*"
path=$(zmap-fetch --temporary --base-url file://$ROOT/Examples/sample --kind processed_slim)
stat -c %s $path; rm $path; find . -name "*.h5ad" -o -name "zmap-fetch*"
