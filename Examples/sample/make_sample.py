#!/usr/bin/env python3
"""Write the sample beside this script: a small atlas in the form of a ZMAP reference, and its marker tables.

  make_sample.py            (needs anndata, from PyPI; the result is the same at every run)

h5ad/…_processed_slim.h5ad      600 cells × 260 genes: counts as float32 CSR in layers/raw_nolog, no X, categorical obs.
csv/consensus_markers/…         consensus reports of the levels CellType and GermLayer, CSV in a zip.

Names and paths are those of the real atlas, so that `--base-url file://…/Examples/sample` serves it. Gene symbols and
cell types are real, counts are drawn at random: nothing here is a measurement.
"""
import csv
import io
import pathlib
import zipfile

import anndata as ad
import numpy as np
import pandas as pd
import scipy.sparse as sp

HERE = pathlib.Path(__file__).resolve().parent
CELL_TYPES = {
    "neural crest": ("Ectoderm", "sox10 foxd3 crestin tfap2a sox9b snai1b twist1a pax3a mitfa tfec ednrba kita"),
    "Neurons": ("Ectoderm", "elavl3 elavl4 neurod1 stmn1b gap43 snap25a syt1a tubb5 nsg2 rtn1a atp6v0cb map1b"),
    "epidermis": ("Ectoderm", "krt4 krt5 krt17 cyt1 cyt1l agr1 epcam cldni krt91 krt92 tp63 aep1"),
    "retina, progenitor": ("Ectoderm", "rx1 rx2 vsx2 pax6a pax6b six3b sox2 hmga1a fabp7a atoh7 otx2b crx"),
    "somite muscle": ("Mesoderm", "myod1 myog actc1b tnnt3b myl1 mylpfa ckma acta1b tnni2a.4 desma pvalb2 ttn.2"),
    "erythroid": ("Mesoderm", "hbae1.1 hbae3 hbbe1.1 hbbe1.2 hbbe2 gata1a alas2 blf cahz slc4a1a klf17 hemgn"),
    "endothelium": ("Mesoderm", "cdh5 kdrl fli1a etv2 pecam1 tie1 egfl7 clec14a sox7 she lmo2 tal1"),
    "hepatocyte": ("Endoderm", "fabp10a apoa1b apoa2 tfa fgb fga fgg serpina1 ttr rbp4 ambp hpda"),
    "pancreas beta": ("Endoderm", "ins pdx1 isl1a neurod1 nkx2.2a mnx1 scg3 pcsk1 scgn sst2 gcga insm1a"),
    "notochord": ("Mesoderm", "tbxta noto shha shhb col2a1a col9a1a epyc matn1 ntd5 cav1 loxl1 col8a1a"),
}
COMMON = ("actb1 actb2 eef1a1l1 rpl10 rpl11 rpl12 rpl13 rpl18a rps2 rps3 rps4x rps8a rps15a rpsa tuba1c gapdhs tpt1 fau ubb ubc "
          "hsp90ab1 hspa8 ptmab hmgb2a hmgb1b h2afvb cirbpb ybx1 nono hnrnpa0l pcna mki67 top2a cdk1 ccnb1 cycsb cox4i1 atp5f1b "
          "mt-co1 mt-co2 mt-co3 mt-atp6 mt-cyb mt-nd1 mt-nd4 hoxa2b hoxa9a hoxb1a hoxb4a hoxb7a hoxc6b hoxd3a hoxd9a gata2a gata5 "
          "gata6 sox17 sox32 sox3 sox19a foxa2 foxa3 foxj1a her1 her7 her4.1 notch1a dlc dld deltab wnt8a wnt11f2 bmp2b bmp4 chrd "
          "nog1 fgf8a fgf3 spry4 cyp26a1 aldh1a2 raraa pax2a pax8 eng2a egr2b irx3a dlx2a dlx5a msx1b tbx16 tbx5a nkx2.5 myl7 "
          "vmhc cmlc1 vegfaa flt4 prox1a lyve1b runx1 myb spi1b mpx lyz mpeg1.1 csf1ra cebpa rag1 lck nitr9 olig2 mbpa plp1a sox9a "
          "col1a1a col1a2 col10a1a sp7 runx2b acana fn1a lamb1a cdh1 cdh2 vim").split()
