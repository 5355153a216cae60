# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0
# uwot.R FILE.csv METRIC: processor seconds of uwot's layout call.

suppressPackageStartupMessages(library(uwot))
arguments <- commandArgs(trailingOnly = TRUE)
vectors <- as.matrix(read.csv(arguments[1], header = FALSE))
set.seed(42)
start <- proc.time()
map <- umap(vectors, n_neighbors = 15, min_dist = 0.2, metric = arguments[2], n_threads = 1,
            n_sgd_threads = 1)
spent <- proc.time() - start
cat(spent[["user.self"]] + spent[["sys.self"]], "\n")
