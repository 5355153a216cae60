// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/chatfixture.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using attachments::Draft;
using base::Error;
using base::ErrorKind;
using base::Status;
using conversation::Message;
using conversation::MessageState;
using conversation::Role;
using conversation::TextPart;
using session::ChatSession;

class tst_SaveGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_chat.reset(); }
    void noRequestLeavesBeforeTheGateHasAnswered_data();
    void noRequestLeavesBeforeTheGateHasAnswered();
    void theRequestLeavesWhereNothingCanBeSaved();
    void whatIsSavedIsInTheTreeWhenTheGateIsAsked();
    void aNoteIsAcceptedWhenItIsSaved();
    void stoppingWhileSavingSendsNothingAndReturnsNothing();
    void aLateAnswerOfTheGateIsNotHeard();
    void theGateMayAnswerAtOnce();
    void theGateMayAnswerWhenTheSessionIsGone();
    void whoeverIsToldOfTheStateMayStop();
    void sendingWaitsUntilAllIsLoaded();
    void stoppingWhileLoadingTakesBackWhatWaits();
    void nothingIsDeletedWhileLoading();

private:
    void answerGate(const Status &status = {}) { m_gate.takeFirst()(status); }
    Draft draft(const QString &text) const { return {.text = text}; }

    QList<std::function<void(const Status &)>> m_gate; // who waits
    std::unique_ptr<ChatFixture> m_chat;
};

void tst_SaveGate::init()
{
    m_gate.clear();
    m_chat = std::make_unique<ChatFixture>();
    m_chat->server.on(ChatPath, Reply::chat({"b"}));
    m_chat->session->setSaveGate([this](const auto &done) { m_gate.append(done); });
}

void tst_SaveGate::noRequestLeavesBeforeTheGateHasAnswered_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<int>("accepted");
    QTest::newRow("send") << u"send"_s << 1;
    QTest::newRow("retry") << u"retry"_s << 0;
    QTest::newRow("edit") << u"edit"_s << 1;
    QTest::newRow("continue") << u"continue"_s << 0;
}

void tst_SaveGate::noRequestLeavesBeforeTheGateHasAnswered()
{
    QFETCH(QString, action);
    QFETCH(int, accepted);
    ChatSession &session = *m_chat->session;
    m_chat->conversation().append({.role = Role::User, .content = {TextPart{u"a"_s}}});
    m_chat->conversation().append({.role = Role::Assistant, .content = {TextPart{u"b"_s}}});

    if (action == "send"_L1)
        session.send(draft(u"c"_s), m_chat->options);
    else if (action == "retry"_L1)
        session.retry(m_chat->last().id, m_chat->options);
    else if (action == "edit"_L1)
        session.edit(m_chat->conversation().at(0).id, draft(u"A"_s), m_chat->options, true);
    else
        session.continueAnswer(m_chat->last().id, m_chat->options);

    QCOMPARE(session.state(), ChatSession::State::Saving);
    QVERIFY(session.isRunning());
    QCOMPARE(m_chat->last().state, MessageState::Pending);
    QTest::qWait(100); // nothing happens
    QCOMPARE(m_chat->server.connections(), 0);
    QCOMPARE(m_chat->accepted->count(), 0);
    QCOMPARE(m_gate.size(), 1);
    answerGate();
    QCOMPARE(m_chat->accepted->count(), accepted);
    QTRY_COMPARE(m_chat->finished->count(), 1);
    QCOMPARE(m_chat->server.posts(), 1);
}

void tst_SaveGate::theRequestLeavesWhereNothingCanBeSaved()
{
    m_chat->session->send(draft(u"a"_s), m_chat->options);

    answerGate(Error{.kind = ErrorKind::Disk});

    QCOMPARE(m_chat->accepted->count(), 1);
    QTRY_COMPARE(m_chat->finished->count(), 1);
    QCOMPARE(m_chat->shownText(), u"a|b"_s);
}

void tst_SaveGate::whatIsSavedIsInTheTreeWhenTheGateIsAsked()
{
    QString shown;
    m_chat->session->setSaveGate([&](const auto &) { shown = m_chat->shownText(); });

    m_chat->session->send(draft(u"a"_s), m_chat->options);

    QCOMPARE(shown, u"a|"_s);
}

void tst_SaveGate::aNoteIsAcceptedWhenItIsSaved()
{
    m_chat->session->note(draft(u"a"_s));
    QVERIFY(m_chat->session->isRunning());
    m_chat->session->stop(); // there is nothing that could be stopped
    QCOMPARE(m_chat->accepted->count(), 0);

    answerGate();

    QCOMPARE(m_chat->accepted->count(), 1);
    QVERIFY(!m_chat->session->isRunning());
    QCOMPARE(m_chat->shownText(), u"a"_s);
}

