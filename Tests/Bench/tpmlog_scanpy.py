"""What zmap-tpmlog replaces: read, normalize, log, write. tpmlog_scanpy.py IN OUT gzip|none"""
import sys

import scanpy as sc

a = sc.read_h5ad(sys.argv[1])
a.X = a.layers["raw_nolog"].copy()
sc.pp.normalize_total(a, target_sum=1e6)
sc.pp.log1p(a)
a.layers["tpm_log"] = a.X
del a.X
a.write_h5ad(sys.argv[2], compression=None if sys.argv[3] == "none" else sys.argv[3])
