for options in "--kind nope" "--markers nope" "--filename ../x" "--filename a/b" "--filename -x" "--url ftp://x/y" "--url nonsense" "--sha256 12" "--connections 0" "--chunk-size 0" "--limit-rate fast" "--timeout 0" "--retries -1" "--force --refresh" "--offline --force" "--filename a --filename b" "--url http://a/x.h5ad --url http://b/x.h5ad" "-- true"; do
  zmap-fetch $options; echo "$options: $?"
done
zmap-fetch --sha256 $(printf %064d 0) --kind raw --kind symphony; echo $?
