// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatrecorder.h"

#include <QElapsedTimer>
#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using conversation::Conversation;
using conversation::ConversationId;
using conversation::Message;
using conversation::MessageDelta;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;
using session::ChatRecorder;

namespace {

Message question(const QString &text)
{
    return {.role = Role::User, .content = {conversation::TextPart{.text = text}}};
}

Message answer()
{
    return {.role = Role::Assistant, .state = MessageState::Streaming};
}

template <typename Kind> QList<Kind> allOf(const QList<store::Change> &changes)
{
    QList<Kind> found;
    for (const store::Change &change : changes) {
        if (const auto *one = std::get_if<Kind>(&change))
            found.append(*one);
    }
    return found;
}

QList<MessageId> idsOf(const QList<Message> &messages)
{
    QList<MessageId> ids;
    for (const Message &message : messages)
        ids.append(message.id);
    return ids;
}

} // namespace

class tst_ChatRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneTurnIsOneTransaction();
    void whatStandsBelowAChangeIsNotWrittenAgain();
    void theRecordGoesBeforeTheMessages();
    void theFirstPieceIsWrittenAtOnceAndTheOthersTogether();
    void whatAWholeMessageHoldsIsNoPiece();
    void imagesAreNotPartOfPieces();
    void theGateWritesAtOnceAndOpensWhenThatIsDone();
    void theGateOpensWithTheErrorWhereSavingFails();
    void withNothingToSaveTheGateIsOpen();
    void parentsGoBeforeChildrenThatGotThemLater();
    void theBranchWaitsUntilAllIsLoaded();
    void anUnreadableChatKeepsNewMessagesButNoBranch();
    void whatWaitsIsHandedOverAtTheEnd();
    void aDiscardedRecorderWritesNothing();

private:
    struct Write
    {
        QList<store::Change> changes = {};
        store::ChatStore::Callback<void> done = {};
    };

    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<ChatRecorder> m_recorder;
    QList<Write> m_writes;
    ConversationId m_chat;
};

void tst_ChatRecorder::init()
{
    m_recorder.reset();
    m_writes.clear();
    m_chat = ConversationId::create();
    m_conversation = std::make_unique<Conversation>();
    m_recorder =
        std::make_unique<ChatRecorder>(*m_conversation, m_chat,
                                       [this](const QList<store::Change> &changes, QObject *,
                                              const store::ChatStore::Callback<void> &done) {
                                           m_writes.append({.changes = changes, .done = done});
                                       });
}

void tst_ChatRecorder::oneTurnIsOneTransaction()
{
    const MessageId first = m_conversation->append(question(u"a"_s));
    const MessageId second = m_conversation->append(answer());
    m_conversation->update(first, [](Message &message) { message.isPinned = true; });
    QCOMPARE(m_writes.size(), 0);

    QTRY_COMPARE(m_writes.size(), 1);
    const auto saved = allOf<store::SaveMessages>(m_writes.first().changes);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first().chat, m_chat);
    QCOMPARE(idsOf(saved.first().messages), (QList<MessageId>{first, second}));
    QVERIFY(saved.first().messages.first().isPinned);
    const auto branches = allOf<store::SetBranch>(m_writes.first().changes);
    QCOMPARE(branches.size(), 1);
    QCOMPARE(branches.first().firstRow, 0);
    QCOMPARE(branches.first().messages, (QList<MessageId>{first, second}));
}

void tst_ChatRecorder::whatStandsBelowAChangeIsNotWrittenAgain()
{
    QList<MessageId> ids;
    for (int row = 0; row < 6; ++row)
        ids.append(m_conversation->append(question(QString::number(row))));
    QTRY_COMPARE(m_writes.size(), 1);

    m_conversation->remove(ids.at(3), conversation::Removal::Message);
    m_conversation->remove(ids.at(1), conversation::Removal::Message);

    QTRY_COMPARE(m_writes.size(), 2);
    const auto branches = allOf<store::SetBranch>(m_writes.last().changes);
    QCOMPARE(branches.size(), 1);
    QCOMPARE(branches.first().firstRow, 1);
    QCOMPARE(branches.first().messages, QList<MessageId>{ids.at(2)});
    QCOMPARE(branches.first().kept, 2);
}

