#!/usr/bin/env python3
"""Write one small H5AD of each kind of count matrix that zmap-tpmlog claims, to try it on.

  tpmlog_kinds.py DIRECTORY

Needs anndata, h5py and hdf5plugin (PyPI). The same bytes every time but for the versions of these.
"""
import os
import sys
import warnings

import anndata as ad
import h5py
import hdf5plugin
import numpy as np
import pandas as pd
import scipy.sparse as sp

warnings.simplefilter("ignore")
out = sys.argv[1]
os.makedirs(out, exist_ok=True)
CELLS, GENES = 300, 200


def counts(seed=0, fractional=False):
    rng = np.random.default_rng(seed)
    m = rng.poisson(0.4, (CELLS, GENES)) * rng.integers(1, 40, (CELLS, 1))
    m[7] = 0
    m[50:54] = 0
    m[-1] = 0
    m[0, 3] = 16777217
    m = m.astype(np.float64)
    return m * rng.random((CELLS, GENES)) if fractional else m


def frame(n, prefix):
    return pd.DataFrame(index=[f"{prefix}{k}" for k in range(n)])


def write(name, matrix, **options):
    a = ad.AnnData(obs=frame(matrix.shape[0], "cell"), var=frame(matrix.shape[1], "gene"))
    a.layers["raw_nolog"] = matrix
    path = os.path.join(out, name + ".h5ad")
    a.write_h5ad(path, **options)
    return path


def redo(path, chunk=None, **how):
    """Store data, indices and indptr of raw_nolog (or the dense layer) anew with other chunks or filters."""
    with h5py.File(path, "r+") as f:
        node = f["layers/raw_nolog"]
        group, keys = (node, ["data", "indices", "indptr"]) if isinstance(node, h5py.Group) else (f["layers"], ["raw_nolog"])
        for key in keys:
            values, attributes = group[key][...], dict(group[key].attrs)
            del group[key]
            kind = how.get("dtype", {}).get(key, values.dtype)
            options = {k: v for k, v in how.items() if k != "dtype"}
            size = chunk if chunk is None or values.ndim == 2 else (min(chunk, max(values.shape[0], 1)),)
            d = group.create_dataset(key, data=values.astype(kind), chunks=size, **options)
            for k, v in attributes.items():
                d.attrs[k] = v


whole, parts = counts(), counts(1, True)
for kind in ["float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]:
    m = np.clip(whole, 0, min(np.iinfo(kind).max, 2**40)) if "int" in kind else whole
    write(f"csr_{kind}", sp.csr_matrix(m.astype(kind)), compression="gzip")
    write(f"csc_{kind}", sp.csc_matrix(m.astype(kind)), compression="gzip")
    write(f"dense_{kind}", m.astype(kind), compression="gzip")
for kind in ["float32", "float64"]:
    write(f"csr_parts_{kind}", sp.csr_matrix(parts.astype(kind)))
    write(f"csc_parts_{kind}", sp.csc_matrix(parts.astype(kind)))
    write(f"dense_parts_{kind}", parts.astype(kind))
m32 = sp.csr_matrix(whole.astype(np.float32))
f32 = sp.csr_matrix(parts.astype(np.float32))
redo(write("gzip_shuffle", f32), 1000, compression="gzip", shuffle=True)
redo(write("lzf", f32), 777, compression="lzf")
redo(write("lzf_csc", sp.csc_matrix(f32)), 777, compression="lzf")
redo(write("lz4", f32), 5000, **hdf5plugin.LZ4())
redo(write("lz4_shuffle_csc", sp.csc_matrix(f32)), 5000, shuffle=True, **hdf5plugin.LZ4(nbytes=512))
redo(write("zstd", f32), 5000, **hdf5plugin.Zstd())
redo(write("blosc", f32), 5000, **hdf5plugin.Blosc())
redo(write("fletcher32", f32), 5000, fletcher32=True, compression="gzip")
redo(write("chunk_one", f32), 10**9, compression="gzip")
redo(write("chunk_of_7", f32), 7, compression="gzip")
redo(write("chunk_of_7_csc", sp.csc_matrix(f32)), 7)
redo(write("contiguous", m32))
redo(write("big_endian", f32), dtype={"data": ">f4", "indices": ">i4", "indptr": ">i8"}, chunk=1000)
redo(write("big_endian_int", sp.csr_matrix(np.clip(whole, 0, 30000).astype(np.int16))), dtype={"data": ">i2"})
redo(write("indptr_int64", m32), dtype={"indptr": "i8", "indices": "i8"}, chunk=1000)
redo(write("indices_uint16", m32), dtype={"indices": "u2", "indptr": "u4"}, chunk=1000)
redo(write("dense_lz4", parts.astype(np.float32)), (64, 50), **hdf5plugin.LZ4())
redo(write("dense_lzf", whole.astype(np.float32)), (7, 200), compression="lzf")
redo(write("dense_tall_chunk", parts.astype(np.float32)), (300, 1), compression="gzip")
redo(write("dense_big_endian", parts.astype(np.float32)), (64, 50), dtype={"raw_nolog": ">f4"})
zeros = f32.copy()
zeros.data[::3] = 0
write("explicit_zeros", zeros, compression="gzip")
unsorted = m32.copy()
for r in range(CELLS):
    s = slice(unsorted.indptr[r], unsorted.indptr[r + 1])
    unsorted.indices[s], unsorted.data[s] = unsorted.indices[s][::-1].copy(), unsorted.data[s][::-1].copy()
unsorted.has_sorted_indices = False
write("unsorted", unsorted, compression="gzip")
repeated = f32.copy()
repeated.indices[1::2] = repeated.indices[0::2][: len(repeated.indices[1::2])]
write("repeated", repeated, compression="gzip")
write("no_entries", sp.csr_matrix((CELLS, GENES), dtype=np.float32), compression="gzip")
write("no_entries_csc", sp.csc_matrix((CELLS, GENES), dtype=np.float32))
write("no_cells", sp.csr_matrix((0, GENES), dtype=np.float32))
write("no_genes", sp.csr_matrix((CELLS, 0), dtype=np.float32))
write("no_cells_dense", np.zeros((0, GENES), np.float32))
write("no_genes_dense", np.zeros((CELLS, 0), np.float32))
write("one_row", sp.csr_matrix(np.arange(1, 100001, dtype=np.float32)[None] % 97 + 0.5), compression="gzip")
for libver in ["earliest", "v108", "v110", "latest"]:
    a = os.path.join(out, "superblock_source.tmp")
    write("superblock_source", f32, compression="gzip")
    with h5py.File(os.path.join(out, "superblock_source.h5ad")) as old, h5py.File(
        os.path.join(out, f"libver_{libver}.h5ad"), "w", libver=(libver, "latest" if libver == "latest" else libver if libver != "earliest" else "v108")
    ) as new:
        for key, value in old.attrs.items():
            new.attrs[key] = value
        for key in old:
            old.copy(key, new)
        data = new["layers/raw_nolog/data"][...]
        del new["layers/raw_nolog/data"]
        new["layers/raw_nolog"].create_dataset("data", data=data, chunks=(500,), maxshape=(None,), compression="gzip")
os.remove(os.path.join(out, "superblock_source.h5ad"))
with h5py.File(os.path.join(out, "userblock.h5ad"), "w", userblock_size=1024) as new, h5py.File(os.path.join(out, "lzf.h5ad")) as old:
    for key, value in old.attrs.items():
        new.attrs[key] = value
    for key in old:
        old.copy(key, new)
