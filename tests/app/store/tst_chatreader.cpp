// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"
#include "app/store/chatreader.h"
#include "app/store/messagereader.h"
#include "app/store/messagerow.h"
#include "tests/app/store/freshdatabase.h"
#include "tests/app/store/samplemessages.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using polylogue::app::base::ErrorKind;

namespace {

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'795'000'000 + seconds, Qt::UTC);
}

Message message(const MessageId &parent, const QString &text, qint64 second)
{
    return {.id = MessageId::create(),
            .parent = parent,
            .content = {TextPart{text}},
            .createdAt = at(second)};
}

//! \brief A tree and its shown branch, made as an application makes them.
struct Tree
{
    ChatRecord record = {.id = ConversationId::create(), .title = u"Tree"_s, .createdAt = at(0)};
    QList<Message> messages = {};
    QList<MessageId> branch = {};

    //! A branch of \a length messages; every \a forkEvery-th has another version with two answers
    //! below it.
    static Tree make(int length, int forkEvery)
    {
        Tree tree;
        MessageId parent;
        qint64 second = 0;
        for (int row = 0; row < length; ++row) {
            if (row % forkEvery == forkEvery - 1) {
                const Message version = message(parent, u"version %1"_s.arg(row), ++second);
                const Message first = message(version.id, u"first below %1"_s.arg(row), ++second);
                const Message next = message(version.id, u"second below %1"_s.arg(row), ++second);
                tree.messages += {version, first, next};
            }
            tree.messages.append(message(parent, u"row %1"_s.arg(row), ++second));
            parent = tree.messages.constLast().id;
            tree.branch.append(parent);
        }
        return tree;
    }

    QList<Change> changes() const
    {
        return {SaveChat{record}, SaveMessages{record.id, messages},
                SetBranch{record.id, 0, branch}};
    }

    Message with(const MessageId &id) const
    {
        for (const Message &candidate : messages) {
            if (candidate.id == id)
                return candidate;
        }
        return {};
    }
};

QList<LoadedMessages> slices(FreshDatabase &database, const ConversationId &chat)
{
    MessageReader reader(*database, chat);
    QList<LoadedMessages> all;
    while (all.isEmpty() || !all.constLast().isLast) {
        const auto slice = reader.next();
        if (!slice) {
            qWarning() << slice.error();
            return {};
        }
        all.append(*slice);
    }
    return all;
}

bool isBefore(const Message &a, const Message &b)
{
    return a.id < b.id;
}

QList<Message> sorted(QList<Message> messages)
{
    std::sort(messages.begin(), messages.end(), isBefore);
    return messages;
}

//! Overwrites the page of the file on which \a text lies with zeros. \return whether there is one.
bool zeroPageOf(FreshDatabase &database, const QByteArray &text)
{
    if (!(*database).run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s))
        return false;
    const qint64 pageSize = database.value(u"PRAGMA page_size"_s).toLongLong();
    QFile file(database.path());
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const qint64 found = file.readAll().indexOf(text);
    return found >= 0 && file.seek(found / pageSize * pageSize)
        && file.write(QByteArray(pageSize, '\0')) == pageSize;
}

} // namespace

class tst_ChatReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextComesBack();
    void aChatThatIsNotStoredIsEmpty();
    void aSmallChatComesAtOnce();
    void theEndOfTheBranchComesFirst();
    void slicesMakeUpTheConversation_data();
    void slicesMakeUpTheConversation();
    void aWholeChatHasParentsBeforeChildren();
    void circlesComeToAnEnd();
    void unfinishedAnswersComeAsInterrupted_data();
    void unfinishedAnswersComeAsInterrupted();
    void aChangedByteIsNoticed_data();
    void aChangedByteIsNoticed();
    void unreadableJsonComesInItsPlace();
    void aDamagedPageCostsItsRowsOnly();
    void unreadableChatsAreNamed();
    void aDamagedPageOfChatsCostsItsChatsOnly();
};

