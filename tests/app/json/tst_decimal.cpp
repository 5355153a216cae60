// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/decimal.h"

#include <QTest>

using namespace Qt::StringLiterals;
using polylogue::app::json::Decimal;

class tst_Decimal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByValue_data();
    void comparesByValue();
    void knowsMultiples_data();
    void knowsMultiples();
    void knowsWholeNumbers();
};

void tst_Decimal::comparesByValue_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("order");
    QTest::newRow("same") << u"1"_s << u"1"_s << 0;
    QTest::newRow("a fraction of zeros") << u"1"_s << u"1.000"_s << 0;
    QTest::newRow("an exponent") << u"100"_s << u"1e2"_s << 0;
    QTest::newRow("a negative exponent") << u"0.015"_s << u"15E-3"_s << 0;
    QTest::newRow("zeros") << u"-0.0"_s << u"0e9"_s << 0;
    QTest::newRow("more digits than a double has")
        << u"12345678910111213141516"_s << u"12345678910111213141517"_s << -1;
    QTest::newRow("a tenth") << u"0.1"_s << u"0.1000000000000000055"_s << -1;
    QTest::newRow("negative") << u"-2"_s << u"-1"_s << -1;
    QTest::newRow("signs") << u"-5"_s << u"0"_s << -1;
    QTest::newRow("zero below") << u"0"_s << u"0.001"_s << -1;
    QTest::newRow("more places") << u"99"_s << u"100"_s << -1;
    QTest::newRow("the same beginning") << u"12"_s << u"12.5"_s << -1;
    QTest::newRow("beyond doubles") << u"1e400"_s << u"1e401"_s << -1;
    QTest::newRow("endless exponents")
        << u"1e-99999999999999999999"_s << u"1e99999999999999999999"_s << -1;
}

void tst_Decimal::comparesByValue()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(int, order);
    const Decimal first(a);
    const Decimal second(b);
    QCOMPARE(first < second, order < 0);
    QCOMPARE(second > first, order < 0);
    QCOMPARE(first == second, order == 0);
    QCOMPARE(first.normalText() == second.normalText(), order == 0);
}

void tst_Decimal::knowsMultiples_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("divisor");
    QTest::addColumn<bool>("isMultiple");
    QTest::newRow("10 by 2") << u"10"_s << u"2"_s << true;
    QTest::newRow("7 by 2") << u"7"_s << u"2"_s << false;
    QTest::newRow("zero") << u"0"_s << u"1.5"_s << true;
    QTest::newRow("4.5 by 1.5") << u"4.5"_s << u"1.5"_s << true;
    QTest::newRow("35 by 1.5") << u"35"_s << u"1.5"_s << false;
    QTest::newRow("0.0075 by 0.0001") << u"0.0075"_s << u"0.0001"_s << true;
    QTest::newRow("0.00751 by 0.0001") << u"0.00751"_s << u"0.0001"_s << false;
    QTest::newRow("1.1 by 0.1") << u"1.1"_s << u"0.1"_s << true;
    QTest::newRow("large by small") << u"1e308"_s << u"0.123456789"_s << false;
    QTest::newRow("large by a half") << u"1e308"_s << u"0.5"_s << true;
    QTest::newRow("too many digits to try") << u"1e999999999"_s << u"7"_s << false;
    QTest::newRow("a long divisor")
        << u"246913578024691357802469135780"_s << u"123456789012345678901234567890"_s << true;
}

void tst_Decimal::knowsMultiples()
{
    QFETCH(QString, number);
    QFETCH(QString, divisor);
    QTEST(Decimal(number).isMultipleOf(Decimal(divisor)), "isMultiple");
}

void tst_Decimal::knowsWholeNumbers()
{
    QVERIFY(Decimal(u"1.0"_s).isInteger());
    QVERIFY(Decimal(u"1e3"_s).isInteger());
    QVERIFY(Decimal(u"0"_s).isInteger());
    QVERIFY(!Decimal(u"1.5"_s).isInteger());
    QVERIFY(!Decimal(u"1e-1"_s).isInteger());
    QCOMPARE(Decimal(u"-1.2e2"_s).toInteger(7), -120);
    QCOMPARE(Decimal(u"1.5"_s).toInteger(7), 7);
    QCOMPARE(Decimal(u"1e30"_s).toInteger(7), 7);
}

QTEST_APPLESS_MAIN(tst_Decimal)
#include "tst_decimal.moc"