void tst_SaveGate::stoppingWhileSavingSendsNothingAndReturnsNothing()
{
    m_chat->session->send(draft(u"a"_s), m_chat->options);

    m_chat->session->stop();

    QVERIFY(!m_chat->session->isRunning());
    QCOMPARE(m_chat->conversation().count(), 0);
    QCOMPARE(m_chat->returned->count(), 0); // the composer still has it
    answerGate();
    QTest::qWait(50); // nothing happens
    QCOMPARE(m_chat->accepted->count(), 0);
    QCOMPARE(m_chat->server.connections(), 0);
}

void tst_SaveGate::aLateAnswerOfTheGateIsNotHeard()
{
    m_chat->session->send(draft(u"a"_s), m_chat->options);
    m_chat->session->stop();
    m_chat->session->send(draft(u"c"_s), m_chat->options);

    answerGate(); // of the first

    QCOMPARE(m_chat->session->state(), ChatSession::State::Saving);
    QCOMPARE(m_chat->accepted->count(), 0);
    answerGate();
    QTRY_COMPARE(m_chat->finished->count(), 1);
    QCOMPARE(m_chat->shownText(), u"c|b"_s);
}

void tst_SaveGate::theGateMayAnswerAtOnce()
{
    m_chat->session->setSaveGate([](const auto &done) { done({}); });

    QVERIFY(m_chat->ask(u"a"_s));

    QCOMPARE(m_chat->accepted->count(), 1);
    QCOMPARE(m_chat->shownText(), u"a|b"_s);
}

void tst_SaveGate::theGateMayAnswerWhenTheSessionIsGone()
{
    m_chat->session->send(draft(u"a"_s), m_chat->options);
    m_chat->session.reset();

    answerGate();

    QCOMPARE(m_chat->server.connections(), 0);
}

void tst_SaveGate::whoeverIsToldOfTheStateMayStop()
{
    for (const auto state : {ChatSession::State::Saving, ChatSession::State::Sending}) {
        const QMetaObject::Connection connection =
            connect(m_chat->session.get(), &ChatSession::stateChanged, this, [this, state] {
                if (m_chat->session->state() == state)
                    m_chat->session->stop();
            });
        m_chat->session->send(draft(u"a"_s), m_chat->options);
        while (!m_gate.isEmpty())
            answerGate();
        QVERIFY(!m_chat->session->isRunning());
        QCOMPARE(m_chat->conversation().count(), 0);
        disconnect(connection);
    }
    QTest::qWait(50); // nothing happens
    QCOMPARE(m_chat->server.connections(), 0);
}

void tst_SaveGate::sendingWaitsUntilAllIsLoaded()
{
    m_chat->session->setSaveGate({});
    Message question{.id = conversation::MessageId::create(),
                     .role = Role::User,
                     .content = {TextPart{u"a"_s}},
                     .createdAt = QDateTime::currentDateTimeUtc()};
    Message answer{.id = conversation::MessageId::create(),
                   .parent = question.id,
                   .role = Role::Assistant,
                   .content = {TextPart{u"old"_s}},
                   .createdAt = question.createdAt.addMSecs(1)};
    m_chat->conversation().beginLoading();
    m_chat->conversation().addLoaded({.branch = {answer}, .isLast = false});

    m_chat->session->send(draft(u"c"_s), m_chat->options);

    QCOMPARE(m_chat->session->state(), ChatSession::State::Saving);
    QCOMPARE(m_chat->conversation().count(), 1);
    QCOMPARE(m_chat->accepted->count(), 0);
    m_chat->conversation().addLoaded({.branch = {question}});
    QCOMPARE(m_chat->accepted->count(), 1);
    QTRY_COMPARE(m_chat->finished->count(), 1);
    QCOMPARE(m_chat->shownText(), u"a|old|c|b"_s);
    QCOMPARE(m_chat->sentTurns().size(), 3);
}

void tst_SaveGate::stoppingWhileLoadingTakesBackWhatWaits()
{
    m_chat->conversation().beginLoading();
    m_chat->session->send(draft(u"a"_s), m_chat->options);

    m_chat->session->stop();

    QVERIFY(!m_chat->session->isRunning());
    m_chat->conversation().addLoaded({});
    QCOMPARE(m_chat->conversation().count(), 0);
    QCOMPARE(m_chat->accepted->count(), 0);
    QCOMPARE(m_chat->returned->count(), 0);
}

void tst_SaveGate::nothingIsDeletedWhileLoading()
{
    const auto id = conversation::MessageId::create();
    m_chat->conversation().beginLoading();
    m_chat->conversation().addLoaded(
        {.branch = {{.id = id, .parent = conversation::MessageId::create()}}, .isLast = false});

    QVERIFY(m_chat->session->remove(id, conversation::Removal::Message).isEmpty());
    QCOMPARE(m_chat->conversation().count(), 1);
}

QTEST_GUILESS_MAIN(tst_SaveGate)
#include "tst_savegate.moc"
