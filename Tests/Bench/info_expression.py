#!/usr/bin/env python3
"""Mean and share of cells above 0 of some genes by group, as people compute it: anndata in memory, pandas group-by.

  info_expression.py FILE.h5ad LAYER COLUMN GENES.txt
"""
import sys

import anndata as ad
import pandas as pd

path, layer, column, genes = sys.argv[1:]
names = open(genes).read().split()
adata = ad.read_h5ad(path)
values = pd.DataFrame(adata[:, names].layers[layer].toarray(), columns=names)
groups = adata.obs[column].to_numpy()
mean = values.groupby(groups, observed=True).mean().stack()
share = (values > 0).groupby(groups, observed=True).mean().stack()
pd.DataFrame({"fraction": share, "mean": mean}).to_csv(sys.stdout, sep="\t")
