// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/chatfixture.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using attachments::Draft;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::ReasoningPart;
using conversation::Removal;
using conversation::Role;
using conversation::TextPart;
using session::ChatSession;

class tst_ChatEditing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatFixture>(); }
    void cleanup() { m_chat.reset(); }
    void aWithdrawnQuestionIsDeletedSoftly();
    void savingAnEditKeepsWhatStandsBelow();
    void savingAndResendingAsksInAnotherVersion();
    void stoppingAnEditBeforeTheFirstTokenShowsTheOldVersionAgain();
    void anEditedAnswerIsMarkedAndTheOriginalStays();
    void continuingAsksForTheRestInWords();
    void stoppingAContinuationBeforeTheFirstTokenLeavesNoTrace();
    void aFailedAnswerWithSomethingBelowGetsASibling();
    void excludedMessagesAreNotSent();
    void deletionsLeaveTurnsThatServersTake_data();
    void deletionsLeaveTurnsThatServersTake();
    void interruptedAnswersAreSentAsTheyStand();
    void theOldestTurnsAreLeftOutToFitAndCounted();
    void theAnswerGoesOnWhereAnotherVersionIsShown();

private:
    MessageId idAt(qsizetype row) { return m_chat->conversation().at(row).id; }
    Draft draft(const QString &text) const { return {.text = text}; }

    std::unique_ptr<ChatFixture> m_chat;
};

void tst_ChatEditing::aWithdrawnQuestionIsDeletedSoftly()
{
    m_chat->server.on(ChatPath, Reply::nothing());
    m_chat->session->send(draft(u"a"_s), m_chat->options);
    const MessageId question = idAt(0);
    QTRY_COMPARE(m_chat->session->state(), ChatSession::State::Waiting);

    m_chat->session->stop();

    QCOMPARE(m_chat->conversation().count(), 0);
    QVERIFY(m_chat->conversation().find(question)->deletedAt.isValid());
    QCOMPARE(m_chat->returned->count(), 1);
    m_chat->conversation().restore({question});
    QCOMPARE(m_chat->shownText(), u"a"_s);
}

void tst_ChatEditing::savingAnEditKeepsWhatStandsBelow()
{
    m_chat->server.on(ChatPath, Reply::chat({"b"}));
    QVERIFY(m_chat->ask(u"a"_s));
    const MessageId original = idAt(0);

    m_chat->session->edit(original, draft(u"A"_s), m_chat->options, false);

    QCOMPARE(m_chat->shownText(), u"A|b"_s);
    QVERIFY(m_chat->conversation().at(0).isEdited);
    QCOMPARE(m_chat->conversation().siblings(idAt(0)).size(), 2);
    QCOMPARE(textOf(m_chat->conversation().find(original)->content), u"a"_s);
    QCOMPARE(m_chat->accepted->count(), 2);
    QVERIFY(!m_chat->session->isRunning());
    QCOMPARE(m_chat->server.posts(), 1);
}

void tst_ChatEditing::savingAndResendingAsksInAnotherVersion()
{
    m_chat->server.on(ChatPath, {Reply::chat({"b"}), Reply::chat({"B"})});
    QVERIFY(m_chat->ask(u"a"_s));
    const MessageId original = idAt(0);

    m_chat->session->edit(original, draft(u"A"_s), m_chat->options, true);
    QTRY_COMPARE(m_chat->finished->count(), 2);

    QCOMPARE(m_chat->shownText(), u"A|B"_s);
    QCOMPARE(m_chat->sentTurns(), QStringList(u"user: A"_s));
    m_chat->conversation().switchTo(original);
    QCOMPARE(m_chat->shownText(), u"a|b"_s);
}

void tst_ChatEditing::stoppingAnEditBeforeTheFirstTokenShowsTheOldVersionAgain()
{
    m_chat->server.on(ChatPath, {Reply::chat({"b"}), Reply::nothing()});
    QVERIFY(m_chat->ask(u"a"_s));

    m_chat->session->edit(idAt(0), draft(u"A"_s), m_chat->options, true);
    QTRY_COMPARE(m_chat->session->state(), ChatSession::State::Waiting);
    m_chat->session->stop();

    QCOMPARE(m_chat->shownText(), u"a|b"_s);
    QCOMPARE(m_chat->conversation().siblings(idAt(0)).size(), 1);
    QCOMPARE(m_chat->returned->count(), 1);
    QCOMPARE(m_chat->returned->at(0).at(0).value<Draft>().text, u"A"_s);
}

