#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0
"""compare.py BENCH_MAP [SIZE...]: processor seconds of the layout call, one thread, ours beside others.

Uses what is installed of Debian's umap-learn and r-cran-uwot, and npm's umap-js (NODE_PATH). Each is
run three times in turn, umap-learn within one process; the quickest counts. Where POLYLOGUE_UMAP_DATA names a folder with digits.csv
and ag96.csv, 1,797 and 96 points are these. Prints one JSON object a size."""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS = 3
KNOWN = {96: ("ag96.csv", "cosine"), 1797: ("digits.csv", "euclidean")}


def seconds(command):
    done = subprocess.run(command, capture_output=True, text=True)
    words = done.stdout.split()
    if done.returncode != 0 or not words:
        return None
    try:
        return float(words[-1])
    except ValueError:
        return json.loads(done.stdout)["seconds"]


def compare(bench, size, folder):
    name, metric = KNOWN.get(size, (None, "cosine"))
    path = os.path.join(os.environ.get("POLYLOGUE_UMAP_DATA", ""), name or "")
    if not (name and os.path.isfile(path)):
        path, metric = os.path.join(folder, f"{size}.csv"), "cosine"
        subprocess.run([bench, "write", str(size), "100", path], check=True)
    commands = {
        "ours": [bench, "time", path, metric],
        "umap-learn": ["/usr/bin/python3", os.path.join(HERE, "umaplearn.py"), path, metric],
        "uwot": ["Rscript", os.path.join(HERE, "uwot.R"), path, metric],
        "umap-js": ["node", os.path.join(HERE, "umapjs.cjs"), path, metric],
    }
    best = {}
    for _ in range(ROUNDS):
        for who, command in commands.items():
            if who == "umap-learn" and who in best:
                continue
            spent = seconds(command)
            if spent is not None:
                best[who] = min(best.get(who, spent), spent)
    others = [spent for who, spent in best.items() if who != "ours"]
    share = best["ours"] / min(others) if others else None
    print(json.dumps({"points": size, **{who: round(spent, 3) for who, spent in best.items()},
                      "share_of_fastest": share and round(share, 3)}), flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for points in [int(size) for size in sys.argv[2:]] or [96, 1000, 1797, 2000, 10000]:
            compare(sys.argv[1], points, temporary)
