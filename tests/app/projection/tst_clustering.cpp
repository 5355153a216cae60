// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/clusternames.h"
#include "app/projection/hdbscan.h"
#include "app/projection/kmeans.h"
#include "tests/app/projection/samples.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numbers>

using namespace polylogue::app::projection;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

class tst_Clustering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clustersAreNumberedBySize();
    void meansFindClusters();
    void meansDependOnSeedNotOnThreads();
    void thereAreNoMoreClustersThanDifferentRows();
    void rowsThatAreNotFiniteBelongToNone();
    void densityFindsShapesAndNoise();
    void densityFindsClustersWithinClusters();
    void evenPointsAreNoClusters();
    void fewPointsAreNoClusters();
    void identicalPointsAreAClusterBesideOthers();
    void wordsSetClustersApart();
    void wordsOfAllTextsAreNoNames();
    void functionWordsAreNoNames();
    void textsWithoutWordsHaveNoNames();
};

void tst_Clustering::clustersAreNumberedBySize()
{
    const Clustering found = numberedBySize({3, -1, 7, 7, 3, 7, 0, -1});

    QCOMPARE(found.count, 3);
    QCOMPARE(found.ofRow, (std::vector<int>{1, -1, 0, 0, 1, 0, 2, -1}));
    QVERIFY(numberedBySize({}) == Clustering{});
    QCOMPARE(numberedBySize({-1, -1}).count, 0);
}

void tst_Clustering::meansFindClusters()
{
    Workers workers(2);

    const Clustering found = kMeans(clusteredRows(200, 10, 4), 4, 1, workers);

    QCOMPARE(found.count, 4);
    for (size_t row = 4; row < 200; ++row)
        QCOMPARE(found.ofRow[row], found.ofRow[row % 4]);
}

void tst_Clustering::meansDependOnSeedNotOnThreads()
{
    const Matrix matrix = clusteredRows(1500, 6, 3);
    Workers one(1);
    Workers three(3);

    QVERIFY(kMeans(matrix, 8, 5, one) == kMeans(matrix, 8, 5, three));
}

void tst_Clustering::thereAreNoMoreClustersThanDifferentRows()
{
    Workers workers(1);

    QCOMPARE(kMeans(matrixOf({{1, 1}, {2, 2}, {1, 1}, {2, 2}}), 3, 1, workers).count, 2);
    QCOMPARE(kMeans(matrixOf({{1, 1}}), 3, 1, workers).count, 1);
    QCOMPARE(kMeans({}, 3, 1, workers).count, 0);
}

void tst_Clustering::rowsThatAreNotFiniteBelongToNone()
{
    const float none = std::numeric_limits<float>::quiet_NaN();
    Workers workers(1);

    QCOMPARE(kMeans(matrixOf({{1}, {none}, {9}, {1}}), 2, 1, workers).ofRow,
             (std::vector<int>{0, -1, 1, 0}));
    const Positions positions{{0, 0}, nowhere, {0, 1}, {1, 0}, {50, 50}, {50, 51}, {51, 50}};
    QCOMPARE(hdbscan(positions, 2, 1, workers).ofRow, (std::vector<int>{0, -1, 0, 0, 1, 1, 1}));
}

namespace {

//! A ring around a disc, and points far outside.
Positions ringAndDisc()
{
    QRandomGenerator random(3);
    Positions result;
    for (int i = 0; i < 300; ++i) {
        const double angle = 2 * std::numbers::pi * i / 300;
        const double radius =
            i % 3 == 0 ? random.generateDouble() * 2 : 10 + random.generateDouble() * 0.2;
        result.push_back(
            {.x = float(radius * std::cos(angle)), .y = float(radius * std::sin(angle))});
    }
    for (const float far : {40.0F, 60.0F, 80.0F})
        result.push_back({.x = far, .y = -far});
    return result;
}

} // namespace

void tst_Clustering::densityFindsShapesAndNoise()
{
    Workers workers(1);

    const Clustering found = hdbscan(ringAndDisc(), 10, 5, workers);

    QCOMPARE(found.count, 2);
    for (size_t point = 0; point < 300; ++point)
        QCOMPARE(found.ofRow[point], point % 3 == 0 ? 1 : 0);
    for (size_t point = 300; point < 303; ++point)
        QCOMPARE(found.ofRow[point], Clustering::none);
}

