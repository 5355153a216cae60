// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/format.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;

class tst_Format : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void sizesReadAsInAFileManager_data();
    void sizesReadAsInAFileManager();
    void durationsHaveTheUnitThatFits_data();
    void durationsHaveTheUnitThatFits();
    void countsFollowTheLocale();
    void clockTimesHaveNoSeconds();
    void amountsHaveTheDigitsThatMatter_data();
    void amountsHaveTheDigitsThatMatter();
    void daysNearByHaveNames();
    void oneIsSingular();
    void namesOfOthersStayInOneLine();
};

void tst_Format::sizesReadAsInAFileManager_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << qint64(0) << u"0 bytes"_s;
    QTest::newRow("one") << qint64(1) << u"1 byte"_s;
    QTest::newRow("bytes") << qint64(999) << u"999 bytes"_s;
    QTest::newRow("kilo") << qint64(1000) << u"1 kB"_s;
    QTest::newRow("photo") << qint64(220'480) << u"220 kB"_s;
    QTest::newRow("rounds up to the next unit") << qint64(999'700) << u"1.0 MB"_s;
    QTest::newRow("mega") << qint64(1'940'000) << u"1.9 MB"_s;
    QTest::newRow("two digits do") << qint64(20'100'000) << u"20 MB"_s;
    QTest::newRow("giga") << qint64(3'200'000'000) << u"3.2 GB"_s;
}

void tst_Format::sizesReadAsInAFileManager()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, expected);

    QCOMPARE(text::fileSize(bytes), expected);
}

void tst_Format::durationsHaveTheUnitThatFits_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << 0 << u"0 ms"_s;
    QTest::newRow("milliseconds") << 350 << u"350 ms"_s;
    QTest::newRow("seconds") << 1234 << u"1.2 s"_s;
    QTest::newRow("many seconds") << 41'400 << u"41 s"_s;
    QTest::newRow("never 60 s") << 59'700 << u"1 min"_s;
    QTest::newRow("minutes") << 125'000 << u"2 min 5 s"_s;
}

void tst_Format::durationsHaveTheUnitThatFits()
{
    QFETCH(int, milliseconds);
    QFETCH(QString, expected);

    QCOMPARE(text::duration(std::chrono::milliseconds(milliseconds)), expected);
}

void tst_Format::countsFollowTheLocale()
{
    QCOMPARE(text::count(1'048'576), u"1,048,576"_s);

    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(text::count(1'048'576), u"1.048.576"_s);
    QCOMPARE(text::fileSize(1'940'000), u"1,9 MB"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void tst_Format::clockTimesHaveNoSeconds()
{
    QCOMPARE(text::clockTime(QTime(14, 2, 9)), u"2:02 PM"_s);
    QLocale::setDefault(QLocale::c()); // whose short form has them
    const QString inC = text::clockTime(QTime(14, 2, 9));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(inC, u"14:02"_s);
}

void tst_Format::amountsHaveTheDigitsThatMatter_data()
{
    QTest::addColumn<double>("amount");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<bool>("isEstimate");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << 0.0 << u"USD"_s << false << u"USD 0.00"_s;
    QTest::newRow("parts of a cent") << 0.00421 << u"USD"_s << false << u"USD 0.0042"_s;
    QTest::newRow("hardly anything") << 0.00001 << u"USD"_s << true << u"< USD 0.0001"_s;
    QTest::newRow("much") << 1234.567 << u"€"_s << false << u"€ 1,234.57"_s;
    QTest::newRow("about") << 2.5 << u"USD"_s << true << u"≈ USD 2.50"_s;
    QTest::newRow("no currency") << 2.5 << QString() << false << u"2.50"_s;
}

void tst_Format::amountsHaveTheDigitsThatMatter()
{
    QFETCH(double, amount);
    QFETCH(QString, currency);
    QFETCH(bool, isEstimate);
    QFETCH(QString, expected);
    QCOMPARE(text::money(amount, currency, isEstimate), expected);
}

void tst_Format::daysNearByHaveNames()
{
    const QDate today(2026, 11, 23);
    QCOMPARE(text::dayName(today, today), u"Today"_s);
    QCOMPARE(text::dayName(today.addDays(-1), today), u"Yesterday"_s);
    QCOMPARE(text::dayName(today.addDays(-2), today), u"11/21/26"_s);
}

void tst_Format::oneIsSingular()
{
    QCOMPARE(text::tokenCount(1), u"1 token"_s);
    QCOMPARE(text::tokenCount(3412), u"3,412 tokens"_s);
    QCOMPARE(text::estimatedTokenCount(340), u"≈ 340 tokens"_s);
    QCOMPARE(text::pageCount(1), u"1 page"_s);
    QCOMPARE(text::pageCount(12), u"12 pages"_s);
}

void tst_Format::namesOfOthersStayInOneLine()
{
    QCOMPARE(text::oneLine(u"  a\nb\tc "_s, 20), u"a b c"_s);
    QCOMPARE(text::oneLine(u"fdp\u202Egpj.exe"_s, 20), u"fdpgpj.exe"_s);
    QCOMPARE(text::oneLine(QString(100, u'x'), 10), QString(9, u'x') + u"…"_s);
}

QTEST_APPLESS_MAIN(tst_Format)
#include "tst_format.moc"
