// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/finder.h"

#include <QList>
#include <QTest>

using polylogue::ui::transcript::Finder;

namespace {

//! All rows in the order in which they are to be searched.
QList<qsizetype> rest(Finder &finder, const QList<qsizetype> &likely)
{
    QList<qsizetype> rows;
    while (const auto row = finder.step([&](qsizetype each) { return likely.contains(each); })) {
        if (*row >= 0)
            rows += *row;
    }
    return rows;
}

} // namespace

class tst_Finder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWhereTheReaderIs();
    void rowsThatHaveTheWordsComeFirst();
    void whatIsNotLikelyIsPutOff();
    void rowsThatComeAreSearchedToo();
};

void tst_Finder::beginsWhereTheReaderIs()
{
    Finder finder;
    finder.start(2, 4);
    QCOMPARE(rest(finder, {0, 1, 2, 3}), QList<qsizetype>({2, 3, 0, 1}));
    QVERIFY(!finder.step([](qsizetype) { return true; }));
}

void tst_Finder::rowsThatHaveTheWordsComeFirst()
{
    Finder finder;
    finder.start(1, 5);
    QCOMPARE(rest(finder, {4, 0}), QList<qsizetype>({4, 0, 1, 2, 3}));
}

void tst_Finder::whatIsNotLikelyIsPutOff()
{
    Finder finder;
    finder.start(0, 2);
    QCOMPARE(finder.step([](qsizetype) { return false; }), std::optional<qsizetype>(-1));
    QCOMPARE(finder.step([](qsizetype) { return true; }), std::optional<qsizetype>(1));
    QCOMPARE(finder.step([](qsizetype) { return false; }), std::optional<qsizetype>(0));
}

void tst_Finder::rowsThatComeAreSearchedToo()
{
    Finder finder;
    finder.start(1, 3);
    QCOMPARE(finder.step([](qsizetype) { return true; }), std::optional<qsizetype>(1));
    finder.rowsInserted(0, 2); // older ones: what was row 2 is row 4
    QCOMPARE(rest(finder, {0, 1, 2, 4}), QList<qsizetype>({4, 2, 0, 1}));

    finder.rowsInserted(5, 1); // a new one after all were searched
    QCOMPARE(rest(finder, {}), QList<qsizetype>({5}));
}

QTEST_APPLESS_MAIN(tst_Finder)
#include "tst_finder.moc"
