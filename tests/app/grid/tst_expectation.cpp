// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/expectation.h"

#include <QElapsedTimer>
#include <QTest>

using namespace polylogue::app::grid;
using polylogue::app::store::Expectation;
using namespace Qt::StringLiterals;

class tst_Expectation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesAsAsked_data();
    void comparesAsAsked();
    void aPatternWithoutEndIsGivenUp();
};

void tst_Expectation::comparesAsAsked_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<Expectation>("how");
    QTest::addColumn<QString>("result");

    using enum Expectation;
    QTest::newRow("exact") << u"Paris\n"_s << u" Paris"_s << Exact << u"yes"_s;
    QTest::newRow("exact, case counts") << u"paris"_s << u"Paris"_s << Exact << u"no"_s;
    QTest::newRow("contains") << u"It is PARIS."_s << u"paris"_s << Contains << u"yes"_s;
    QTest::newRow("contains not") << u"It is Rome."_s << u"paris"_s << Contains << u"no"_s;
    QTest::newRow("pattern") << u"{\"is_correct\": false}"_s << u"is_correct\"\\s*:\\s*false"_s
                             << Pattern << u"yes"_s;
    QTest::newRow("pattern, whole answer") << u"12 apples"_s << u"^\\d+$"_s << Pattern << u"no"_s;
    QTest::newRow("no pattern") << u"("_s << u"("_s << Pattern << u""_s;
    QTest::newRow("nothing expected") << u"Paris"_s << u"  "_s << Exact << u""_s;
}

void tst_Expectation::comparesAsAsked()
{
    QFETCH(const QString, answer);
    QFETCH(const QString, expected);
    QFETCH(const Expectation, how);
    QFETCH(const QString, result);

    const auto passed = isAsExpected(answer, expected, how);

    QCOMPARE(passed ? (*passed ? u"yes"_s : u"no"_s) : QString(), result);
}

void tst_Expectation::aPatternWithoutEndIsGivenUp()
{
    QElapsedTimer timer;
    timer.start();

    const auto passed =
        isAsExpected(QString(60, u'a') + u'b', u"^(a|a)*(aa|a)*$"_s, Expectation::Pattern);

    QVERIFY(!passed);
    QCOMPARE_LT(timer.elapsed(), 2000);
}

QTEST_APPLESS_MAIN(tst_Expectation)
#include "tst_expectation.moc"