PLACEHOLDERS = ("ENSDARG00000104068 ENSDARG00000036840 si:ch211-222l21.1 si:dkey-151g10.6 zgc:158463 zgc:114188 LOC100537384 "
                "wu:fb55g09 im:7150988 BX511129.1 CR383676.1 CABZ01072614.1 linc.dre.1001").split()
COLUMNS = ["celltype", "gene", "n_studies", "support_ratio", "global_log2fc", "enrich_mean", "frac_expressing", "rank_specificity",
           "rank_contrast", "rank_consensus", "rank_prevalence", "overall_rank"]


def atlas(rng):
    genes = list(dict.fromkeys(" ".join(text for _, text in CELL_TYPES.values()).split() + COMMON + PLACEHOLDERS))[:260]
    types = list(CELL_TYPES)
    cell_type = rng.choice(types, 600)
    rate = rng.lognormal(-1.2, 1.2, len(genes))
    rows = []
    for name in cell_type:
        boost = np.array([12.0 if gene in CELL_TYPES[name][1].split() else 1.0 for gene in genes])
        rows.append(rng.poisson(rate * boost * rng.lognormal(0, 0.4)))
    rows[17] = np.zeros(len(genes), dtype=int)
    counts = sp.csr_matrix(np.array(rows, dtype=np.float32))
    obs = pd.DataFrame({
        "ZMAP_GermLayer": pd.Categorical([CELL_TYPES[name][0] for name in cell_type]),
        "ZMAP_CellType": pd.Categorical(cell_type),
        "ZMAP_time_id": rng.choice([10.0, 24.0, 48.0, 120.0], 600),
        "n_counts": np.asarray(counts.sum(axis=1)).ravel().astype(np.int32),
    }, index=[f"ZMAP_{k:06d}" for k in range(600)])
    var = pd.DataFrame({"n_cells": np.asarray((counts > 0).sum(axis=0)).ravel().astype(np.int32)}, index=genes)
    return ad.AnnData(obs=obs, var=var, layers={"raw_nolog": counts}, uns={"title": "zmap sample, counts drawn at random"})


def report(atlas, column, rng):
    counts, groups = atlas.layers["raw_nolog"].toarray(), atlas.obs[column]
    rows = []
    for group in sorted(groups.unique(), key=str.lower):
        inside, outside = counts[groups == group], counts[groups != group]
        change = np.log2((inside.mean(axis=0) + 0.05) / (outside.mean(axis=0) + 0.05))
        fraction = (inside > 0).mean(axis=0)
        best = np.argsort(-change, kind="stable")[:40]
        ranks = {name: 1 + np.argsort(np.argsort(-score[best], kind="stable")) for name, score in {
            "rank_specificity": fraction - (outside > 0).mean(axis=0), "rank_contrast": change,
            "rank_consensus": change * fraction, "rank_prevalence": fraction}.items()}
        total = sum(ranks.values())
        overall = 1 + np.argsort(np.argsort(total, kind="stable"))
        for k, gene in enumerate(best):
            support = int(rng.integers(2, 12))
            rows.append([group, atlas.var_names[gene], support, round(support / 11, 4), round(float(change[gene]), 4),
                         round(float(change[gene] * fraction[gene]), 4), round(float(fraction[gene]), 4),
                         *(int(ranks[name][k]) for name in COLUMNS[7:11]), int(overall[k])])
    return rows


def write_report(level, rows):
    name = f"ZMAP_{level}_consensus_report"
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([name] + COLUMNS)
    table.writerows([k] + row for k, row in enumerate(rows))
    path = HERE / f"csv/consensus_markers/{name}.csv.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for entry, body in ((f"{name}.csv", text.getvalue()), (f"__MACOSX/._{name}.csv", "\0\5\26\7")):
            info = zipfile.ZipInfo(entry, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, body)


def main():
    rng = np.random.default_rng(7955)
    sample = atlas(rng)
    (HERE / "h5ad").mkdir(exist_ok=True)
    sample.write_h5ad(HERE / "h5ad/ZMAP_251209_processed_slim.h5ad", compression="gzip")
    for level in ("CellType", "GermLayer"):
        write_report(level, report(sample, f"ZMAP_{level}", rng))


main()