void tst_ChatEditing::anEditedAnswerIsMarkedAndTheOriginalStays()
{
    m_chat->conversation().append({.role = Role::User, .content = {TextPart{u"a"_s}}});
    const MessageId original = m_chat->conversation().append(
        {.role = Role::Assistant,
         .content = {ReasoningPart{.text = u"hm"_s}, TextPart{u"b"_s}},
         .model = u"m"_s,
         .usage = conversation::Usage{.promptTokens = 1}});
    m_chat->conversation().append({.role = Role::User, .content = {TextPart{u"c"_s}}});

    m_chat->session->editAnswer(original, u"B"_s);

    QCOMPARE(m_chat->shownText(), u"a|B|c"_s);
    const Message &edited = m_chat->conversation().at(1);
    QVERIFY(edited.isEdited);
    QCOMPARE(edited.model, u"m"_s);
    QCOMPARE(reasoningOf(edited.content), u"hm"_s);
    QVERIFY(!edited.usage);
    QCOMPARE(textOf(m_chat->conversation().find(original)->content), u"b"_s);
    QVERIFY(!m_chat->conversation().find(original)->isEdited);
}

void tst_ChatEditing::continuingAsksForTheRestInWords()
{
    m_chat->server.on(ChatPath, {unfinishedAnswer("half"), Reply::chat({" whole"})});
    m_chat->session->send(draft(u"a"_s), m_chat->options);
    QTRY_COMPARE(m_chat->session->state(), ChatSession::State::Streaming);
    m_chat->session->stop();

    m_chat->session->continueAnswer(m_chat->last().id, m_chat->options);
    QTRY_COMPARE(m_chat->finished->count(), 2);

    QCOMPARE(m_chat->shownText(), u"a|half|Continue exactly where you stopped.| whole"_s);
    QCOMPARE(m_chat->sentTurns(),
             QStringList({u"user: a"_s, u"assistant: half"_s,
                          u"user: Continue exactly where you stopped."_s}));
}

void tst_ChatEditing::stoppingAContinuationBeforeTheFirstTokenLeavesNoTrace()
{
    m_chat->server.on(ChatPath, {Reply::chat({"b"}), Reply::nothing()});
    QVERIFY(m_chat->ask(u"a"_s));

    m_chat->session->continueAnswer(m_chat->last().id, m_chat->options);
    QTRY_COMPARE(m_chat->session->state(), ChatSession::State::Waiting);
    m_chat->session->stop();

    QCOMPARE(m_chat->shownText(), u"a|b"_s);
    QCOMPARE(m_chat->returned->count(), 0);
}

void tst_ChatEditing::aFailedAnswerWithSomethingBelowGetsASibling()
{
    m_chat->server.on(
        ChatPath, {Reply::json(R"({"detail":"no"})", 401), Reply::chat({"d"}), Reply::chat({"b"})});
    QVERIFY(m_chat->ask(u"a"_s));
    QVERIFY(m_chat->ask(u"c"_s));
    const MessageId failed = idAt(1);

    m_chat->session->retry(failed, m_chat->options);
    QTRY_COMPARE(m_chat->finished->count(), 3);

    QCOMPARE(m_chat->shownText(), u"a|b"_s);
    m_chat->conversation().switchTo(failed);
    QCOMPARE(m_chat->shownText(), u"a||c|d"_s);
}

void tst_ChatEditing::excludedMessagesAreNotSent()
{
    m_chat->server.on(ChatPath, Reply::chat({"b"}));
    QVERIFY(m_chat->ask(u"a"_s));
    QVERIFY(m_chat->ask(u"c"_s));
    m_chat->session->setExcluded(idAt(0), true);
    m_chat->session->setExcluded(idAt(1), true);

    QVERIFY(m_chat->ask(u"e"_s));

    QCOMPARE(m_chat->sentTurns(), QStringList({u"user: c"_s, u"assistant: b"_s, u"user: e"_s}));
    m_chat->session->setExcluded(idAt(0), false);
    m_chat->session->setExcluded(idAt(1), false);
    QVERIFY(m_chat->ask(u"g"_s));
    QCOMPARE(m_chat->sentTurns().size(), 7);
}

