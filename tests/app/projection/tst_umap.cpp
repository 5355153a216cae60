// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/umap.h"
#include "tests/app/projection/samples.h"

#include <QTest>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

class tst_Umap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void separatesClusters_data();
    void separatesClusters();
    void dependsOnSeedNotOnThreads();
    void anyNumberOfRowsHasPlaces_data();
    void anyNumberOfRowsHasPlaces();
    void oneRowIsAtTheOrigin();
    void identicalRowsHavePlaces();
    void zeroVectorsHavePlaces();
    void rowsThatAreNotFiniteHaveNone();
    void partsWithoutConnectionStayApart();
    void progressIsToldInOrder();
    void canBeStopped_data();
    void canBeStopped();
};

Q_DECLARE_METATYPE(Metric)
Q_DECLARE_METATYPE(Stage)

void tst_Umap::separatesClusters_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<int>("neighbours");

    QTest::newRow("cosine") << Metric::Cosine << 15;
    QTest::newRow("Euclidean") << Metric::Euclidean << 15;
    QTest::newRow("few neighbours") << Metric::Euclidean << 5;
    QTest::newRow("more neighbours than a cluster has") << Metric::Cosine << 60;
}

void tst_Umap::separatesClusters()
{
    QFETCH(const Metric, metric);
    QFETCH(const int, neighbours);
    Workers workers(2);

    const auto map =
        umap(clusteredRows(160, 20, 4), {.neighbours = neighbours, .metric = metric}, workers);

    QVERIFY(map);
    QVERIFY(allFinite(map->positions));
    QCOMPARE(shareBesideOwn(map->positions, 4), 1.0);
    QCOMPARE(map->recall, 1.0);
}

void tst_Umap::dependsOnSeedNotOnThreads()
{
    const Matrix matrix = clusteredRows(700, 20, 4);
    Workers one(1);
    Workers four(4);

    const auto map = umap(matrix, {}, one);

    QVERIFY(map->positions == umap(matrix, {}, four)->positions);
    QVERIFY(map->positions != umap(matrix, {.seed = 43}, one)->positions);
}

void tst_Umap::anyNumberOfRowsHasPlaces_data()
{
    QTest::addColumn<size_t>("rows");

    for (const size_t rows : std::vector<size_t>{0, 1, 2, 3, 4, 5, 14, 15, 16, 17})
        QTest::addRow("%zu", rows) << rows;
}

void tst_Umap::anyNumberOfRowsHasPlaces()
{
    QFETCH(const size_t, rows);
    Workers workers(1);

    const auto map = umap(clusteredRows(rows, 6, 3), {}, workers);

    QVERIFY(map);
    QCOMPARE(map->positions.size(), rows);
    QVERIFY(allFinite(map->positions));
    for (size_t row = 0; row < rows; ++row) {
        for (size_t other = 0; other < row; ++other)
            QVERIFY(gap(map->positions[row], map->positions[other]) > 1e-3);
    }
}

void tst_Umap::oneRowIsAtTheOrigin()
{
    Workers workers(1);

    QVERIFY(umap(clusteredRows(1, 6, 1), {}, workers)->positions.front() == Position{});
}

void tst_Umap::identicalRowsHavePlaces()
{
    Workers workers(1);
    const Matrix same{.rows = 50, .columns = 3, .values = std::vector<float>(150, 0.25F)};
    Matrix pairs = clusteredRows(100, 5, 2);
    std::copy_n(pairs.values.begin(), 250, pairs.values.begin() + 250);

    for (const Metric metric : {Metric::Cosine, Metric::Euclidean}) {
        QVERIFY(allFinite(umap(same, {.metric = metric}, workers)->positions));
        const Positions positions = umap(pairs, {.metric = metric}, workers)->positions;
        QVERIFY(allFinite(positions));
        QCOMPARE(shareBesideOwn(positions, 2), 1.0);
    }
}

void tst_Umap::zeroVectorsHavePlaces()
{
    Matrix matrix = clusteredRows(60, 5, 2);
    std::fill_n(matrix.values.begin(), 5 * 5, 0.0F);
    Workers workers(1);

    for (const Metric metric : {Metric::Cosine, Metric::Euclidean})
        QVERIFY(allFinite(umap(matrix, {.metric = metric}, workers)->positions));
}

void tst_Umap::rowsThatAreNotFiniteHaveNone()
{
    Matrix matrix = clusteredRows(61, 5, 2);
    // The others are laid out as if it were not there.
    Matrix others = matrix;
    others.values.erase(others.values.begin() + 50, others.values.begin() + 55);
    others.rows = 60;
    matrix.values[52] = std::numeric_limits<float>::infinity();
    Workers workers(1);

    Positions positions = umap(matrix, {}, workers)->positions;

    QCOMPARE(positions.size(), size_t(61));
    QVERIFY(std::isnan(positions[10].x) && std::isnan(positions[10].y));
    positions.erase(positions.begin() + 10);
    QVERIFY(positions == umap(others, {}, workers)->positions);
}

void tst_Umap::partsWithoutConnectionStayApart()
{
    // Two blobs, each with more points than anyone has neighbours.
    const Matrix matrix = clusteredRows(120, 10, 2);
    Workers workers(1);

    const Positions positions = umap(matrix, {.metric = Metric::Euclidean}, workers)->positions;

    double nearest = 1e9;
    for (size_t left = 0; left < 120; left += 2) {
        for (size_t right = 1; right < 120; right += 2)
            nearest = std::min(nearest, gap(positions[left], positions[right]));
    }
    QVERIFY2(nearest > 2, qPrintable(QString::number(nearest)));
}

void tst_Umap::progressIsToldInOrder()
{
    std::vector<Stage> stages;
    std::vector<Positions> layouts;
    double share = 0;
    bool isRising = true;
    Workers workers(2);

    const auto map = umap(clusteredRows(100, 5, 2), {}, workers, [&](const Progress &progress) {
        if (stages.empty() || stages.back() != progress.stage) {
            stages.push_back(progress.stage);
            share = 0;
        }
        isRising = isRising && progress.share >= share && progress.share <= 1;
        share = progress.share;
        if (progress.positions)
            layouts.push_back(*progress.positions);
        return true;
    });

    QCOMPARE(stages,
             (std::vector<Stage>{Stage::Neighbours, Stage::Graph, Stage::Start, Stage::Layout}));
    QVERIFY(isRising);
    QCOMPARE(share, 1.0);
    QVERIFY(layouts.size() > 50);
    QVERIFY(layouts.front() != layouts.back());
    QVERIFY(layouts.back() == map->positions);
}

void tst_Umap::canBeStopped_data()
{
    QTest::addColumn<Stage>("stage");

    QTest::newRow("neighbours") << Stage::Neighbours;
    QTest::newRow("graph") << Stage::Graph;
    QTest::newRow("start") << Stage::Start;
    QTest::newRow("layout") << Stage::Layout;
}

void tst_Umap::canBeStopped()
{
    QFETCH(const Stage, stage);
    Workers workers(2);
    bool isOver = false;
    bool isToldAfterwards = false;

    const auto map = umap(clusteredRows(300, 5, 2), {}, workers, [&](const Progress &progress) {
        isToldAfterwards = isToldAfterwards || isOver;
        isOver = progress.stage == stage;
        return !isOver;
    });

    QVERIFY(!map);
    QVERIFY(!isToldAfterwards);
}

QTEST_APPLESS_MAIN(tst_Umap)
#include "tst_umap.moc"
