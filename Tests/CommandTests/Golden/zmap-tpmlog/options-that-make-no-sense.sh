for options in '--keep-x --drop-x' '--target-sum 0' '--threads 0' '--layer a/b' '--layer raw_nolog' '--rollback --dry-run'; do
  zmap-tpmlog $options x.h5ad; echo $?
done
