#!/usr/bin/env python3
"""Compare what zmap-h5ad-info says of every file under a directory with what anndata reads.

  compare_corpus.py DIRECTORY [--bin .build/release] [--only list,summary,obs,var,matrix]

Prints one line a difference, `file: command: what`, and the numbers of files; exits 1 when there is any. A file that
anndata can't read must be answered or refused with one line and status 65 or 66. Needs anndata (PyPI) 0.12; run by hand.
"""
import argparse
import json
import math
import re
import subprocess
import sys
import warnings
from pathlib import Path

import anndata as ad
import h5py
import numpy as np
import pandas as pd
import scipy.sparse as sp

REFUSAL = re.compile(rb"zmap-h5ad-info: cannot (open|read|write|create|remove|download|verify|lock|parse|find) '.*': .+")
warnings.simplefilter("ignore")


def sparse(element):
    return sp.issparse(element) or type(element).__name__ in ("csr_array", "csc_array")


def elements(element, path):
    """(path, shape, dtype, stored entries) of an element in memory and of all within; None is what can't be compared."""
    if hasattr(element, "items") and not isinstance(element, (pd.DataFrame, pd.Series)):
        for name, part in element.items():
            yield from elements(part, f"{path}/{name}")
    elif isinstance(element, pd.DataFrame):
        yield path, element.shape, "", None
        yield f"{path}/{element.index.name or '_index'}", (len(element),), None, None
        for name in element.columns:
            if name != element.index.name:
                yield f"{path}/{name}", (len(element),), element[name].dtype, None
    elif sparse(element):
        yield path, element.shape, element.dtype, element.data.size
    elif isinstance(element, (np.ndarray, pd.api.extensions.ExtensionArray)):
        yield path, element.shape, None if element.dtype.names else element.dtype, None
    else:
        yield path, None, None, None


def expected_elements(adata):
    if adata.X is not None:
        yield from elements(adata.X, "X")
    for name in ("obs", "var", "layers", "obsm", "varm", "obsp", "varp", "uns"):
        yield from elements(getattr(adata, name), name)
    if adata.raw is not None:
        yield from elements(adata.raw.X, "raw/X")
        yield from elements(adata.raw.var, "raw/var")
        yield from elements(adata.raw.varm, "raw/varm")


def compare_list(adata, rows, moved):
    got = {re.sub(r"^raw\.(X|varm|var)\b", r"raw/\1", row["path"]): row for row in rows}
    for path, shape, dtype, stored in expected_elements(adata):
        row = got.get(path) or got.get(path.replace("obsp/", "uns/neighbors/"))
        if row is None and path.endswith("/_index"):  # compounds name their index as they like
            row = next((r for p, r in got.items() if p.rsplit("/", 1)[0] == path[:-7] and r["dtype"] == "object"), None)
        if row is None:
            yield f"{path} is not listed"
            continue
        # A scalar of a matrix with one row comes back with another rank from old files: sizes are what is compared.
        if shape is not None and "x".join(map(str, shape)) != (row["shape"] or "") and path not in moved:
            yield f"{path}: shape {row['shape']}, expected {shape}"
        if dtype is not None and not same_type(str(dtype), row["dtype"] or "", row["encoding"]):
            yield f"{path}: dtype {row['dtype']}, expected {dtype}"
        if stored is not None and stored != row["nnz"]:
            yield f"{path}: nnz {row['nnz']}, expected {stored}"


def same_type(expected, got, encoding):
    if expected in ("object", "str", "string") or expected.startswith("<U"):
        return got in ("object", "string", "bool", "category") or encoding.startswith("nullable")
    return expected.lstrip("<>") == got or expected.startswith("|V") or (expected == "category" and encoding.startswith("categorical"))


def field(value):
    """A cell of a table as text, or a number to compare with: missing is empty."""
    if isinstance(value, (bytes, np.bytes_)):
        value = value.decode()
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, (float, np.floating)) and math.isnan(value)):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "True" if value else "False"
    if isinstance(value, (float, np.floating)):
        return value
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def differs(want, got):
    if isinstance(want, (float, np.floating)):
        try:
            return type(want)(got) != want or len(got) > max(len(str(want)), len(repr(float(str(want)))))
        except ValueError:
            return True
    return want != got


def table(text):
    return [line.split("\t") for line in text.split("\n")[:-1]]


def compare_frame(frame, text):
    rows = table(text)
    header = [frame.index.name or "index"] + [str(c) for c in frame.columns]
    if rows[0] != [field(name) for name in header]:
        yield f"header {rows[0]}, expected {header}"
        return
    if len(rows) - 1 != len(frame):
        yield f"{len(rows) - 1} rows, expected {len(frame)}"
        return
    columns = [np.asarray(frame.index)] + [np.asarray(frame.iloc[:, i]) for i in range(frame.shape[1])]
    for name, column, place in zip(header, columns, range(len(header))):
        wrong = [(i, rows[i + 1][place], v) for i, v in enumerate(column) if differs(field(v), rows[i + 1][place])]
        if wrong:
            yield f"{name}: {len(wrong)} of {len(column)} differ, first of row %d: %r, expected %r" % wrong[0]


