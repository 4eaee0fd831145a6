#!/usr/bin/env python3
"""Write an H5AD of atlas-like shape: counts as float32 CSR in layers/raw_nolog, about 2,000 stored values a cell.

  tpmlog_reference.py CELLS gzip|none OUT.h5ad

Needs anndata (PyPI). The same counts every time.
"""
import sys

import anndata as ad
import numpy as np
import pandas as pd
import scipy.sparse as sp

cells, method, out = int(sys.argv[1]), sys.argv[2], sys.argv[3]
genes, block = 25000, 1000
rng = np.random.default_rng(7)
weights = rng.lognormal(0, 2, genes)
bounds = np.cumsum(weights) / weights.sum()
parts = []
for start in range(0, cells, block):
    n = min(block, cells - start)
    depth = np.clip(rng.lognormal(np.log(3450), 0.45, n), 200, 24000).astype(int)
    gene = np.minimum(np.searchsorted(bounds, rng.random(depth.sum())), genes - 1)
    row = np.repeat(np.arange(n), depth)
    parts.append(sp.csr_matrix((np.ones(len(row), np.float32), (row, gene)), shape=(n, genes)))
a = ad.AnnData(
    obs=pd.DataFrame(index=[f"cell{k}" for k in range(cells)]), var=pd.DataFrame(index=[f"gene{k}" for k in range(genes)])
)
a.layers["raw_nolog"] = sp.vstack(parts, format="csr", dtype=np.float32)
a.write_h5ad(out, compression=None if method == "none" else method)
