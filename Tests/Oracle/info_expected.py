#!/usr/bin/env python3
"""What anndata finds in H5AD files, in the form that InfoCorpusTests compares with.

  info_expected.py DIRECTORY… > Tests/Oracle/info_expected.tsv     needs anndata 0.12, awkward, hdf5plugin (PyPI)

Lines: file, then
  shape    n_obs  n_vars
  summary  hash of print(adata)
  frame    obs|var  name of the index  hash of the index
  column   obs|var  name  dtype  hash of the values
  matrix   path  rows x columns  dtype  stored entries (of sparse ones)
  error                                       anndata does not open the file
A hash is 64-bit FNV-1a of the values' texts, each followed by a newline; info_text.py says what a text is.
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


def texts(series):
    # Iterating a Series would turn float32 into Python's float, which prints more digits.
    if isinstance(series.dtype, pd.CategoricalDtype):
        names = series.cat.categories.to_numpy()
        return [text(names[c]) if c >= 0 else "" for c in series.cat.codes]
    return [text(v) for v in (series.to_numpy() if isinstance(series.dtype, np.dtype) else series.array)]


def describe(path, emit):
    try:
        a = ad.read_h5ad(path)
    except Exception:
        return emit("error")
    emit("shape", a.n_obs, a.n_vars)
    emit("summary", fnv([repr(a)]))
    for which in ("obs", "var"):
        frame = getattr(a, which)
        emit("frame", which, frame.index.name or "index", fnv(map(text, frame.index)))
        for name in frame.columns:
            emit("column", which, name, frame[name].dtype, fnv(texts(frame[name])))
    matrices = {"X": a.X} | {f"layers/{k}": v for k, v in a.layers.items()}
    for path, m in matrices.items():
        if m is not None:
            emit("matrix", path, f"{m.shape[0]}x{m.shape[1]}", m.dtype, m.nnz if sp.issparse(m) else "")


for directory in sys.argv[1:]:
    for path in sorted(pathlib.Path(directory).glob("*.h5ad")):
        if path.name.startswith(("indptr-", "index-")):
            continue  # damaged fixtures, which crash SciPy
        describe(path, lambda *fields: print(path.name, *fields, sep="\t"))
