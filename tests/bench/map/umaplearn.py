# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0
"""umaplearn.py FILE.csv METRIC: processor seconds of umap-learn's layout call, compiled beforehand; the
least of three, as compiling takes longer than all of them."""

import os
import sys
import time
import warnings

for variable in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"
warnings.filterwarnings("ignore")

import numpy
import umap

vectors = numpy.loadtxt(sys.argv[1], delimiter=",", dtype=numpy.float32)


def draw(rows):
    umap.UMAP(n_neighbors=15, min_dist=0.2, metric=sys.argv[2], random_state=42).fit_transform(rows)


# Once for each way to find neighbours: up to 4,096 rows all are compared.
draw(vectors[:200])
if len(vectors) >= 4096:
    draw(vectors[:4200])
times = []
for _ in range(3):
    start = time.process_time()
    draw(vectors)
    times.append(time.process_time() - start)
print(min(times))