void tst_ChatReader::everyTextComesBack()
{
    FreshDatabase database;
    QRandomGenerator random(7);
    Tree tree;
    for (int number = 0; number < 200; ++number) {
        Message said = sampleMessage(random);
        said.parent = tree.messages.isEmpty() ? MessageId() : tree.messages.constLast().id;
        if (isRunning(said))
            said.state = MessageState::Complete;
        said.model.clear();
        tree.messages.append(said);
        tree.branch.append(said.id);
    }
    // A model's name is a column of its own, whose text is not any.
    tree.messages.first().model = u"a"_s + QChar(0xd83d) + QChar(0xffff) + QChar(0xfffe) + u"b"_s;
    QVERIFY(database.apply(tree.changes()));

    const auto whole = loadWhole(*database, tree.record.id);

    QVERIFY(whole);
    tree.messages.first().model = u"a?\ufffd\ufffdb"_s;
    for (qsizetype row = 0; row < tree.messages.size(); ++row)
        QCOMPARE(whole->messages.at(row), tree.messages.at(row));
}

void tst_ChatReader::aChatThatIsNotStoredIsEmpty()
{
    FreshDatabase database;
    const QList<LoadedMessages> all = slices(database, ConversationId::create());
    QCOMPARE(all.size(), 1);
    QVERIFY(all.constFirst().branch.isEmpty() && all.constFirst().others.isEmpty());
    QCOMPARE(loadWhole(*database, ConversationId::create()).value_or({}), WholeChat{});
    QCOMPARE(listLibrary(*database).value_or({{fullChat()}}), Library{});
}

void tst_ChatReader::aSmallChatComesAtOnce()
{
    FreshDatabase database;
    const Tree tree = Tree::make(250, 5); // 400 messages
    QVERIFY(database.apply(tree.changes()));

    const QList<LoadedMessages> all = slices(database, tree.record.id);

    QCOMPARE(all.size(), 1);
    QCOMPARE(all.constFirst().branch.size(), 250);
    QCOMPARE(all.constFirst().others.size(), 150);
}

void tst_ChatReader::theEndOfTheBranchComesFirst()
{
    FreshDatabase database;
    const Tree tree = Tree::make(1000, 10);
    QVERIFY(database.apply(tree.changes()));

    const QList<LoadedMessages> all = slices(database, tree.record.id);

    QCOMPARE(all.constFirst().branch.size(), 200);
    QCOMPARE(all.constFirst().branch.constFirst(), tree.with(tree.branch.at(800)));
    QCOMPARE(all.constFirst().branch.constLast(), tree.with(tree.branch.constLast()));
    QVERIFY(all.constFirst().others.isEmpty());
    QCOMPARE(all.at(1).branch.size(), 500);
    QCOMPARE(all.at(1).branch.constLast(), tree.with(tree.branch.at(799)));
    for (const LoadedMessages &slice : all)
        QVERIFY(slice.branch.size() + slice.others.size() <= 500);
}

void tst_ChatReader::slicesMakeUpTheConversation_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("forkEvery");
    QTest::newRow("one message") << 1 << 5;
    QTest::newRow("401 in a row") << 401 << 1000;
    QTest::newRow("a slice and a half") << 1200 << 7;
    QTest::newRow("50,000 with forks") << 41'700 << 15;
}

void tst_ChatReader::slicesMakeUpTheConversation()
{
    QFETCH(const int, length);
    QFETCH(const int, forkEvery);
    FreshDatabase database;
    const Tree tree = Tree::make(length, forkEvery);
    QVERIFY(database.apply(tree.changes()));

    Conversation conversation;
    conversation.beginLoading();
    const QList<LoadedMessages> all = slices(database, tree.record.id);
    for (const LoadedMessages &slice : all)
        conversation.addLoaded(slice);

    QVERIFY(conversation.isWhole());
    QCOMPARE(conversation.count(), tree.branch.size());
    for (qsizetype row = 0; row < tree.branch.size(); ++row)
        QCOMPARE(conversation.at(row).id, tree.branch.at(row));
    QCOMPARE(sorted(conversation.messages()), sorted(tree.messages));
    if (length >= forkEvery) {
        const MessageId forked = tree.branch.at(forkEvery - 1);
        QCOMPARE(conversation.siblings(forked).size(), 2);
    }
}

