// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/fuzzygraph.h"
#include "tests/app/projection/samples.h"

#include <QTest>

#include <numeric>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

class tst_FuzzyGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closenessesSumUpToTheLogarithm();
    void zeroDistancesAreNotTheNearest();
    void identicalRowsAreAllClose();
    void eitherSideMakesAnEdge();
    void directionsWeighTheSame();
    void partsAreFound();
};

void tst_FuzzyGraph::closenessesSumUpToTheLogarithm()
{
    const Matrix matrix = clusteredRows(300, 8, 3);
    Workers workers(2);
    const auto neighbours = exactNeighbours(matrix, 14, Metric::Euclidean, workers);

    const LocalScales scales = localScales(*neighbours, matrix.rows, 15, workers);

    const std::vector<float> close = closenesses(*neighbours, scales);
    for (size_t point = 0; point < matrix.rows; ++point) {
        const auto begin = close.begin() + std::ptrdiff_t(14 * point);
        QVERIFY(std::abs(std::accumulate(begin, begin + 14, 0.0) - std::log2(15)) < 1e-4);
        QCOMPARE(*begin, 1.0F);
        QCOMPARE(scales.nearest[point], neighbours->distances[14 * point]);
    }
}

void tst_FuzzyGraph::zeroDistancesAreNotTheNearest()
{
    const Neighbours neighbours{.count = 3, .rows = {1, 2, 3}, .distances = {0, 2, 4}};
    Workers workers(1);

    const LocalScales scales = localScales(neighbours, 1, 3, workers);

    QCOMPARE(scales.nearest.front(), 2.0F);
    // Two are as close as can be: the third has nothing left, its width is the floor.
    QVERIFY(std::abs(scales.widths.front() - 1e-3F * 1.5F) < 1e-6F);
    QCOMPARE(closenesses(neighbours, scales), (std::vector<float>{1, 1, 0}));
}

void tst_FuzzyGraph::identicalRowsAreAllClose()
{
    const Neighbours neighbours{
        .count = 2, .rows = {1, 2, 0, 2, 0, 1}, .distances = std::vector<float>(6)};
    Workers workers(1);

    const LocalScales scales = localScales(neighbours, 3, 3, workers);

    QCOMPARE(closenesses(neighbours, scales), std::vector<float>(6, 1));
}

void tst_FuzzyGraph::eitherSideMakesAnEdge()
{
    // 0 sees 1 at 0.5, 1 sees 0 at 0.25 and 2 sees 0, which does not see it, at 0.125.
    const Neighbours neighbours{.count = 1, .rows = {1, 0, 0}};

    const Graph graph = fuzzyUnion(neighbours, {0.5F, 0.25F, 0.125F}, 3);

    QVERIFY(graph
            == (Graph{.firstEdge = {0, 2, 3, 4},
                      .target = {1, 2, 0, 0},
                      .weight = {0.625F, 0.125F, 0.625F, 0.125F}}));
}

void tst_FuzzyGraph::directionsWeighTheSame()
{
    const Matrix matrix = clusteredRows(200, 5, 2);
    Workers workers(1);
    const auto neighbours = exactNeighbours(matrix, 9, Metric::Cosine, workers);
    const LocalScales scales = localScales(*neighbours, matrix.rows, 10, workers);

    const Graph graph = fuzzyUnion(*neighbours, closenesses(*neighbours, scales), matrix.rows);

    for (size_t point = 0; point < pointCount(graph); ++point) {
        for (size_t edge = graph.firstEdge[point]; edge < graph.firstEdge[point + 1]; ++edge) {
            const size_t other = graph.target[edge];
            const auto begin = graph.target.begin() + std::ptrdiff_t(graph.firstEdge[other]);
            const auto end = graph.target.begin() + std::ptrdiff_t(graph.firstEdge[other + 1]);
            const auto back = std::lower_bound(begin, end, uint32_t(point));
            QVERIFY(back != end && *back == point);
            QCOMPARE(graph.weight[size_t(back - graph.target.begin())], graph.weight[edge]);
        }
    }
}

void tst_FuzzyGraph::partsAreFound()
{
    // 0 and 3, 1 and 4, 2 alone.
    const Graph graph{
        .firstEdge = {0, 1, 2, 2, 3, 4}, .target = {3, 4, 0, 1}, .weight = {1, 1, 1, 1}};

    const Components components = componentsOf(graph);

    QCOMPARE(components.count, size_t(3));
    QCOMPARE(components.ofPoint, (std::vector<uint32_t>{0, 1, 2, 0, 1}));
}

QTEST_APPLESS_MAIN(tst_FuzzyGraph)
#include "tst_fuzzygraph.moc"
