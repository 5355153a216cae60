// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/curve.h"

#include <QTest>

using namespace polylogue::app::projection;

class tst_Curve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheOneOfOtherImplementations_data();
    void isTheOneOfOtherImplementations();
};

void tst_Curve::isTheOneOfOtherImplementations_data()
{
    QTest::addColumn<double>("minimumDistance");
    QTest::addColumn<double>("a");
    QTest::addColumn<double>("b");

    // As umap-learn 0.5.3 fits them.
    QTest::newRow("0") << 0.0 << 1.9328083975 << 0.7904949734;
    QTest::newRow("0.001") << 0.001 << 1.9290733952 << 0.7915045329;
    QTest::newRow("0.1") << 0.1 << 1.5769434602 << 0.8950608780;
    QTest::newRow("0.2") << 0.2 << 1.2620581230 << 1.0030054004;
    QTest::newRow("0.5") << 0.5 << 0.5830300205 << 1.3341669929;
    QTest::newRow("0.8") << 0.8 << 0.2320627268 << 1.6812316038;
    QTest::newRow("0.99") << 0.99 << 0.1193053001 << 1.9163904159;
}

void tst_Curve::isTheOneOfOtherImplementations()
{
    QFETCH(const double, minimumDistance);
    QFETCH(const double, a);
    QFETCH(const double, b);

    const Curve curve = curveFor(minimumDistance);

    QVERIFY2(std::abs(curve.a / a - 1) < 1e-4, qPrintable(QString::number(curve.a, 'g', 10)));
    QVERIFY2(std::abs(curve.b / b - 1) < 1e-4, qPrintable(QString::number(curve.b, 'g', 10)));
}

QTEST_APPLESS_MAIN(tst_Curve)
#include "tst_curve.moc"
