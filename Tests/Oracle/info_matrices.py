#!/usr/bin/env python3
"""What anndata, NumPy and pandas make of the matrices of H5AD files, for InfoMatrixTests to compare with.

  info_matrices.py DIRECTORY… > Tests/Oracle/info_matrices.tsv     needs anndata 0.12, awkward, hdf5plugin (PyPI)

Lines: file, layer, then
  entries     hash of the lines `cell gene value` of all stored entries, in the order of storage (of a dense
              matrix: of those that are not 0)
  stats       stored  explicit zeros  least  largest  mean  whole numbers?  cells without any
  expression  column of obs  group  gene  cells  share above 0  mean  mean of those above 0
The hash is that of info_text.py; up to 3 genes and 3 groups of the first category of a file are computed.
"""
import pathlib
import sys
import warnings

import anndata as ad
import hdf5plugin  # noqa: F401  (registers filters)
import numpy as np
import pandas as pd
import scipy.sparse as sp
from info_text import fnv, text

warnings.simplefilter("ignore")


def entries(m, obs, var):
    if isinstance(m, sp.csc_matrix) or getattr(m, "format", "") == "csc":
        column = np.repeat(np.arange(m.shape[1]), np.diff(m.indptr))
        rows, columns, values = m.indices, column, m.data
    elif sp.issparse(m):
        rows, columns, values = np.repeat(np.arange(m.shape[0]), np.diff(m.indptr)), m.indices, m.data
    else:
        rows, columns = np.nonzero(m)
        values = m[rows, columns]
    return fnv(f"{obs[r]}\t{var[c]}\t{text(v)}" for r, c, v in zip(rows, columns, values))


def stats(m):
    stored = m.data if sp.issparse(m) else np.asarray(m).ravel()
    dense = (m.toarray() if sp.issparse(m) else np.asarray(m)).astype(float)
    whole = bool(np.isfinite(stored.astype(float)).all() and (stored == np.trunc(stored)).all())
    return stored.size, int((stored == 0).sum()), dense.min(), dense.max(), dense.mean(), whole, int((dense == 0).all(1).sum())


def expression(m, obs, var, emit):
    columns = [c for c in obs.columns if isinstance(obs[c].dtype, pd.CategoricalDtype)]
    if not columns or obs[columns[0]].isna().all():
        return
    dense = (m.toarray() if sp.issparse(m) else np.asarray(m)).astype(float)
    unique = list(var[~var.duplicated(keep=False)])[:: max(1, len(var) // 4)][:4]
    groups = obs[columns[0]]
    for group in [g for g in groups.cat.categories if (groups == g).any()][:3]:
        cells = (groups == group).to_numpy()
        for gene in unique:
            x = dense[cells, list(var).index(gene)]
            above = x[x > 0]
            emit("expression", columns[0], group, gene, len(x), (x > 0).mean(), x.mean(), above.mean() if len(above) else "")


for directory in sys.argv[1:]:
    for path in sorted(pathlib.Path(directory).glob("*.h5ad")):
        if path.name.startswith(("indptr-", "index-")):
            continue  # damaged fixtures, which crash SciPy
        try:
            a = ad.read_h5ad(path)
        except Exception:
            continue
        for name, m in ({"X": a.X} | dict(a.layers)).items():
            if m is None or 0 in m.shape:
                continue
            out = lambda *fields: print(path.name, name, *fields, sep="\t")  # noqa: E731
            out("entries", entries(m, a.obs_names, a.var_names))
            if np.isfinite(m.data if sp.issparse(m) else m).all():
                out("stats", *stats(m))
                expression(m, a.obs, a.var_names, out)