void tst_ChatReader::aWholeChatHasParentsBeforeChildren()
{
    FreshDatabase database;
    Tree tree = Tree::make(900, 9);
    QVERIFY(database.apply(tree.changes()));
    // A message that was put in later between others has a higher key than what hangs below it.
    const Message between = message(tree.branch.at(10), u"between"_s, 5000);
    Message below = tree.with(tree.branch.at(11));
    below.parent = between.id;
    QVERIFY(database.apply({SaveMessages{tree.record.id, {between, below}}}));

    const WholeChat whole = loadWhole(*database, tree.record.id).value_or({});

    QCOMPARE(whole.record, tree.record);
    QCOMPARE(whole.leaf, tree.branch.constLast());
    QCOMPARE(whole.messages.size(), tree.messages.size() + 1);
    QSet<MessageId> seen{MessageId{}};
    for (const Message &next : whole.messages) {
        QVERIFY(seen.contains(next.parent));
        QVERIFY(!next.error);
        seen.insert(next.id);
    }
}

void tst_ChatReader::circlesComeToAnEnd()
{
    FreshDatabase database;
    const Tree tree = Tree::make(6, 100);
    QVERIFY(database.apply(tree.changes()));
    QVERIFY((*database).run(u"UPDATE messages SET parent = 5 WHERE key = 3"_s));

    const WholeChat whole = loadWhole(*database, tree.record.id).value_or({});

    QCOMPARE(whole.messages.size(), 6);
    QVERIFY(!isDamaged(whole.messages.at(1)));
    QVERIFY(isDamaged(whole.messages.at(3)));
}

void tst_ChatReader::unfinishedAnswersComeAsInterrupted_data()
{
    QTest::addColumn<MessageState>("state");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing came") << MessageState::Pending << u""_s << QStringList{} << u""_s;
    QTest::newRow("pieces only") << MessageState::Pending << u""_s << QStringList{u"a "_s, u"b"_s}
                                 << u"a b"_s;
    QTest::newRow("pieces after what was saved") << MessageState::Streaming << u"Saved, "_s
                                                 << QStringList{u"then a"_s} << u"Saved, then a"_s;
}

void tst_ChatReader::unfinishedAnswersComeAsInterrupted()
{
    QFETCH(const MessageState, state);
    QFETCH(const QString, stored);
    QFETCH(const QStringList, pieces);
    QFETCH(const QString, text);
    FreshDatabase database;
    Tree tree = Tree::make(2, 100);
    Message &answer = tree.messages.last();
    answer.role = Role::Assistant;
    answer.state = state;
    answer.content.clear();
    if (!stored.isEmpty())
        answer.content = {TextPart{stored}};
    QVERIFY(database.apply(tree.changes()));
    for (const QString &piece : pieces)
        QVERIFY(database.apply({AppendPiece{answer.id, {.text = piece, .responseId = u"r"_s}}}));

    const Message read = slices(database, tree.record.id).constFirst().branch.constLast();

    QCOMPARE(read.state, MessageState::Interrupted);
    QCOMPARE(textOf(read.content), text);
    QCOMPARE(read.responseId, pieces.isEmpty() ? QString() : u"r"_s);
    QVERIFY(!read.error);
}

void tst_ChatReader::aChangedByteIsNoticed_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("content") << u"content = replace(content, 'row 1', 'row 7')"_s;
    QTest::newRow("details") << u"details = '{\"is_edited\":true}'"_s;
    QTest::newRow("role") << u"role = 3"_s;
    QTest::newRow("state") << u"state = 3"_s;
    QTest::newRow("unknown state") << u"state = 77"_s;
    QTest::newRow("created") << u"created_at = created_at + 1"_s;
    QTest::newRow("deleted") << u"deleted_at = 5"_s;
    QTest::newRow("model") << u"model = 'x'"_s;
    QTest::newRow("parent") << u"parent = 3"_s;
    QTest::newRow("no parent") << u"parent = NULL"_s;
    QTest::newRow("id") << u"id = randomblob(16)"_s;
    QTest::newRow("hash") << u"hash = zeroblob(32)"_s;
    QTest::newRow("no hash") << u"hash = NULL"_s;
}

void tst_ChatReader::aChangedByteIsNoticed()
{
    QFETCH(const QString, change);
    FreshDatabase database;
    const Tree tree = Tree::make(3, 100);
    QVERIFY(database.apply(tree.changes()));
    QVERIFY((*database).run(u"UPDATE messages SET %1 WHERE key = 2"_s.arg(change)));

    const QList<Message> branch = slices(database, tree.record.id).constFirst().branch;

    QCOMPARE(branch.size(), 3);
    QCOMPARE(branch.at(1).state, MessageState::Failed);
    QVERIFY(branch.at(1).error);
    QCOMPARE(branch.at(1).error->kind, ErrorKind::File);
    QCOMPARE(branch.at(1).error->type, u"damaged"_s);
    QVERIFY(textOf(branch.at(1).content).startsWith(u"row"_s)); // what can be read is shown
    QCOMPARE(branch.at(0), tree.messages.at(0));
}