def compare_matrix(matrix, cells, genes, text):
    rows = table(text)[1:]
    if sparse(matrix):
        major = np.repeat(np.arange(len(matrix.indptr) - 1), np.diff(matrix.indptr.astype(np.int64)))
        places = (major, matrix.indices) if matrix.format == "csr" else (matrix.indices, major)
        values = matrix.data
    else:
        places = np.nonzero(matrix)
        values = matrix[places]
    want = sorted((field(cells[r]), field(genes[c]), v) for r, c, v in zip(*places, values))
    if len(rows) != len(want):
        yield f"{len(rows)} entries, expected {len(want)}"
        return
    got = sorted((cell, gene, matrix.dtype.type(value or "nan")) for cell, gene, value in rows)
    wrong = [(g, w) for g, w in zip(got, want) if g[:2] != w[:2] or not (g[2] == w[2] or g[2] != g[2])]
    if wrong:
        yield f"{len(wrong)} entries differ, first {wrong[0][0]}, expected {wrong[0][1]}"


class Corpus:
    def __init__(self, tool):
        self.tool, self.read, self.refused, self.differences = tool, 0, 0, 0

    def say(self, path, command, what):
        self.differences += 1
        print(f"{path}: {command}: {what}", flush=True)

    def run(self, path, *arguments):
        try:
            return subprocess.run([self.tool, *arguments, path], capture_output=True, timeout=120)
        except subprocess.TimeoutExpired:
            self.say(path, arguments[0], "still running after 120 s")

    def check(self, path, only):
        try:
            adata = ad.read_h5ad(path)
            self.read += 1
        except Exception:
            self.refused += 1
            for command in only:
                self.form(path, command, self.run(path, command))
            return
        for command in only:
            if command == "matrix":
                self.matrices(path, adata)
                continue
            done = self.run(path, command, *(["--format", "jsonl"] if command == "list" else []))
            if done is None or not self.succeeded(path, command, done):
                continue
            out = done.stdout.decode()
            if command == "list":
                found = compare_list(adata, [json.loads(line) for line in out.splitlines()], moved(path))
            elif command == "summary":
                found = [] if out == f"{adata!r}\n" else [f"{out!r}, expected {repr(adata)!r}"]
            else:
                found = compare_frame(getattr(adata, command), out)
            for what in found:
                self.say(path, command, what)

    def matrices(self, path, adata):
        places = [("X", adata.X)] + list(adata.layers.items()) + ([("raw", adata.raw.X)] if adata.raw else [])
        for name, matrix in places:
            if matrix is None or matrix.shape[0] * matrix.shape[1] > 3_000_000:
                continue
            genes = adata.raw.var_names if name == "raw" and adata.raw else adata.var_names
            done = self.run(path, "matrix", "--layer", name)
            if done is not None and self.succeeded(path, f"matrix --layer {name}", done):
                for what in compare_matrix(matrix, adata.obs_names, genes, done.stdout.decode()):
                    self.say(path, f"matrix --layer {name}", what)

    def succeeded(self, path, command, done):
        if done.returncode == 0 and not done.stderr:
            return True
        self.say(path, command, f"status {done.returncode}: {done.stderr.decode().strip()}")
        return False

    def form(self, path, command, done):
        if done is None or (done.returncode == 0 and not done.stderr):
            return
        lines = [line for line in done.stderr.splitlines() if not re.match(rb"zmap-h5ad-info: try '", line)]
        if done.returncode not in (65, 66) or not lines or not all(REFUSAL.fullmatch(line) for line in lines):
            self.say(path, command, f"status {done.returncode}: {done.stderr.decode(errors='replace')}")


def moved(path):
    """Scalars of 0.5 files that anndata unpacks from one-element arrays."""
    with h5py.File(path) as file:
        uns = file.get("uns", {})
        return {f"uns/{name}" for name in uns if isinstance(uns[name], h5py.Dataset) and uns[name].shape == (1,)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--bin", type=Path, default=Path(".build/release"))
    parser.add_argument("--only", default="list,summary,obs,var,matrix")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.bin / "zmap-h5ad-info")
    for path in sorted(p for p in arguments.directory.rglob("*") if p.is_file()):
        corpus.check(path, arguments.only.split(","))
    print(f"{corpus.read} files read, {corpus.refused} that anndata refuses, {corpus.differences} differences")
    sys.exit(corpus.differences > 0)


if __name__ == "__main__":
    main()
