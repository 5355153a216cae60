// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/votetally.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::session;
using namespace Qt::StringLiterals;
using Outcome = store::Vote::Outcome;

class tst_VoteTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWinsTiesAndLosses();
    void countsOneTagAlone();
    void isEmptyWithoutVotes();
};

namespace {

const QList<store::Vote> votes{
    {.tag = u"code"_s, .models = {u"a"_s, u"b"_s}, .outcome = Outcome::Winner, .winner = 1},
    {.tag = u"code"_s, .models = {u"b"_s, u"a"_s}, .outcome = Outcome::Tie},
    {.tag = u"Art"_s, .models = {u"a"_s, u"c"_s, u"b"_s}, .outcome = Outcome::Winner, .winner = 0},
    {.models = {u"a"_s, u"c"_s}, .outcome = Outcome::AllBad},
};

} // namespace

void tst_VoteTally::countsWinsTiesAndLosses()
{
    const QList<ModelTally> tallies = tally(votes);

    const QList<ModelTally> expected{
        {.model = u"b"_s, .shown = 3, .wins = 1, .ties = 1, .losses = 1},
        {.model = u"a"_s, .shown = 4, .wins = 1, .ties = 1, .losses = 2},
        {.model = u"c"_s, .shown = 2, .losses = 2}};
    QCOMPARE(tallies, expected);
}

void tst_VoteTally::countsOneTagAlone()
{
    const QList<ModelTally> tallies = tally(votes, u"Art"_s);

    QCOMPARE(tallies.size(), 3);
    QCOMPARE(tallies.at(0).model, u"a"_s);
    QCOMPARE(tally(votes, u""_s).size(), 2);
    QCOMPARE(tagsOf(votes), QStringList({u""_s, u"Art"_s, u"code"_s}));
}

void tst_VoteTally::isEmptyWithoutVotes()
{
    QCOMPARE(tally({}).size(), 0);
    QCOMPARE(tagsOf({}).size(), 0);
}

QTEST_APPLESS_MAIN(tst_VoteTally)
#include "tst_votetally.moc"