void tst_ChatEditing::deletionsLeaveTurnsThatServersTake_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QStringList>("sent");
    QTest::newRow("the first question")
        << 0
        << QStringList({u"user: (an earlier message was left out)"_s, u"assistant: x"_s,
                        u"user: c"_s, u"assistant: x"_s, u"user: e"_s});
    QTest::newRow("an answer") << 1
                               << QStringList({u"user: a\n\nc"_s, u"assistant: x"_s, u"user: e"_s});
    QTest::newRow("a question") << 2
                                << QStringList(
                                       {u"user: a"_s, u"assistant: x\n\nx"_s, u"user: e"_s});
}

void tst_ChatEditing::deletionsLeaveTurnsThatServersTake()
{
    QFETCH(int, row);
    QFETCH(QStringList, sent);
    m_chat->server.on(ChatPath, Reply::chat({"x"}));
    QVERIFY(m_chat->ask(u"a"_s));
    QVERIFY(m_chat->ask(u"c"_s));

    QCOMPARE(m_chat->session->remove(idAt(row), Removal::Message).size(), 1);
    QVERIFY(m_chat->ask(u"e"_s));

    QCOMPARE(m_chat->sentTurns(), sent);
}

void tst_ChatEditing::interruptedAnswersAreSentAsTheyStand()
{
    m_chat->server.on(ChatPath, Reply::chat({"x"}));
    m_chat->conversation().append({.role = Role::User, .content = {TextPart{u"a"_s}}});
    m_chat->conversation().append({.role = Role::Assistant,
                                   .content = {TextPart{u"half"_s}},
                                   .state = MessageState::Interrupted});
    m_chat->conversation().append({.role = Role::User, .content = {TextPart{u"lost"_s}}});
    m_chat->conversation().append({.role = Role::Assistant, .state = MessageState::Interrupted});

    QVERIFY(m_chat->ask(u"c"_s));

    QCOMPARE(m_chat->sentTurns(), QStringList({u"user: a"_s, u"assistant: half"_s, u"user: c"_s}));
}

void tst_ChatEditing::theOldestTurnsAreLeftOutToFitAndCounted()
{
    m_chat->server.on(ChatPath, Reply::chat({"x"}));
    const QString old(400, u'o'); // about a hundred tokens
    QVERIFY(m_chat->ask(old));
    QCOMPARE(m_chat->last().omittedMessages, 0);
    m_chat->options.fitInto = 120;

    QVERIFY(m_chat->ask(QString(100, u'n')));

    QCOMPARE(m_chat->sentTurns(), QStringList(u"user: "_s + QString(100, u'n')));
    QCOMPARE(m_chat->last().omittedMessages, 2);
    QCOMPARE(m_chat->conversation().count(), 4);
    m_chat->session->setPinned(idAt(0), true);
    QVERIFY(m_chat->ask(u"p"_s));
    QCOMPARE(m_chat->sentTurns().constFirst(), u"user: "_s + old);
    QCOMPARE(m_chat->last().omittedMessages, 2);
}

void tst_ChatEditing::theAnswerGoesOnWhereAnotherVersionIsShown()
{
    m_chat->server.on(ChatPath, {Reply::chat({"b"}), unfinishedAnswer("B")});
    QVERIFY(m_chat->ask(u"a"_s));
    const MessageId first = m_chat->last().id;
    m_chat->session->retry(first, m_chat->options);
    const MessageId second = m_chat->last().id;
    m_chat->conversation().switchTo(first);
    QTRY_COMPARE(m_chat->session->state(), ChatSession::State::Streaming);

    m_chat->session->stop();

    QCOMPARE(m_chat->last().id, first);
    QCOMPARE(textOf(m_chat->conversation().find(second)->content), u"B"_s);
    QCOMPARE(m_chat->sentTurns(), QStringList(u"user: a"_s));
}

QTEST_GUILESS_MAIN(tst_ChatEditing)
#include "tst_chatediting.moc"
