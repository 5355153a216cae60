// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0
// umapjs.cjs FILE.csv METRIC: processor seconds of umap-js's layout call. NODE_PATH names where it is.

const fs = require('fs');
const { UMAP } = require('umap-js');

const rows = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n')
    .map(line => line.split(',').map(Number));

function cosine(left, right) {
    let product = 0, l = 0, r = 0;
    for (let i = 0; i < left.length; ++i) {
        product += left[i] * right[i];
        l += left[i] * left[i];
        r += right[i] * right[i];
    }
    return l && r ? 1 - product / Math.sqrt(l * r) : Number(l !== r);
}

const options = { nNeighbors: 15, minDist: 0.2 };
if (process.argv[3] === 'cosine')
    options.distanceFn = cosine;
const start = process.cpuUsage();
new UMAP(options).fit(rows);
const spent = process.cpuUsage(start);
console.log((spent.user + spent.system) / 1e6);
