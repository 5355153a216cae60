// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/scrollstate.h"

#include <QTest>

using namespace polylogue::ui::transcript;
using polylogue::app::settings::FollowMode;
using Mode = ScrollState::Mode;
using Direction = ScrollState::Direction;

class tst_ScrollState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOpenedConversationIsFollowed();
    void upwardInputFreesAtOnce();
    void onlyDownwardInputToTheEndFollowsAgain();
    void theJumpButtonFollowsAgain();
    void aShownQuestionIsHeld();
    void anAnswerThatReachesTheBottom_data();
    void anAnswerThatReachesTheBottom();
    void selectedTextStopsAllMovement();
    void neverMovePinsNothing();
};

void tst_ScrollState::anOpenedConversationIsFollowed()
{
    ScrollState state;
    state.conversationOpened();
    QVERIFY(state.pinsToEnd());
}

void tst_ScrollState::upwardInputFreesAtOnce()
{
    ScrollState state;
    state.scrolledByUser(Direction::Up, 0); // still at the end, but no longer pinned
    QCOMPARE(state.mode(), Mode::Free);
    QVERIFY(!state.pinsToEnd());
}

void tst_ScrollState::onlyDownwardInputToTheEndFollowsAgain()
{
    ScrollState state;
    state.scrolledByUser(Direction::Up, 500);
    state.scrolledByUser(Direction::Down, 9);
    QCOMPARE(state.mode(), Mode::Free);
    state.scrolledByUser(Direction::Down, 8);
    QCOMPARE(state.mode(), Mode::Following);
}

void tst_ScrollState::theJumpButtonFollowsAgain()
{
    ScrollState state;
    state.scrolledByUser(Direction::Up, 500);
    state.jumpedToEnd();
    QCOMPARE(state.mode(), Mode::Following);
}

void tst_ScrollState::aShownQuestionIsHeld()
{
    ScrollState state;
    state.questionShown();
    QCOMPARE(state.mode(), Mode::Anchored);
    QVERIFY(!state.pinsToEnd());
    state.scrolledByUser(Direction::Up, 100);
    QCOMPARE(state.mode(), Mode::Free);
}

void tst_ScrollState::anAnswerThatReachesTheBottom_data()
{
    QTest::addColumn<FollowMode>("followMode");
    QTest::addColumn<Mode>("expected");
    QTest::addRow("hold") << FollowMode::Hold << Mode::Free;
    QTest::addRow("follow") << FollowMode::Follow << Mode::Following;
    QTest::addRow("never move") << FollowMode::NeverMove << Mode::Free;
}

void tst_ScrollState::anAnswerThatReachesTheBottom()
{
    QFETCH(FollowMode, followMode);
    QFETCH(Mode, expected);
    ScrollState state;
    state.setFollowMode(followMode);
    state.questionShown();
    state.answerReachedBottom();
    QCOMPARE(state.mode(), expected);
    state.scrolledByUser(Direction::Up, 100);
    state.answerReachedBottom();
    QCOMPARE(state.mode(), Mode::Free);
}

void tst_ScrollState::selectedTextStopsAllMovement()
{
    ScrollState state;
    state.setSelecting(true);
    QVERIFY(!state.pinsToEnd());
    state.setSelecting(false);
    QVERIFY(state.pinsToEnd());
}

void tst_ScrollState::neverMovePinsNothing()
{
    ScrollState state;
    state.setFollowMode(FollowMode::NeverMove);
    QVERIFY(!state.pinsToEnd());
}

QTEST_APPLESS_MAIN(tst_ScrollState)
#include "tst_scrollstate.moc"
