#!/usr/bin/env python3
"""Write the small H5AD files of this directory: one for each generation, writer's habit and damage.

  make.py          needs anndata 0.12, h5py (PyPI); the same bytes every time, but for h5py's release
"""
import pathlib
import shutil
import warnings

import anndata as ad
import h5py
import numpy as np
import pandas as pd
import scipy.sparse as sp

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
TEXT = h5py.string_dtype()


def counts(cells=6, genes=5, seed=1):
    rng = np.random.default_rng(seed)
    return sp.csr_matrix(rng.poisson(0.8, (cells, genes)).astype(np.float32))


def modern(name="modern.h5ad", **options):
    obs = pd.DataFrame(
        {
            "type": pd.Categorical(["T", "B", None, "T", "NK", "B"], categories=["B", "T", "NK", "none"]),
            "batch": pd.Categorical([1, 2, 1, 2, 1, 2]),
            "score": np.array([0.1, 3e8, np.nan, 1e-5, -0.5, 16777218], dtype=np.float32),
            "total": [0.1, 1e15, np.nan, 1e16, -2.5, 3.0],
            "n": [1, 2, 3, 4, 5, 2**40],
            "keep": [True, False, True, True, False, True],
            "maybe": pd.array([True, None, False, True, None, False], dtype="boolean"),
            "count": pd.array([1, None, 3, 4, 5, None], dtype="Int32"),
            "note": ["plain", "tab\there", "line\nbreak", "back\\slash", "", "zebrafisch ä"],
        },
        index=[f"cell{k}" for k in range(6)],
    )
    var = pd.DataFrame({"symbol": list("abcde")}, index=["sox10", "tfap2a", "mitfa", "foxd3", "sox10-like"])
    x = counts()
    a = ad.AnnData(obs=obs, var=var)
    a.layers["raw_nolog"] = x
    a.layers["by_gene"] = x.tocsc()
    a.layers["dense"] = x.toarray().astype(np.int16)
    a.obsm["X_umap"] = np.arange(12, dtype=np.float32).reshape(6, 2)
    a.uns = {"title": "a sample"}
    a.write_h5ad(here / name, **options)


def numbers(name, **options):
    """Numbers at the ends of their types, and text that repeats."""
    obs = pd.DataFrame(
        {"half": np.array([0.1, 6e-8, 65504], np.float16), "same": ["repeated"] * 3, "large": np.array([2**64 - 1, 0, 1], np.uint64)},
        index=["c0", "c1", "c2"],
    )
    a = ad.AnnData(np.array([[2**64 - 1, 0], [0, 2**53 + 1], [7, 0]], np.uint64), obs, pd.DataFrame(index=["g0", "g1"]))
    a.write_h5ad(here / name, **options)


def uns():
    a = ad.AnnData(obs=pd.DataFrame(index=["c0"]), var=pd.DataFrame(index=["g0"]))
    a.uns = {
        "title": "a sample", "nested": {"list": ["x", "y"], "deep": {"n": 3, "f": 0.5, "t": True}},
        "table": pd.DataFrame({"k": pd.Categorical(["a", "b"])}, index=["r1", "r2"]),
        "square": np.arange(4).reshape(2, 2), "records": np.array([("g", 1.5)], dtype=[("name", "O"), ("s", "<f4")]),
        "nothing": None,
    }
    a.write_h5ad(here / "uns.h5ad")


def modify(source, name, change):
    shutil.copy(here / source, here / name)
    with h5py.File(here / name, "r+") as f:
        change(f)


def tiny(name, change=lambda f: None, x=None, compression=None, **options):
    """Three cells, two genes, by hand."""
    with h5py.File(here / name, "w", **options) as f:
        f.attrs["encoding-type"], f.attrs["encoding-version"] = "anndata", "0.1.0"
        for which, n in (("obs", 3), ("var", 2)):
            g = f.create_group(which)
            g.attrs.update({"encoding-type": "dataframe", "encoding-version": "0.2.0", "_index": "_index"})
            g.attrs.create("column-order", [], dtype="f8")
            d = g.create_dataset("_index", data=[f"{which}{k}" for k in range(n)], dtype=TEXT)
            d.attrs.update({"encoding-type": "string-array", "encoding-version": "0.2.0"})
        g = f.create_group("X")
        g.attrs.update({"encoding-type": "csr_matrix", "encoding-version": "0.1.0", "shape": [3, 2]})
        parts = x or {"data": np.array([1, 2, 3], "<f4"), "indices": np.array([0, 1, 0], "<i4"),
                      "indptr": np.array([0, 2, 2, 3], "<i4")}
        for key, value in parts.items():
            g.create_dataset(key, data=value, maxshape=(None,), chunks=(2,), compression=compression)
        change(f)


def legacy07(f):
    for key in ("encoding-type", "encoding-version"):
        del f.attrs[key]
    for which in ("obs", "var"):
        f[which].attrs["encoding-version"] = "0.1.0"
        for key in ("encoding-type", "encoding-version"):
            del f[which]["_index"].attrs[key]
    g = f["obs"]
    names = g.create_dataset("__categories/type", data=["B", "T"], dtype=TEXT)
    names.attrs["ordered"] = False
    codes = g.create_dataset("type", data=np.array([1, -1, 0], "i1"))
    codes.attrs["categories"] = names.ref
    g.attrs.create("column-order", ["type"], dtype=TEXT)


