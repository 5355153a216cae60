// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/arithmetic.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_Arithmetic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsAreFoundInSentences_data();
    void sumsAreFoundInSentences();
    void whatIsNoSumIsLeftAlone_data();
    void whatIsNoSumIsLeftAlone();
    void divisionByZeroHasNoValue();
};

void tst_Arithmetic::sumsAreFoundInSentences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");

    QTest::newRow("question") << u"What is 12*7?"_s << u"84"_s;
    QTest::newRow("words") << u"what's 12 times 7, please"_s << u"84"_s;
    QTest::newRow("precedence") << u"2 + 3 * 4"_s << u"14"_s;
    QTest::newRow("brackets") << u"compute (2 + 3) * 4 now"_s << u"20"_s;
    QTest::newRow("inner brackets") << u"12 * (3 + 4)"_s << u"84"_s;
    QTest::newRow("fraction") << u"1 / 8"_s << u"0.125"_s;
    QTest::newRow("power") << u"2 to the power of 10"_s << u"1024"_s;
    QTest::newRow("minus without blanks") << u"9-4"_s << u"5"_s;
    QTest::newRow("negative") << u"3 minus 5"_s << u"-2"_s;
    QTest::newRow("thousands") << u"1,000 + 1"_s << u"1001"_s;
    QTest::newRow("signs of print") << u"6 \u00d7 7 \u2212 2"_s << u"40"_s;
    QTest::newRow("full stop behind") << u"Add 2 + 2."_s << u"4"_s;
}

void tst_Arithmetic::sumsAreFoundInSentences()
{
    QFETCH(const QString, text);
    QFETCH(const QString, value);

    const auto sum = sumIn(text);
    QVERIFY(sum && sum->value);
    QCOMPARE(numberText(*sum->value), value);
}

void tst_Arithmetic::whatIsNoSumIsLeftAlone_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("one number") << u"write 2000 words"_s;
    QTest::newRow("date") << u"the meeting on 2026-01-31 is off"_s;
    QTest::newRow("range") << u"pages 3-4 of the book"_s;
    QTest::newRow("path") << u"see /usr/lib/x86"_s;
    QTest::newRow("nothing behind") << u"12 * "_s;
    QTest::newRow("deep") << QString(100, u'(') + u"1+1"_s + QString(100, u')');
}

void tst_Arithmetic::whatIsNoSumIsLeftAlone()
{
    QFETCH(const QString, text);
    QVERIFY(!sumIn(text));
}

void tst_Arithmetic::divisionByZeroHasNoValue()
{
    const auto sum = sumIn(u"what is 1 / 0"_s);
    QVERIFY(sum);
    QVERIFY(!sum->value);
}

QTEST_APPLESS_MAIN(tst_Arithmetic)
#include "tst_arithmetic.moc"
