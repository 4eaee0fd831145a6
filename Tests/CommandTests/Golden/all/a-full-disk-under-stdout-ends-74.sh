for tool in zmap-fetch zmap-h5ad-info zmap-tpmlog zmap-markers zmap-cache; do
  $tool --version > /dev/full
  echo "$tool $?"
done
