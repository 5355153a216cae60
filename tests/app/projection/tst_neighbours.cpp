// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/neighbours.h"
#include "tests/app/projection/samples.h"

#include <QTest>

#include <algorithm>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

Q_DECLARE_METATYPE(Metric)

class tst_Neighbours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areTheNearest_data();
    void areTheNearest();
    void doNotDependOnTheNumberOfThreads();
    void ofDuplicatesTheLowerRowsComeFirst();
    void zeroVectorsAreNearEachOther();
    void farAwayRowsKeepTheirSmallDifferences();
    void hugeValuesDoNotOverflow();
    void thereAreNoMoreThanOtherRows();
    void canBeStopped();
    void ofAnotherMatrixAreTheNearest();
};

namespace {

//! The plain way.
Neighbours slowNeighbours(const Matrix &matrix, size_t count, Metric metric)
{
    Neighbours result{.count = count};
    for (size_t row = 0; row < matrix.rows; ++row) {
        std::vector<std::pair<double, uint32_t>> all;
        for (size_t other = 0; other < matrix.rows; ++other) {
            if (other != row)
                all.emplace_back(
                    distance(rowOf(matrix, row), rowOf(matrix, other), matrix.columns, metric),
                    uint32_t(other));
        }
        std::sort(all.begin(), all.end());
        for (size_t at = 0; at < count; ++at) {
            result.rows.push_back(all[at].second);
            result.distances.push_back(float(all[at].first));
        }
    }
    return result;
}

} // namespace

void tst_Neighbours::areTheNearest_data()
{
    QTest::addColumn<size_t>("rows");
    QTest::addColumn<size_t>("columns");
    QTest::addColumn<Metric>("metric");

    QTest::newRow("few, cosine") << size_t(20) << size_t(3) << Metric::Cosine;
    QTest::newRow("few, Euclidean") << size_t(20) << size_t(3) << Metric::Euclidean;
    QTest::newRow("no multiple of anything") << size_t(333) << size_t(37) << Metric::Cosine;
    QTest::newRow("one column") << size_t(100) << size_t(1) << Metric::Euclidean;
    QTest::newRow("long rows") << size_t(150) << size_t(1024) << Metric::Euclidean;
}

void tst_Neighbours::areTheNearest()
{
    QFETCH(const size_t, rows);
    QFETCH(const size_t, columns);
    QFETCH(const Metric, metric);
    const Matrix matrix = clusteredRows(rows, columns, 4);
    Workers workers(2);

    const auto found = exactNeighbours(matrix, 14, metric, workers);

    QVERIFY(found);
    QVERIFY(*found == slowNeighbours(matrix, 14, metric));
}

void tst_Neighbours::doNotDependOnTheNumberOfThreads()
{
    const Matrix matrix = clusteredRows(700, 20, 5);
    Workers one(1);
    Workers three(3);

    QVERIFY(exactNeighbours(matrix, 14, Metric::Cosine, one)
            == exactNeighbours(matrix, 14, Metric::Cosine, three));
}

void tst_Neighbours::ofDuplicatesTheLowerRowsComeFirst()
{
    // More duplicates than candidates are kept.
    Matrix matrix = matrixOf(std::vector<std::vector<float>>(100, {0.1F, 0.7F, 0.3F}));
    matrix.values[3 * 50] = 5;
    Workers workers(1);

    for (const Metric metric : {Metric::Cosine, Metric::Euclidean}) {
        const auto found = exactNeighbours(matrix, 3, metric, workers);

        QCOMPARE(std::vector<uint32_t>(found->rows.begin(), found->rows.begin() + 3),
                 (std::vector<uint32_t>{1, 2, 3}));
        QCOMPARE(found->distances.front(), 0.0F);
        QVERIFY(found->distances[3 * 50] > 0);
    }
}

void tst_Neighbours::zeroVectorsAreNearEachOther()
{
    const Matrix matrix = matrixOf({{1, 0}, {0, 0}, {1, 0.1F}, {-1, 0}, {0, 0}});
    Workers workers(1);

    const auto found = exactNeighbours(matrix, 2, Metric::Cosine, workers);

    QCOMPARE(found->rows, (std::vector<uint32_t>{2, 1, 4, 0, 0, 1, 1, 4, 1, 0}));
    QCOMPARE(found->distances[2], 0.0F);
    QCOMPARE(found->distances[3], 1.0F);
    QCOMPARE(found->distances[1], 1.0F);
}

void tst_Neighbours::farAwayRowsKeepTheirSmallDifferences()
{
    Matrix matrix = clusteredRows(200, 10, 3);
    for (float &value : matrix.values)
        value += 1000;
    Workers workers(1);

    QVERIFY(*exactNeighbours(matrix, 14, Metric::Euclidean, workers)
            == slowNeighbours(matrix, 14, Metric::Euclidean));
}

void tst_Neighbours::hugeValuesDoNotOverflow()
{
    Matrix matrix = clusteredRows(100, 10, 3);
    for (float &value : matrix.values)
        value *= 1e35F;
    Workers workers(1);

    for (const Metric metric : {Metric::Cosine, Metric::Euclidean})
        QVERIFY(*exactNeighbours(matrix, 5, metric, workers) == slowNeighbours(matrix, 5, metric));
}

void tst_Neighbours::thereAreNoMoreThanOtherRows()
{
    Workers workers(1);

    QCOMPARE(exactNeighbours(clusteredRows(5, 3, 2), 14, Metric::Cosine, workers)->count,
             size_t(4));
    QCOMPARE(exactNeighbours(clusteredRows(1, 3, 1), 14, Metric::Cosine, workers)->count,
             size_t(0));
    QCOMPARE(exactNeighbours({}, 14, Metric::Cosine, workers)->count, size_t(0));
}

void tst_Neighbours::canBeStopped()
{
    Workers workers(2);
    int told = 0;
    const auto found = exactNeighbours(clusteredRows(3000, 4, 2), 14, Metric::Cosine, workers,
                                       [&told](const Progress &) { return ++told < 2; });

    QVERIFY(!found);
    QCOMPARE(told, 2);
}

void tst_Neighbours::ofAnotherMatrixAreTheNearest()
{
    const Matrix matrix = clusteredRows(200, 10, 3);
    const Matrix queries = rowsOf(matrix, {7, 100});
    Workers workers(1);

    const auto found = neighboursOf(queries, matrix, 5, Metric::Euclidean, workers);

    QCOMPARE(found->rows[0], uint32_t(7));
    QCOMPARE(found->rows[5], uint32_t(100));
    QCOMPARE(found->distances[0], 0.0F);
    const Neighbours all = slowNeighbours(matrix, 4, Metric::Euclidean);
    for (size_t at = 0; at < 4; ++at)
        QCOMPARE(found->rows[1 + at], all.rows[7 * 4 + at]);
}

QTEST_APPLESS_MAIN(tst_Neighbours)
#include "tst_neighbours.moc"
