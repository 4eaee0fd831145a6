#!/usr/bin/env python3
"""Marker tables, and what zmap-tools answers to 500 random queries of them.

  markers.py ZMAP_TOOLS/zmap/reference/markers.py

Writes Tests/Fixtures/markers/*.csv.zip and Tests/Fixtures/markers/queries.tsv: the options of a query, the status
that zmap-markers must end with, and POSIX cksum of what it must print. The rows come from zmap-tools' own
load_consensus_markers, run with pandas 2.3. Where zmap-markers differs on purpose, `ours` says so below.
"""
import csv
import importlib.util
import io
import json
import random
import re
import sys
import types
import zipfile
from pathlib import Path

import pandas as pd

OUT = Path(__file__).resolve().parent.parent / "Fixtures" / "markers"
NAMES = ["neural crest, migrating", 'so-called "pioneer" cell', "Neurons", "neurons", "B cell", "_unknown", "épidermis", "Ä", "Zz",
         "muscle/heart", " leading", "trailing ", "tab\there", "line\nbreak", "back\\slash", "NA", "nan", "10", "9", "東京", "ｆ", "🐟"]
GENES = ["sox2", "sox10", "hbbe1.1", "tbxta", "myod1", "pax2a", "foxd3", "krt4", "ENSDARG00000012345", "ensdarg1", "ENSDARGx", "LOCx", "LOC12",
         "loc9", "CRx", "CR1.2", "cr7", " sox10", "", "  ", "NA", "nan", "None", "si:ch211-1b7.3", "SI:dkey", "zgc:1", "ZMP:0000", "XLOC_1",
         "linc1", "LINCx", "wu:fb1", "bx1", "BX9", "GRCz11_1", "GRCz_1", "grcz11x", "AL1.1", "alx", "CABZ01", "CT2", "FO3", "CU4", "FP5",
         "FQ6", "LO7", "lox", "imx", "im:1", "sb:cb1", "two words", 'quo"te', "com,ma", "1", "αlpha"]
RANKS = ["rank_specificity", "rank_contrast", "rank_consensus", "rank_prevalence", "overall_rank"]
MEASURES = ["support_ratio", "global_log2fc", "enrich_mean"]
MISSING = ["", "", "", "NA", "nan", "null", "None", "#N/A", "N/A", "NaN"]
WORDS = set(pd._libs.parsers.STR_NA_VALUES)
rng = random.Random(20261122)


# --- the tables

def number(column):
    if rng.random() < 0.06:
        return rng.choice(MISSING)
    if column == "rank_contrast":
        return rng.choice(["1.5", "2", "2.5", "1e1", "-3", "inf", "-0", "0", "+4", ".5", "12345678901234567890", "0.1e-3"])
    if column in RANKS:
        return str(rng.randrange(1, 25))
    if column == "support_ratio":
        return f"{rng.random():.2f}"
    return f"{rng.gauss(1, 1):.3f}"


def table(columns, groups, rows):
    out = []
    for k in range(rows):
        cells = {"celltype": rng.choice(groups), "gene": rng.choice(GENES), "n_studies": str(rng.randrange(1, 12)),
                 "note": rng.choice(["", "plain", "a,b", 'say "x"', "two\nlines", "tab\t", "\\"])}
        out.append([str(k) if c == "index" else cells[c] if c in cells else number(c) for c in columns])
    return out


def write(level, heading, rows, end="\n", mark="", name=None):
    text = io.StringIO()
    out = csv.writer(text, lineterminator=end)
    out.writerow(heading)
    out.writerows(rows)
    body = (mark + text.getvalue()).encode()
    with zipfile.ZipFile(OUT / f"{level}_consensus_report.csv.zip", "w") as z:
        for entry, content in [(name or f"ZMAP_{level}_consensus_report.csv", body), (f"__MACOSX/._{level}.csv", b"\0\5\26\7"),
                               (f"{level}/._deep.csv", b"\0"), ("readme.txt", b"not a table\n")]:
            z.writestr(zipfile.ZipInfo(entry), content, zipfile.ZIP_DEFLATED, 9)


def tables():
    full = ["index", "celltype", "gene", "n_studies"] + MEASURES + ["note"] + RANKS
    write("CellType", ["ZMAP_CellType_consensus_report"] + full[1:], table(full, NAMES + ["", "Neurons", "neurons"], 420))
    numbers = [str(k) for k in [1, 2, 3, 9, 10, 11, 20, 100, 101, -1]]
    write("Leiden100", ["", *full[1:]], table(full, numbers + [""], 260))
    fewer = ["celltype", "gene"] + MEASURES[1:] + RANKS[:3] + RANKS[4:]
    write("Tissue", [f" {c} " for c in fewer], table(fewer, NAMES[:12], 240), end="\r\n", mark="\ufeff", name="deep/er/T.CSV")
    odd = ["gene", "overall_rank", "gene", "celltype", "support_ratio", "rank_consensus"]
    write("Cluster", odd, table(odd, [f"{k}_{c}" for k in range(12) for c in "ab"], 200))


# --- what zmap-tools says

