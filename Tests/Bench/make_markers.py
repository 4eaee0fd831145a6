#!/usr/bin/env python3
"""A marker table in the form and size of a large level: make_markers.py OUT.csv.zip [GROUPS GENES], 200 and 2000 by default."""
import csv
import io
import random
import sys
import zipfile

out, groups, genes = sys.argv[1], *(int(v) for v in (sys.argv[2:] or (200, 2000)))
rng = random.Random(1)
measures = ["support_ratio", "global_log2fc", "enrich_mean", "enrich_sd", "frac_expressing", "mean_tpm_log", "specificity", "contrast",
            "consensus", "prevalence", "overall_score"]
ranks = ["rank_specificity", "rank_contrast", "rank_consensus", "rank_prevalence", "overall_rank"]
kinds = ["crest, migrating {}", "hepatocyte {}", 'so-called "pioneer" {}', "Neurons {}", "muscle/heart {}", "épidermis {}"]
names = [f"{rng.choice(['si:ch211-', 'zgc:', 'LOC'])}{k}" if rng.random() < 0.3 else f"gene{k}" for k in range(genes)]
text = io.StringIO()
table = csv.writer(text)
table.writerow(["ZMAP_CellType_consensus_report", "celltype", "gene", "n_studies"] + measures + ranks)
row = 0
for group in rng.sample(range(groups), groups):
    places = [rng.sample(range(1, genes + 1), genes) for _ in ranks]
    for k, gene in enumerate(names):
        values = [f"{rng.gauss(1, 1):.6f}" for _ in measures]
        if rng.random() < 0.02:
            values[0] = ""
        table.writerow([row, kinds[group % 6].format(group), gene, rng.randrange(1, 12)] + values + [place[k] for place in places])
        row += 1
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr(zipfile.ZipInfo("ZMAP_CellType_consensus_report.csv"), text.getvalue(), zipfile.ZIP_DEFLATED)