void tst_Clustering::densityFindsClustersWithinClusters()
{
    // Two dense heaps near each other and one far away that is not dense: no single distance cuts
    // them.
    QRandomGenerator random(1);
    Positions positions;
    for (int i = 0; i < 300; ++i) {
        const float x = float(random.generateDouble());
        const float y = float(random.generateDouble());
        positions.push_back(i % 3 == 0       ? Position{x, y}
                                : i % 3 == 1 ? Position{x + 3, y}
                                             : Position{300 + 50 * x, 50 * y});
    }
    Workers workers(2);

    const Clustering found = hdbscan(positions, 20, 5, workers);

    QCOMPARE(found.count, 3);
    for (size_t point = 3; point < 300; ++point) {
        if (found.ofRow[point] != Clustering::none)
            QCOMPARE(found.ofRow[point], found.ofRow[point % 3]);
    }
    QVERIFY(std::count(found.ofRow.begin(), found.ofRow.end(), Clustering::none) < 30);
}

void tst_Clustering::evenPointsAreNoClusters()
{
    Positions grid;
    for (int i = 0; i < 100; ++i)
        grid.push_back({.x = float(i % 10), .y = float(i / 10)});
    Workers workers(1);

    QCOMPARE(hdbscan(grid, 5, 5, workers).count, 0);
}

void tst_Clustering::fewPointsAreNoClusters()
{
    Workers workers(1);
    for (const size_t points : std::vector<size_t>{0, 1, 2, 3}) {
        const Clustering found = hdbscan(Positions(points), 5, 5, workers);
        QCOMPARE(found.ofRow, std::vector<int>(points, Clustering::none));
    }
}

void tst_Clustering::identicalPointsAreAClusterBesideOthers()
{
    Positions positions(20, Position{1, 1});
    positions.resize(40, Position{5, 5});
    Workers workers(1);

    const Clustering found = hdbscan(positions, 5, 3, workers);

    QCOMPARE(found.count, 2);
    QCOMPARE(found.ofRow.front(), 0);
    QCOMPARE(found.ofRow.back(), 1);
}

namespace {

const QStringList headlines{
    u"Stocks fall as the oil price rises"_s,     u"The oil price lifts stocks of the producers"_s,
    u"Oil and stocks: what the week brought"_s,  u"Investors sell the stocks"_s,
    u"The team wins the final match"_s,          u"Final match of the season goes to the team"_s,
    u"Coach leaves the team before the match"_s, u"The match ends in a draw"_s};

const Clustering halves{.ofRow = {0, 0, 0, 0, 1, 1, 1, 1}, .count = 2};

} // namespace

void tst_Clustering::wordsSetClustersApart()
{
    const QList<QStringList> names = distinctiveWords(headlines, halves, 2);

    QCOMPARE(names.size(), 2);
    QCOMPARE(names.at(0), (QStringList{u"stocks"_s, u"oil"_s}));
    QCOMPARE(names.at(1), (QStringList{u"match"_s, u"team"_s}));
}

void tst_Clustering::wordsOfAllTextsAreNoNames()
{
    const QList<QStringList> names = distinctiveWords(headlines, halves, 100);

    for (const QStringList &words : names)
        QVERIFY(!words.contains(u"the"_s));
    // In one headline only.
    QVERIFY(!names.at(1).contains(u"coach"_s));
}

//! However much of one cluster they are.
void tst_Clustering::functionWordsAreNoNames()
{
    const QStringList texts{u"His team wins with his goal"_s, u"His goal, his match"_s,
                            u"Their oil and their stocks"_s, u"Their stocks fall"_s};

    const QList<QStringList> names =
        distinctiveWords(texts, {.ofRow = {0, 0, 1, 1}, .count = 2}, 100);

    QVERIFY(names.at(0).contains(u"goal"_s));
    QVERIFY(names.at(1).contains(u"stocks"_s));
    QVERIFY(!names.at(0).contains(u"his"_s));
    QVERIFY(!names.at(1).contains(u"their"_s));
}

void tst_Clustering::textsWithoutWordsHaveNoNames()
{
    const QList<QStringList> names =
        distinctiveWords({u"12 - 34"_s, QString(), u"..."_s, u"Word"_s},
                         {.ofRow = {0, 0, 0, Clustering::none}, .count = 1});

    QCOMPARE(names, QList<QStringList>{QStringList()});
    QCOMPARE(distinctiveWords({}, {}), QList<QStringList>());
}

QTEST_APPLESS_MAIN(tst_Clustering)
#include "tst_clustering.moc"
