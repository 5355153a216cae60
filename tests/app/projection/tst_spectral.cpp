// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/spectral.h"
#include "app/projection/start.h"
#include "tests/app/projection/samples.h"

#include <QTest>

#include <algorithm>
#include <numbers>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

class tst_Spectral : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRingIsACircle();
    void aPathIsACosine_data();
    void aPathIsACosine();
    void lessThanFourPointsHaveNone();
    void partsStartApart();
    void manyPartsStartApart();
};

namespace {

//! Each point knows the next and the one before.
Graph ring(uint32_t count)
{
    Graph graph{.firstEdge = {0}};
    for (uint32_t point = 0; point < count; ++point) {
        std::array<uint32_t, 2> others = {(point + 1) % count, (point + count - 1) % count};
        std::sort(others.begin(), others.end());
        graph.target.insert(graph.target.end(), others.begin(), others.end());
        graph.weight.insert(graph.weight.end(), {0.5F, 0.5F});
        graph.firstEdge.push_back(graph.target.size());
    }
    return graph;
}

} // namespace

void tst_Spectral::aRingIsACircle()
{
    const uint32_t count = 40;

    const auto found = spectralVectors(ring(count));

    QVERIFY(found);
    // Known: 1 - cos(2 pi / n), twice; the vectors are sine and cosine, turned.
    const double eigenvalue = 1 - std::cos(2 * std::numbers::pi / count);
    QVERIFY(std::abs(found->eigenvalues[0] - eigenvalue) < 1e-6);
    QVERIFY(std::abs(found->eigenvalues[1] - eigenvalue) < 1e-6);
    for (size_t point = 0; point < count; ++point) {
        const double radius = std::hypot(found->vectors[0][point], found->vectors[1][point]);
        QVERIFY(std::abs(radius - std::sqrt(2.0 / count)) < 1e-6);
    }
}

void tst_Spectral::aPathIsACosine_data()
{
    QTest::addColumn<quint32>("count");

    QTest::newRow("dense") << 40U;
    QTest::newRow("sparse") << 200U;
}

void tst_Spectral::aPathIsACosine()
{
    QFETCH(const quint32, count);
    Graph path{.firstEdge = {0}};
    for (uint32_t point = 0; point < count; ++point) {
        if (point > 0)
            path.target.push_back(point - 1);
        if (point + 1 < count)
            path.target.push_back(point + 1);
        path.firstEdge.push_back(path.target.size());
    }
    path.weight.assign(path.target.size(), 1.0F);

    const auto found = spectralVectors(path);

    QVERIFY(found);
    for (const size_t axis : std::vector<size_t>{0, 1}) {
        // Known: 1 - cos(pi k / (n - 1)), and cosines times the root of the degree.
        const double step = std::numbers::pi * double(axis + 1) / (count - 1);
        QVERIFY(std::abs(found->eigenvalues[axis] - (1 - std::cos(step))) < 1e-6);
        double product = 0;
        double squared = 0;
        for (size_t point = 0; point < count; ++point) {
            const double root = point == 0 || point + 1 == count ? 1 : std::sqrt(2);
            const double expected = root * std::cos(step * double(point));
            product += expected * found->vectors[axis][point];
            squared += expected * expected;
        }
        QVERIFY(std::abs(product) / std::sqrt(squared) > 0.9999);
    }
}

void tst_Spectral::lessThanFourPointsHaveNone()
{
    QVERIFY(!spectralVectors(ring(3)));
    QVERIFY(!spectralVectors({}));
}

namespace {

//! Rings without a connection.
Graph rings(uint32_t count, uint32_t size)
{
    const Graph one = ring(size);
    Graph graph{.firstEdge = {0}};
    for (uint32_t number = 0; number < count; ++number) {
        for (const uint32_t target : one.target)
            graph.target.push_back(target + number * size);
        graph.weight.insert(graph.weight.end(), one.weight.begin(), one.weight.end());
        for (uint32_t point = 1; point <= size; ++point)
            graph.firstEdge.push_back(number * one.target.size() + one.firstEdge[point]);
    }
    return graph;
}

} // namespace

void tst_Spectral::partsStartApart()
{
    Matrix matrix{.rows = 30, .columns = 3};
    for (size_t row = 0; row < matrix.rows; ++row)
        matrix.values.insert(matrix.values.end(), {float(row / 10), float(row / 10 == 1), 0});

    const Positions start = startPositions(matrix, rings(3, 10), 1);

    for (size_t left = 0; left < 30; ++left) {
        for (size_t right = 0; right < left; ++right)
            QVERIFY(left / 10 == right / 10 || gap(start[left], start[right]) > 0.1);
    }
}

void tst_Spectral::manyPartsStartApart()
{
    // Their means are all the same.
    const Matrix matrix{.rows = 100, .columns = 2, .values = std::vector<float>(200, 1)};

    const Positions start = startPositions(matrix, rings(20, 5), 1);

    QVERIFY(allFinite(start));
    for (size_t point = 0; point < 100; ++point) {
        for (size_t other = 0; other < point; ++other)
            QVERIFY(start[point] != start[other]);
    }
}

QTEST_APPLESS_MAIN(tst_Spectral)
#include "tst_spectral.moc"