def legacy05():
    with h5py.File(here / "legacy-0.5.h5ad", "w") as f:
        f["obs"] = np.array([(b"c0", 1, 0.5), (b"c1", 0, 1.5)], dtype=[("index", "S4"), ("type", "i1"), ("n", "<f4")])
        f["var"] = np.array([(b"g0",), (b"g1",), (b"g2",)], dtype=[("index", "S4")])
        f["uns/type_categories"] = np.array([b"B", b"T"])
        f["uns/title"] = np.array([b"old"])
        f["obsm"] = np.array([([1, 2],), ([3, 4],)], dtype=[("X_pca", "<f4", (2,))])
        g = f.create_group("X")
        g.attrs["h5sparse_format"], g.attrs["h5sparse_shape"] = "csr", [2, 3]
        g["data"], g["indices"], g["indptr"] = np.array([1.0, 2.0]), np.array([0, 2], "i4"), np.array([0, 1, 2], "i4")


def external(f):
    f["layers/other"] = h5py.ExternalLink("modern.h5ad", "/layers/raw_nolog")
    f["uns/soft"] = h5py.SoftLink("/obs/_index")
    f["uns/dangling"] = h5py.SoftLink("/nowhere")


def virtual(f):
    layout = h5py.VirtualLayout(shape=(3, 2), dtype="f4")
    layout[:] = h5py.VirtualSource("modern.h5ad", "X", shape=(3, 2))
    f.create_group("layers").create_virtual_dataset("v", layout)
    f.create_group("uns").create_dataset(
        "e", shape=(2,), dtype="f4", external=[("modern.h5ad", 0, h5py.h5f.UNLIMITED)])


def cycle(f):
    f["uns/a/b/n"] = 1
    f["uns/a/b/up"] = f["uns/a"]


def huge(f):
    f["obs"].create_dataset("n", shape=(2**50,), dtype="f8")
    f["obs"].attrs.create("column-order", ["n"], dtype=TEXT)


def codes(f):
    g = f["obs"].create_group("type")
    g.attrs.update({"encoding-type": "categorical", "encoding-version": "0.2.0", "ordered": False})
    g["codes"], g["categories"] = np.array([0, 5, -1], "i1"), np.array(["B", "T"], dtype=TEXT)
    f["obs"].attrs.create("column-order", ["type"], dtype=TEXT)


def tpm(f):
    x = f["layers/raw_nolog"]
    g = f.create_group("layers/tpm_log")
    g.attrs.update(dict(x.attrs))
    raw = sp.csr_matrix((x["data"][:], x["indices"][:], x["indptr"][:]), shape=x.attrs["shape"])
    factor = np.asarray(raw.sum(1)).ravel().astype(np.float32) / np.float32(1e6)
    factor[factor == 0] = 1
    g["data"] = np.log1p(raw.data / np.repeat(factor, np.diff(raw.indptr)))
    g["indices"], g["indptr"] = x["indices"], x["indptr"]


modern()
uns()
tiny("gzip.h5ad", compression="gzip")
tiny("lzf.h5ad", compression="lzf")
modify("modern.h5ad", "hard-link-layer.h5ad", tpm)
modify("hard-link-layer.h5ad", "wrong-tpm.h5ad", lambda f: f["layers/tpm_log/data"].write_direct(np.array([1], "f4"), dest_sel=np.s_[2:3]))
tiny("legacy-0.7.h5ad", legacy07)
legacy05()
big = {"data": np.array([1, 2, 3], ">f8"), "indices": np.array([0, 1, 0], ">i8"), "indptr": np.array([0, 2, 2, 3], ">i8")}
tiny("big-endian.h5ad", x=big)
numbers("lzf-text.h5ad", compression="lzf")
tiny("user-block.h5ad", userblock_size=1024)
tiny("latest-format.h5ad", libver="latest", track_order=True)
tiny("external-link.h5ad", external)
tiny("virtual.h5ad", virtual)
tiny("cycle.h5ad", cycle)
tiny("huge.h5ad", huge)
tiny("bad-code.h5ad", codes)
tiny("unknown-member.h5ad", lambda f: f.create_group("scratch"))
tiny("indptr-falls.h5ad", lambda f: f["X/indptr"].write_direct(np.array([0, 2, 1, 3], "i4")))
tiny("indptr-overruns.h5ad", lambda f: f["X/indptr"].write_direct(np.array([0, 2, 2, 9], "i4")))
tiny("index-outside.h5ad", lambda f: f["X/indices"].write_direct(np.array([0, 7, 0], "i4")))
tiny("index-repeated.h5ad", lambda f: f["X/indices"].write_direct(np.array([1, 1, 0], "i4")))
tiny("not-a-number.h5ad", lambda f: f["X/data"].write_direct(np.array([1, np.nan, 3], "f4")))
with h5py.File(here / "sample.h5mu", "w", userblock_size=512) as f:
    f.attrs["encoding-type"] = "MuData"
with open(here / "sample.h5mu", "r+b") as f:
    f.write(b"MuData (format-version=0.1.0;creator=muon)")
with h5py.File(here / "early.h5mu", "w") as f:
    f.create_group("mod"), f.create_group("obs"), f.create_group("var")
with h5py.File(here / "tenx.h5", "w") as f:
    f["matrix/barcodes"] = np.array([b"AAAC-1"])
with h5py.File(here / "sample.loom", "w") as f:
    f["matrix"] = np.zeros((2, 2))
    f.create_group("row_attrs"), f.create_group("col_attrs")