void tst_ChatRecorder::theRecordGoesBeforeTheMessages()
{
    m_conversation->append(question(u"a"_s));
    m_recorder->saveRecord({.id = m_chat, .title = u"t"_s});

    QTRY_COMPARE(m_writes.size(), 1);
    QVERIFY(std::holds_alternative<store::SaveChat>(m_writes.first().changes.first()));
}

void tst_ChatRecorder::theFirstPieceIsWrittenAtOnceAndTheOthersTogether()
{
    const MessageId id = m_conversation->append(answer());
    QTRY_COMPARE(m_writes.size(), 1);
    QElapsedTimer clock;
    clock.start();

    m_conversation->append(id, {.text = u"one"_s});

    QTRY_COMPARE(m_writes.size(), 2);
    QVERIFY(clock.elapsed() < 500);
    for (const QString &word : {u" two"_s, u" three"_s})
        m_conversation->append(id, {.text = word});
    QTest::qWait(200); // nothing is written for every piece
    QCOMPARE(m_writes.size(), 2);

    QTRY_COMPARE(m_writes.size(), 3);
    QVERIFY(clock.elapsed() < 1000);
    QCOMPARE(allOf<store::AppendPiece>(m_writes.at(1).changes).first().delta.text, u"one"_s);
    const auto pieces = allOf<store::AppendPiece>(m_writes.at(2).changes);
    QCOMPARE(pieces.size(), 1);
    QCOMPARE(pieces.first().message, id);
    QCOMPARE(pieces.first().delta.text, u" two three"_s);
    QVERIFY(allOf<store::SaveMessages>(m_writes.at(2).changes).isEmpty());
}

void tst_ChatRecorder::whatAWholeMessageHoldsIsNoPiece()
{
    const MessageId id = m_conversation->append(answer());
    m_conversation->append(id, {.text = u"one"_s});
    QTRY_COMPARE(m_writes.size(), 1);
    QVERIFY(allOf<store::AppendPiece>(m_writes.first().changes).isEmpty());

    m_conversation->append(id, {.text = u" two"_s});
    m_conversation->update(id, [](Message &message) { message.state = MessageState::Complete; });

    QTRY_COMPARE(m_writes.size(), 2);
    QVERIFY(allOf<store::AppendPiece>(m_writes.last().changes).isEmpty());
    const Message saved =
        allOf<store::SaveMessages>(m_writes.last().changes).first().messages.first();
    QCOMPARE(textOf(saved.content), u"one two"_s);
    QCOMPARE(saved.state, MessageState::Complete);
    QTest::qWait(1000); // the piece is not written again
    QCOMPARE(m_writes.size(), 2);
}

void tst_ChatRecorder::imagesAreNotPartOfPieces()
{
    const MessageId id = m_conversation->append(answer());
    QTRY_COMPARE(m_writes.size(), 1);

    m_conversation->append(id, {.text = u"see"_s, .images = {u"data:image/png;base64,AA=="_s}});

    QTRY_COMPARE(m_writes.size(), 2);
    const MessageDelta piece = allOf<store::AppendPiece>(m_writes.last().changes).first().delta;
    QCOMPARE(piece, MessageDelta{.text = u"see"_s});
}

void tst_ChatRecorder::theGateWritesAtOnceAndOpensWhenThatIsDone()
{
    m_conversation->append(question(u"a"_s));
    int opened = 0;

    m_recorder->whenSaved([&](const base::Status &status) { opened += status ? 1 : 100; });

    QCOMPARE(m_writes.size(), 1);
    QCOMPARE(opened, 0);
    m_writes.first().done({});
    QCOMPARE(opened, 1);
    QTest::qWait(10);
    QCOMPARE(m_writes.size(), 1);
}

void tst_ChatRecorder::theGateOpensWithTheErrorWhereSavingFails()
{
    m_conversation->append(question(u"a"_s));
    base::Status result;
    m_recorder->whenSaved([&](const base::Status &status) { result = status; });

    m_writes.first().done(base::Error{.kind = base::ErrorKind::Disk, .code = u"SQLITE_FULL"_s});

    QVERIFY(!result);
    QCOMPARE(result.error().code, u"SQLITE_FULL"_s);
}

