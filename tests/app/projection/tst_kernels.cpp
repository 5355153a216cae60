// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/kernels.h"
#include "tests/app/projection/samples.h"

#include <QTest>

#include <array>

using namespace polylogue::app::projection;
using namespace polylogue::tests;

class tst_Kernels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void productsAreRight_data();
    void productsAreRight();
    void everyProcessorMovesPointsAlike();
    void pointsOfAMapStayWhereTheyAre();
};

void tst_Kernels::productsAreRight_data()
{
    QTest::addColumn<size_t>("columns");

    for (const size_t columns : std::vector<size_t>{1, 7, 8, 16, 17, 100, 1025})
        QTest::addRow("%zu columns", columns) << columns;
}

void tst_Kernels::productsAreRight()
{
    QFETCH(const size_t, columns);
    const Matrix rows = clusteredRows(2, columns, 2);
    const float *left = rowOf(rows, 0);
    const float *right = rowOf(rows, 1);
    double product = 0;
    double squared = 0;
    for (size_t at = 0; at < columns; ++at) {
        product += double(left[at]) * double(right[at]);
        squared += std::pow(double(left[at]) - double(right[at]), 2);
    }
    // The left panel's row 3 and the right one's row 13.
    std::vector<float> leftPanel(panelRows * columns);
    std::vector<float> rightPanel(panelRows * columns);
    for (size_t at = 0; at < columns; ++at) {
        leftPanel[at * panelRows + 3] = left[at];
        rightPanel[at * panelRows + 13] = right[at];
    }

    for (const Kernels *kernels : availableKernels()) {
        std::array<float, panelRows *panelRows> products = {};
        kernels->panelProducts(leftPanel.data(), rightPanel.data(), columns, products.data());

        const double scale = std::abs(product) + std::sqrt(double(columns));
        QVERIFY(std::abs(double(products[3 * panelRows + 13]) - product) < 1e-5 * scale);
        QCOMPARE(products[3 * panelRows + 12], 0.0F);
        QVERIFY(std::abs(double(kernels->product(left, right, columns)) - product) < 1e-5 * scale);
        QVERIFY(std::abs(double(kernels->squaredDistance(left, right, columns)) / squared - 1)
                < 1e-5);
    }
}

namespace {

// A ring of points, each drawn to the next two.
struct Ring
{
    std::vector<size_t> firstEdge = {0};
    std::vector<uint32_t> target = {};
    std::vector<float> interval = {};
    std::vector<float> nextUse = {};
    Positions positions = {};
};

Ring ring(uint32_t count)
{
    Ring result;
    for (uint32_t point = 0; point < count; ++point) {
        result.target.push_back((point + 1) % count);
        result.target.push_back((point + 2) % count);
        result.interval.push_back(1);
        result.interval.push_back(1.5F);
        result.firstEdge.push_back(result.target.size());
        result.positions.push_back({.x = float(point % 7), .y = float(point % 11) / 3});
    }
    result.nextUse = result.interval;
    return result;
}

LayoutStep stepOf(Ring &ring)
{
    return {.firstEdge = ring.firstEdge.data(),
            .target = ring.target.data(),
            .interval = ring.interval.data(),
            .nextUse = ring.nextUse.data(),
            .points = ring.positions.data(),
            .others = ring.positions.data(),
            .otherCount = ring.positions.size(),
            .a = 1.26206F,
            .b = 1.00301F};
}

} // namespace

void tst_Kernels::everyProcessorMovesPointsAlike()
{
    std::vector<Positions> results;
    for (const Kernels *kernels : availableKernels()) {
        Ring points = ring(50);
        LayoutStep step = stepOf(points);
        for (int epoch = 0; epoch < 20; ++epoch) {
            step.epoch = float(epoch);
            step.seed = uint32_t(epoch);
            kernels->movePoints(step, points.positions.size());
        }
        results.push_back(points.positions);
        QVERIFY(allFinite(points.positions));
        QVERIFY(points.positions != ring(50).positions);
    }
    for (const Positions &result : results)
        QVERIFY(result == results.front());
}

void tst_Kernels::pointsOfAMapStayWhereTheyAre()
{
    for (const Kernels *kernels : availableKernels()) {
        Ring points = ring(20);
        Positions map = points.positions;
        LayoutStep step = stepOf(points);
        step.others = map.data();
        step.isMutual = false;
        step.epoch = 3;

        kernels->movePoints(step, points.positions.size());

        QVERIFY(map == ring(20).positions);
        QVERIFY(points.positions != map);
    }
}

QTEST_APPLESS_MAIN(tst_Kernels)
#include "tst_kernels.moc"
