#!/usr/bin/env python3
"""Write one small H5AD of each kind of count matrix that zmap-tpmlog claims, to try it on.

  tpmlog_kinds.py DIRECTORY            all kinds, 300 cells
  tpmlog_kinds.py --tiny DIRECTORY     the fixtures of the tests: 36 cells, and expected.h5, which holds for each
                                       what scanpy makes of it, in the order in which the source stores its values

Needs anndata, scanpy, h5py and hdf5plugin (PyPI). The same bytes every time but for the versions of these.
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
TINY = sys.argv[1] == "--tiny"
out = sys.argv[-1]
os.makedirs(out, exist_ok=True)
CELLS, GENES = (36, 20) if TINY else (300, 200)
LONG = 100 if TINY else 1000
KINDS = """csr_float32 csr_float64 csr_int8 csr_int16 csr_int64 csr_uint8 csr_uint32 csr_uint64 csc_float32 csc_int32
dense_float32 dense_uint16 csr_parts_float32 csc_parts_float64 dense_parts_float64 gzip_shuffle lzf lzf_csc lz4
lz4_shuffle_csc zstd fletcher32 chunk_one chunk_of_7 chunk_of_7_csc contiguous big_endian indptr_int64 indices_uint16
dense_lz4 dense_tall_chunk explicit_zeros unsorted repeated no_entries no_cells no_genes libver_v108 libver_v110
userblock""".split()


def counts(seed=0, fractional=False):
    rng = np.random.default_rng(seed)
    m = rng.poisson(0.4, (CELLS, GENES)) * rng.integers(1, 40, (CELLS, 1))
    m[7] = 0
    m[CELLS // 2 : CELLS // 2 + 4] = 0
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
redo(write("gzip_shuffle", f32), LONG, compression="gzip", shuffle=True)
redo(write("lzf", f32), LONG - 23, compression="lzf")
redo(write("lzf_csc", sp.csc_matrix(f32)), LONG - 23, compression="lzf")
redo(write("lz4", f32), 2 * LONG, **hdf5plugin.LZ4())
redo(write("lz4_shuffle_csc", sp.csc_matrix(f32)), 2 * LONG, shuffle=True, **hdf5plugin.LZ4(nbytes=128))
redo(write("zstd", f32), 2 * LONG, **hdf5plugin.Zstd())
redo(write("blosc", f32), 2 * LONG, **hdf5plugin.Blosc())
redo(write("fletcher32", f32), 2 * LONG, fletcher32=True, compression="gzip")
redo(write("chunk_one", f32), 10**9, compression="gzip")
redo(write("chunk_of_7", f32), 7, compression="gzip")
redo(write("chunk_of_7_csc", sp.csc_matrix(f32)), 7)
redo(write("contiguous", m32))
redo(write("big_endian", f32), dtype={"data": ">f4", "indices": ">i4", "indptr": ">i8"}, chunk=LONG)
redo(write("big_endian_int", sp.csr_matrix(np.clip(whole, 0, 30000).astype(np.int16))), dtype={"data": ">i2"})
redo(write("indptr_int64", m32), dtype={"indptr": "i8", "indices": "i8"}, chunk=LONG)
redo(write("indices_uint16", m32), dtype={"indices": "u2", "indptr": "u4"}, chunk=LONG)
redo(write("dense_lz4", parts.astype(np.float32)), (16, 11), **hdf5plugin.LZ4())
redo(write("dense_lzf", whole.astype(np.float32)), (7, GENES), compression="lzf")
redo(write("dense_tall_chunk", parts.astype(np.float32)), (CELLS, 1), compression="gzip")
redo(write("dense_big_endian", parts.astype(np.float32)), (16, 11), dtype={"raw_nolog": ">f4"})
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
if not TINY:
    write("one_row", sp.csr_matrix(np.arange(1, 100001, dtype=np.float32)[None] % 97 + 0.5), compression="gzip")
for libver in ["earliest", "v108", "v110", "latest"]:
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
        new["layers/raw_nolog"].create_dataset("data", data=data, chunks=(LONG // 2,), maxshape=(None,), compression="gzip")
os.remove(os.path.join(out, "superblock_source.h5ad"))
with h5py.File(os.path.join(out, "userblock.h5ad"), "w", userblock_size=1024) as new, h5py.File(os.path.join(out, "lzf.h5ad")) as old:
    for key, value in old.attrs.items():
        new.attrs[key] = value
    for key in old:
        old.copy(key, new)

if TINY:
    import scanpy as sc

    with h5py.File(os.path.join(out, "expected.h5"), "w", libver=("v110", "v110")) as expected:
        same = {}
        for name in sorted(n[:-5] for n in os.listdir(out) if n.endswith(".h5ad")):
            path = os.path.join(out, name + ".h5ad")
            if name not in KINDS:
                os.remove(path)
                continue
            with h5py.File(path) as f:
                node = f["layers/raw_nolog"]
                raw = ad.io.read_elem(node) if isinstance(node, h5py.Dataset) or node["data"].dtype.isnative else f32
            model = ad.AnnData(raw.copy())
            if min(model.shape) > 0:
                sc.pp.normalize_total(model, target_sum=1e6)
                sc.pp.log1p(model)
            want = model.X
            if sp.issparse(want):
                want = (want.tocsc() if raw.format == "csc" else want).data
            want = np.ascontiguousarray(want, dtype=want.dtype.newbyteorder("=")).ravel()
            key = (want.dtype.str, want.tobytes())
            if key not in same:
                same[key] = name
                expected.create_dataset(name, data=want, compression="gzip", shuffle=True) if want.size else expected.create_dataset(name, data=want)
            else:
                expected[name] = expected[same[key]]
    # What must be refused, and what has more than a layer of counts.
    def special(name, change=None, matrix=m32, **more):
        a = ad.AnnData(obs=frame(CELLS, "cell"), var=frame(GENES, "gene"), **more)
        a.layers["raw_nolog"] = matrix
        path = os.path.join(out, name + ".h5")
        a.write_h5ad(path, compression="gzip")
        if change:
            with h5py.File(path, "r+") as f:
                change(f)

    def put(part, place, value):
        def change(f):
            f["layers/raw_nolog/" + part][place] = value

        return change

    ends = m32.indptr
    special("nan", put("data", 5, np.nan), f32)
    special("negative", put("data", ends[11], -3), f32)
    special("negative_csc", put("data", 5, -3), sp.csc_matrix(f32))
    special("infinite", put("data", -1, np.inf), f32)
    special("bool", matrix=m32.astype(bool))
    special("float16", matrix=parts.astype(np.float16))
    special("indptr_falls", put("indptr", 5, ends[4] - 1))
    special("indptr_overruns", put("indptr", 5, ends[-1] + 1))
    special("indptr_short", put("indptr", slice(20, None), ends[20]))
    special("indptr_start", put("indptr", 0, 1))
    special("csc_index_out", put("indices", 7, CELLS), sp.csc_matrix(m32))
    special("with_x", X=m32 * 2)
    special("with_same_x", X=m32.copy())
    special("with_dense_x", X=parts.astype(np.float32))

    def legacy(f):
        g = f["layers/raw_nolog"]
        f.move("layers/raw_nolog", "X")
        del f["layers"], f["X"].attrs["encoding-type"], f["X"].attrs["encoding-version"]
        f["X"].attrs["h5sparse_format"] = "csr"
        f["X"].attrs["h5sparse_shape"] = f["X"].attrs.pop("shape") if hasattr(f["X"].attrs, "pop") else f["X"].attrs["shape"]
        for key in list(f.attrs):
            del f.attrs[key]

    special("legacy_x", legacy)
