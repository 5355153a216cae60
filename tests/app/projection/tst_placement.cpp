// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/placement.h"
#include "tests/app/projection/samples.h"

#include <QTest>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

class tst_Placement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newRowsComeToTheirOwn();
    void aPlaceDoesNotDependOnOtherNewRows();
    void rowsThatAreNotFiniteHaveNone();
    void anyMapWillDo();
};

void tst_Placement::newRowsComeToTheirOwn()
{
    const Matrix all = clusteredRows(240, 12, 3);
    std::vector<size_t> known(210);
    for (size_t row = 0; row < known.size(); ++row)
        known[row] = row;
    std::vector<size_t> unknown(30);
    for (size_t row = 0; row < unknown.size(); ++row)
        unknown[row] = 210 + row;
    const Matrix matrix = rowsOf(all, known);
    Workers workers(2);
    Positions positions = umap(matrix, {}, workers)->positions;
    const Positions before = positions;

    const Positions placed = placedOnMap(rowsOf(all, unknown), matrix, positions, {}, workers);

    QCOMPARE(placed.size(), size_t(30));
    QVERIFY(positions == before);
    positions.insert(positions.end(), placed.begin(), placed.end());
    QVERIFY(allFinite(positions));
    QCOMPARE(shareBesideOwn(positions, 3), 1.0);
}

void tst_Placement::aPlaceDoesNotDependOnOtherNewRows()
{
    const Matrix matrix = clusteredRows(100, 6, 2);
    const Matrix rows = clusteredRows(200, 6, 2, 7);
    Workers one(1);
    Workers three(3);
    const Positions map = umap(matrix, {}, one)->positions;

    const Positions all = placedOnMap(rows, matrix, map, {}, three);

    for (const size_t row : std::vector<size_t>{0, 3, 199})
        QVERIFY(placedOnMap(rowsOf(rows, {row}), matrix, map, {}, one).front() == all[row]);
}

void tst_Placement::rowsThatAreNotFiniteHaveNone()
{
    Matrix matrix = clusteredRows(50, 4, 2);
    matrix.values[4] = std::numeric_limits<float>::quiet_NaN();
    Matrix rows = clusteredRows(3, 4, 2);
    rows.values[4] = std::numeric_limits<float>::quiet_NaN();
    Workers workers(1);
    const Positions map = umap(matrix, {}, workers)->positions;

    const Positions placed = placedOnMap(rows, matrix, map, {}, workers);

    QVERIFY(std::isnan(placed[1].x));
    QVERIFY(allFinite({placed[0], placed[2]}));
}

void tst_Placement::anyMapWillDo()
{
    Workers workers(1);
    const Matrix rows = clusteredRows(2, 4, 2);

    QVERIFY(std::isnan(placedOnMap(rows, {.columns = 4}, {}, {}, workers).front().x));
    for (const size_t known : std::vector<size_t>{1, 2, 5}) {
        const Matrix matrix = clusteredRows(known, 4, 2);
        const Positions map = umap(matrix, {}, workers)->positions;
        QVERIFY(allFinite(placedOnMap(rows, matrix, map, {}, workers)));
    }
}

QTEST_APPLESS_MAIN(tst_Placement)
#include "tst_placement.moc"