def read(stream):
    """pandas.read_csv as `ours` has it: names are text, only an empty one is missing; in columns of numbers pandas' words are."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    df = pd.read_csv(text, dtype=str, keep_default_na=False)
    stripped = {c: c.strip() for c in df.columns}
    for column, name in stripped.items():
        if name in RANKS + MEASURES:
            df[column] = [float("nan") if v in WORDS else float(v) for v in df[column]]
        elif name == "gene":
            df[column] = [None if v == "" else v for v in df[column]]
    df.insert(len(df.columns), "#row", range(len(df)))
    group = next(c for c, name in stripped.items() if name == "celltype")
    # Ours: rows without a group are dropped always, and the text of a number stays as it is.
    df = df[df[group] != ""].copy()
    if all(re.fullmatch(r"-?\d+", v) for v in df[group]):
        df[group] = df[group].astype(int)
    return df


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def answer(module, level, options, form):
    """Status and text that zmap-markers must end with."""
    try:
        df = module.load_consensus_markers(level, format="table", **options)
    except KeyError:
        return 65, ""
    known = set(module._load_marker_table(level)["celltype"].astype(str))
    if options["groups"] is not None and not known & set(options["groups"]):
        return 66, ""  # ours
    with zipfile.ZipFile(OUT / f"{level}_consensus_report.csv.zip") as z:
        records = list(csv.reader(io.TextIOWrapper(z.open(z.namelist()[0]), "utf-8-sig", newline="")))
    if form == "table":
        # Ours: as they stand in the file.
        first = 1 if records[0][0].startswith("ZMAP_") or records[0][0] == "" else 0
        names = [c for c in module._load_marker_table(level).columns if c != "#row"]
        lines = ["\t".join(names)] + ["\t".join(escaped(v) for v in records[r + 1][first:]) for r in df["#row"]]
        return 0, "".join(line + "\n" for line in lines)
    df = df.copy()
    df["gene"] = df["gene"].fillna("")  # ours: a missing gene is an empty one
    if form == "panel":
        panel = module._df_to_panel(df, "celltype", "gene")
        return 0, "".join(f"{escaped(str(g))}\t{escaped(x)}\n" for g, x in panel.itertuples(index=False))
    if form == "dict":
        return 0, compact(module._df_to_dict(df, "celltype", "gene"))
    return 0, compact({g: sorted(s) for g, s in module._df_to_sets(df, "celltype", "gene").items()})


# --- the queries

def cksum(data):
    table = []
    for k in range(256):
        c = k << 24
        for _ in range(8):
            c = (c << 1 ^ 0x04C11DB7 if c & 0x80000000 else c << 1) & 0xFFFFFFFF
        table.append(c)
    crc = 0
    length = len(data)
    tail = bytearray()
    while length:
        tail.append(length & 255)
        length >>= 8
    for byte in data + bytes(tail):
        crc = (crc << 8 & 0xFFFFFFFF) ^ table[crc >> 24 ^ byte]
    return f"{crc ^ 0xFFFFFFFF} {len(data)}"


def quoted(text):
    return "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t") + "'"


def query():
    level = rng.choice(["CellType"] * 5 + ["Leiden100"] * 3 + ["Tissue", "Cluster"])
    kind = rng.choice(["overall", "overall", "specificity", "contrast", "consensus", "prevalence"])
    count = rng.choice([1, 2, 3, 5, 10, 50, 50, 1000, None])
    chosen = None
    if rng.random() < 0.5:
        pool = {"CellType": NAMES, "Tissue": NAMES[:12], "Leiden100": ["1", "2", "10", "100", "-1"], "Cluster": ["0_a", "11_b", "3_a"]}[level]
        chosen = rng.sample(pool, rng.randrange(1, 4)) + (["no such group"] if rng.random() < 0.2 else [])
        chosen = ["no such group"] if rng.random() < 0.05 else chosen
    options = {"marker_type": kind, "n_per_group": count or 10**9, "groups": chosen, "omit_unannotated": rng.random() < 0.3}
    words = ["--level", level] if level != "CellType" or rng.random() < 0.1 else []
    words += ["--marker-type", kind] if kind != "overall" or rng.random() < 0.1 else []
    words += ["--all"] if count is None else [] if count == 50 and rng.random() < 0.5 else ["-n", str(count)]
    for group in chosen or []:
        words += ["--group", quoted(group)]
    words += ["--omit-unannotated"] if options["omit_unannotated"] else []
    for key, option, spread in [("min_support_ratio", "--min-support-ratio", 100), ("min_log2fc", "--min-log2fc", 300), ("min_enrich", "--min-enrich", 300)]:
        options[key] = None
        if rng.random() < 0.3:
            threshold = f"{(rng.randrange(-spread, spread)) / 100 if spread > 100 else rng.randrange(100) / 100}"
            options[key] = float(threshold)
            words += [option, threshold]
    form = rng.choice(["panel", "panel", "table", "dict", "sets"])
    words += ["--format", form] if form != "panel" or rng.random() < 0.1 else []
    return level, options, form, words


def main():
    sys.modules.setdefault("requests", types.ModuleType("requests"))
    spec = importlib.util.spec_from_file_location("zmap_markers", sys.argv[1])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module._default_marker_dir = lambda: OUT
    OUT.mkdir(parents=True, exist_ok=True)
    tables()
    patched = types.SimpleNamespace(**{**vars(pd), "read_csv": read})
    module.pd = patched
    # zmap-tools skips these entries at the top of a zip only; ours at any depth.
    names = zipfile.ZipFile.namelist
    zipfile.ZipFile.namelist = lambda z: [n for n in names(z) if "/._" not in n]
    with open(OUT / "queries.tsv", "w", encoding="utf-8", newline="") as out:
        for _ in range(500):
            level, options, form, words = query()
            status, text = answer(module, level, options, form)
            out.write(f"{' '.join(words)}\t{status}\t{cksum(text.encode())}\n")


main()