void tst_ChatReader::unreadableJsonComesInItsPlace()
{
    FreshDatabase database;
    const Tree tree = Tree::make(3, 100);
    QVERIFY(database.apply(tree.changes()));
    QVERIFY((*database).run(u"UPDATE messages SET content = '[{\"type' WHERE key = 2"_s));

    const QList<Message> branch = slices(database, tree.record.id).constFirst().branch;

    QCOMPARE(branch.size(), 3);
    QVERIFY(isDamaged(branch.at(1)));
    QCOMPARE(branch.at(1).id, tree.branch.at(1));
    QCOMPARE(branch.at(1).parent, tree.branch.at(0));
    QCOMPARE(branch.at(2), tree.messages.at(2));
}

void tst_ChatReader::aDamagedPageCostsItsRowsOnly()
{
    FreshDatabase database;
    Tree tree = Tree::make(600, 20);
    for (Message &next : tree.messages) // so that a page holds a few of them
        next.content.append(RefusalPart{QString(400, u'.')});
    QVERIFY(database.apply(tree.changes()));
    QVERIFY(zeroPageOf(database, "row 300\""));
    database.reopen();

    QList<Message> read;
    QList<Message> branch;
    for (const LoadedMessages &slice : slices(database, tree.record.id)) {
        read += slice.branch + slice.others;
        branch = slice.branch + branch;
    }

    QCOMPARE(read.size(), tree.messages.size());
    QCOMPARE(branch.size(), tree.branch.size());
    int damaged = 0;
    for (const Message &next : std::as_const(read)) {
        const Message written = tree.with(next.id);
        if (isDamaged(next)) {
            ++damaged;
            QCOMPARE(next.parent, written.parent);
        } else {
            QCOMPARE(next, written);
        }
    }
    QVERIFY2(damaged > 0 && damaged < 10, qPrintable(QString::number(damaged)));
    for (qsizetype row = 0; row < branch.size(); ++row)
        QCOMPARE(branch.at(row).id, tree.branch.at(row));
}

void tst_ChatReader::unreadableChatsAreNamed()
{
    FreshDatabase database;
    ChatRecord first = fullChat();
    first.title = u"First"_s;
    const ChatRecord second = fullChat();
    const Prompt prompt{.id = PromptId::create(), .name = u"x"_s};
    QVERIFY(database.apply({SaveChat{first}, SaveChat{second}, SavePrompt{prompt}}));
    QVERIFY((*database).run(u"UPDATE chats SET details = '{' WHERE title = 'First'"_s));
    QVERIFY((*database).run(u"UPDATE prompts SET details = ''"_s));

    const Library library = listLibrary(*database).value_or({});

    QCOMPARE(library.unreadable, (QStringList{u"First"_s, u"prompts"_s}));
    QCOMPARE(library.chats.size(), 2);
    QCOMPARE(library.chats.constFirst().id, first.id);
    QCOMPARE(library.chats.constLast(), second);
}

void tst_ChatReader::aDamagedPageOfChatsCostsItsChatsOnly()
{
    FreshDatabase database;
    QList<Change> changes;
    for (int number = 0; number < 300; ++number) {
        ChatRecord chat = fullChat();
        chat.title = u"chat <%1>"_s.arg(number);
        changes.append(SaveChat{chat});
    }
    QVERIFY(database.apply(changes));
    QVERIFY((*database).run(u"DELETE FROM chat_search"_s)); // titles stand there as well
    QVERIFY(zeroPageOf(database, "chat <150>"));
    database.reopen();

    const Library library = listLibrary(*database).value_or({});

    QVERIFY(!library.unreadable.isEmpty());
    QVERIFY(library.unreadable.size() < 30);
    QCOMPARE(library.chats.size() + library.unreadable.size(), 300);
}

QTEST_GUILESS_MAIN(tst_ChatReader)

#include "tst_chatreader.moc"
