// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/pca.h"
#include "tests/app/projection/samples.h"

#include <QTest>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

class tst_Pca : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheLongestDirections();
    void longRowsLieAsShortOnes();
    void separatesClusters();
    void rowsOnALineStayOnIt();
    void fewRowsHavePlaces_data();
    void fewRowsHavePlaces();
    void rowsThatAreNotFiniteHaveNone();
    void otherRowsArePlacedAmongThem();
};

void tst_Pca::findsTheLongestDirections()
{
    // A cross: long along (1, 1, 0), short along (0, 0, 1).
    const Matrix matrix = matrixOf({{4, 4, 1}, {-2, -2, 1}, {1, 1, 2}, {1, 1, 0}, {1, 1, 1}});

    const PrincipalComponents found = principalComponents(matrix);

    const float longest = 3 * std::sqrt(2.0F);
    const Positions expected{{longest, 0}, {-longest, 0}, {0, 1}, {0, -1}, {0, 0}};
    for (size_t row = 0; row < expected.size(); ++row)
        QVERIFY2(gap(found.positions[row], expected[row]) < 1e-5,
                 qPrintable(QStringLiteral("row %1").arg(row)));
    QVERIFY(std::abs(found.shares[0] - 36.0 / 38) < 1e-6);
    QVERIFY(std::abs(found.shares[1] - 2.0 / 38) < 1e-6);
}

void tst_Pca::longRowsLieAsShortOnes()
{
    // Columns without anything in them change nothing, but another solver is at work.
    const Matrix few = clusteredRows(60, 5, 3);
    Matrix many{.rows = 60, .columns = 500};
    for (size_t row = 0; row < few.rows; ++row) {
        many.values.insert(many.values.end(), rowOf(few, row), rowOf(few, row) + few.columns);
        many.values.resize((row + 1) * many.columns);
    }

    const Positions expected = principalComponents(few).positions;
    const Positions found = principalComponents(many).positions;

    for (size_t row = 0; row < expected.size(); ++row)
        QVERIFY(gap(found[row], expected[row]) < 1e-2);
}

void tst_Pca::separatesClusters()
{
    QCOMPARE(shareBesideOwn(principalComponents(clusteredRows(90, 200, 3)).positions, 3), 1.0);
}

void tst_Pca::rowsOnALineStayOnIt()
{
    Matrix matrix{.rows = 200, .columns = 100};
    for (size_t row = 0; row < matrix.rows; ++row) {
        for (size_t at = 0; at < matrix.columns; ++at)
            matrix.values.push_back(float(row) * float(at % 3));
    }

    const PrincipalComponents found = principalComponents(matrix);

    QVERIFY(std::abs(found.shares[0] - 1) < 1e-6);
    const double length =
        distance(rowOf(matrix, 0), rowOf(matrix, 199), matrix.columns, Metric::Euclidean);
    QVERIFY(std::abs(gap(found.positions[0], found.positions[199]) / length - 1) < 1e-4);
    QVERIFY(std::abs(found.positions[7].y) < 1e-3 * length);
}

void tst_Pca::fewRowsHavePlaces_data()
{
    QTest::addColumn<size_t>("rows");
    QTest::addColumn<size_t>("columns");

    for (const size_t rows : std::vector<size_t>{0, 1, 2, 3}) {
        for (const size_t columns : std::vector<size_t>{1, 2, 100})
            QTest::addRow("%zu x %zu", rows, columns) << rows << columns;
    }
}

void tst_Pca::fewRowsHavePlaces()
{
    QFETCH(const size_t, rows);
    QFETCH(const size_t, columns);
    const Matrix matrix = clusteredRows(rows, columns, 2);

    const PrincipalComponents found = principalComponents(matrix);

    QCOMPARE(found.positions.size(), rows);
    QVERIFY(allFinite(found.positions));
    if (rows == 2) {
        const double expected =
            distance(rowOf(matrix, 0), rowOf(matrix, 1), columns, Metric::Euclidean);
        QVERIFY(std::abs(gap(found.positions[0], found.positions[1]) / expected - 1) < 1e-3);
    }
}

void tst_Pca::rowsThatAreNotFiniteHaveNone()
{
    Matrix matrix = clusteredRows(10, 3, 2);
    matrix.values[3 * 4] = std::numeric_limits<float>::quiet_NaN();

    const Positions found = principalComponents(matrix).positions;

    QVERIFY(std::isnan(found[4].x) && std::isnan(found[4].y));
    QVERIFY(allFinite({found.begin(), found.begin() + 4}));
}

void tst_Pca::otherRowsArePlacedAmongThem()
{
    for (const size_t columns : {size_t(5), size_t(200)}) { // by another solver
        Matrix matrix = clusteredRows(90, columns, 3);
        const PrincipalComponents components = principalComponents(matrix);
        matrix.values[3 * columns] = std::nanf("");

        const Positions placed = placedAlong(components, matrix);

        QCOMPARE(placed.size(), size_t(90));
        QVERIFY(std::isnan(placed[3].x));
        for (const size_t row : {size_t(0), size_t(17), size_t(89)})
            QVERIFY(gap(placed[row], components.positions[row]) < 1e-3);
    }
    const Matrix same = matrixOf({{1, 1}, {1, 1}});
    QCOMPARE(placedAlong(principalComponents(same), same).at(1), Position());
}

QTEST_APPLESS_MAIN(tst_Pca)
#include "tst_pca.moc"
