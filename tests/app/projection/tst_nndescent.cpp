// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/nndescent.h"
#include "tests/app/projection/samples.h"

#include <QTest>

#include <algorithm>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

Q_DECLARE_METATYPE(Metric)
Q_DECLARE_METATYPE(Matrix)

class tst_NnDescent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNearlyAll_data();
    void findsNearlyAll();
    void dependsOnSeedNotOnThreads();
    void listsAreAlwaysFull_data();
    void listsAreAlwaysFull();
    void canBeStopped();
};

void tst_NnDescent::findsNearlyAll_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<size_t>("count");

    QTest::newRow("cosine") << Metric::Cosine << size_t(14);
    QTest::newRow("Euclidean") << Metric::Euclidean << size_t(14);
    QTest::newRow("many") << Metric::Euclidean << size_t(60);
}

void tst_NnDescent::findsNearlyAll()
{
    QFETCH(const Metric, metric);
    QFETCH(const size_t, count);
    const Matrix matrix = clusteredRows(3000, 20, 10);
    Workers workers(2);

    const auto found = approximateNeighbours(matrix, count, metric, 1, workers);
    const auto exact = exactNeighbours(matrix, count, metric, workers);

    QVERIFY(found);
    size_t right = 0;
    for (size_t at = 0; at < found->rows.size(); ++at) {
        const float farthest = exact->distances[(at / count + 1) * count - 1];
        right += found->distances[at] <= farthest ? 1U : 0U;
    }
    const double recall = double(right) / double(found->rows.size());
    QVERIFY2(recall > 0.95, qPrintable(QString::number(recall)));
    QVERIFY2(std::abs(found->recall - recall) < 0.03, qPrintable(QString::number(found->recall)));
}

void tst_NnDescent::dependsOnSeedNotOnThreads()
{
    const Matrix matrix = clusteredRows(2000, 50, 4);
    Workers one(1);
    Workers three(3);

    const auto found = approximateNeighbours(matrix, 14, Metric::Cosine, 5, one);

    QVERIFY(found == approximateNeighbours(matrix, 14, Metric::Cosine, 5, three));
}

void tst_NnDescent::listsAreAlwaysFull_data()
{
    QTest::addColumn<Matrix>("matrix");

    QTest::newRow("one row") << clusteredRows(1, 3, 1);
    QTest::newRow("a leaf") << clusteredRows(64, 3, 2);
    QTest::newRow("more than a leaf") << clusteredRows(65, 3, 2);
    QTest::newRow("all the same") << Matrix{
        .rows = 500, .columns = 2, .values = std::vector<float>(1000, 1)};
    QTest::newRow("all zero") << Matrix{
        .rows = 500, .columns = 2, .values = std::vector<float>(1000)};
}

void tst_NnDescent::listsAreAlwaysFull()
{
    QFETCH(const Matrix, matrix);
    Workers workers(1);

    const auto found = approximateNeighbours(matrix, 199, Metric::Cosine, 1, workers);

    const size_t count = std::min(size_t(199), matrix.rows - 1);
    QCOMPARE(found->count, count);
    for (size_t row = 0; row < matrix.rows; ++row) {
        const auto begin = found->rows.begin() + std::ptrdiff_t(row * count);
        std::vector<uint32_t> own(begin, begin + std::ptrdiff_t(count));
        std::sort(own.begin(), own.end());
        QVERIFY(std::adjacent_find(own.begin(), own.end()) == own.end());
        QVERIFY(!std::binary_search(own.begin(), own.end(), uint32_t(row)));
    }
}

void tst_NnDescent::canBeStopped()
{
    Workers workers(1);
    int told = 0;

    QVERIFY(!approximateNeighbours(clusteredRows(500, 4, 2), 14, Metric::Cosine, 1, workers,
                                   [&told](const Progress &) { return ++told < 3; }));
    QCOMPARE(told, 3);
}

QTEST_APPLESS_MAIN(tst_NnDescent)
#include "tst_nndescent.moc"