void tst_ChatRecorder::withNothingToSaveTheGateIsOpen()
{
    bool isOpen = false;
    m_recorder->whenSaved([&](const base::Status &status) { isOpen = status.has_value(); });
    QVERIFY(isOpen);
    QVERIFY(m_writes.isEmpty());
}

void tst_ChatRecorder::parentsGoBeforeChildrenThatGotThemLater()
{
    const MessageId first = m_conversation->append(question(u"a"_s));
    const MessageId second = m_conversation->append(answer());
    QTRY_COMPARE(m_writes.size(), 1);

    m_conversation->update(second, [](Message &message) { message.isPinned = true; });
    const MessageId edited = m_conversation->replace(first, question(u"b"_s));

    QTRY_COMPARE(m_writes.size(), 2);
    const auto saved = allOf<store::SaveMessages>(m_writes.last().changes).first().messages;
    QCOMPARE(idsOf(saved), (QList<MessageId>{edited, second}));
    QCOMPARE(saved.last().parent, edited);
}

void tst_ChatRecorder::theBranchWaitsUntilAllIsLoaded()
{
    Message older = question(u"old"_s);
    older.id = MessageId::create();
    Message newer = answer();
    newer.id = MessageId::create();
    newer.parent = older.id;
    m_conversation->beginLoading();
    m_conversation->addLoaded({.branch = {newer}, .isLast = false});

    const MessageId added = m_conversation->append(question(u"new"_s));
    int opened = 0;
    m_recorder->whenSaved([&](const base::Status &) { ++opened; });

    QCOMPARE(m_writes.size(), 1);
    QVERIFY(allOf<store::SetBranch>(m_writes.first().changes).isEmpty());
    m_writes.first().done({});
    QCOMPARE(opened, 0);

    m_conversation->addLoaded({.branch = {older}});

    QTRY_COMPARE(m_writes.size(), 2);
    const auto branch = allOf<store::SetBranch>(m_writes.last().changes).first();
    QCOMPARE(branch.firstRow, 2);
    QCOMPARE(branch.messages, QList<MessageId>{added});
    m_writes.last().done({});
    QCOMPARE(opened, 1);
}

void tst_ChatRecorder::anUnreadableChatKeepsNewMessagesButNoBranch()
{
    m_conversation->beginLoading();
    m_conversation->append(question(u"new"_s));
    base::Status result;
    m_recorder->whenSaved([&](const base::Status &status) { result = status; });

    m_recorder->setUnreadable({.kind = base::ErrorKind::Disk});

    QVERIFY(!result);
    QCOMPARE(m_writes.size(), 1);
    QCOMPARE(allOf<store::SaveMessages>(m_writes.first().changes).size(), 1);
    m_conversation->append(question(u"newer"_s));
    QTRY_COMPARE(m_writes.size(), 2);
    QVERIFY(allOf<store::SetBranch>(m_writes.last().changes).isEmpty());
}

void tst_ChatRecorder::whatWaitsIsHandedOverAtTheEnd()
{
    const MessageId id = m_conversation->append(answer());
    QTRY_COMPARE(m_writes.size(), 1);
    m_conversation->append(id, {.text = u"one"_s});
    QTRY_COMPARE(m_writes.size(), 2);
    m_conversation->append(id, {.text = u" two"_s});

    m_recorder.reset();

    QCOMPARE(m_writes.size(), 3);
    QCOMPARE(allOf<store::AppendPiece>(m_writes.last().changes).first().delta.text, u" two"_s);
}

void tst_ChatRecorder::aDiscardedRecorderWritesNothing()
{
    m_conversation->append(question(u"a"_s));

    m_recorder->discard();
    m_conversation->append(question(u"b"_s));
    m_recorder->saveRecord({.id = m_chat});
    m_recorder.reset();

    QVERIFY(m_writes.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ChatRecorder)
#include "tst_chatrecorder.moc"
