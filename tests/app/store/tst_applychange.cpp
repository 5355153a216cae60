// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/backups.h"
#include "app/store/blobstore.h"
#include "app/store/blobsweep.h"
#include "app/store/calls.h"
#include "app/store/chatreader.h"
#include "app/store/emptytrash.h"
#include "tests/app/store/freshdatabase.h"
#include "tests/app/store/samplemessages.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using polylogue::app::base::Status;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'795'000'000 + seconds, Qt::UTC);
}

ChatRecord chatNamed(const QString &title)
{
    return {.id = ConversationId::create(), .title = title, .createdAt = at(0), .changedAt = at(0)};
}

Message messageBelow(const MessageId &parent, const QString &text, Role role = Role::User)
{
    return {.id = MessageId::create(),
            .parent = parent,
            .role = role,
            .content = {TextPart{text}},
            .createdAt = at(1)};
}

//! A chat of question, answer, question, answer; all of it shown.
struct SampleChat
{
    ChatRecord record = chatNamed(u"Sample"_s);
    QList<Message> messages = {};

    SampleChat()
    {
        MessageId parent;
        for (const QString &text : {u"one"_s, u"two"_s, u"three"_s, u"four"_s}) {
            messages.append(messageBelow(parent, text,
                                         messages.size() % 2 == 0 ? Role::User : Role::Assistant));
            parent = messages.constLast().id;
        }
    }

    QList<MessageId> ids() const
    {
        QList<MessageId> all;
        for (const Message &message : messages)
            all.append(message.id);
        return all;
    }

    QList<Change> changes() const
    {
        return {SaveChat{record}, SaveMessages{record.id, messages},
                SetBranch{record.id, 0, ids()}};
    }
};

QStringList texts(const QList<Message> &messages)
{
    QStringList all;
    for (const Message &message : messages)
        all.append(textOf(message.content));
    return all;
}

LoadedMessages loaded(FreshDatabase &database, const ConversationId &chat)
{
    MessageReader reader(*database, chat);
    const auto slice = reader.next();
    return slice ? *slice : LoadedMessages{};
}

} // namespace

class tst_ApplyChange final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChatComesBackAsItWasSaved();
    void aMessageComesBackAsItWasSaved();
    void everyChangeMadeTwiceIsAsMadeOnce();
    void piecesAreKeptUntilTheMessageIsSaved();
    void onlyWholeMessagesAreInTheIndex();
    void aBranchIsSetFromARowOn();
    void whatStandsBelowTheChangeOfABranchIsKept();
    void whatANewerVersionWroteStays();
    void aDraftIsKeptAndRemoved();
    void chatsLeaveARemovedFolder();
    void namedThingsAreSavedAndRemoved();
    void emptyingTheTrashReallyRemoves();
    void childrenOfRemovedMessagesMoveUp();
    void aRemovedParentIsNoObstacle();
    void whatIsNoMoreIsPassedOver();
    void onlyFilesThatNobodyNeedsAreRemoved();
    void filesThatNobodyRefersToAreSwept();
    void aDamagedMessageIsNotOverwritten();
    void callsAreRecorded();
    void usesAreAddedUp();
};

void tst_ApplyChange::aChatComesBackAsItWasSaved()
{
    FreshDatabase database;
    ChatRecord chat = fullChat();
    QVERIFY(database.apply({SaveChat{chat}}));
    QCOMPARE(listLibrary(*database).value_or({}).chats, QList<ChatRecord>{chat});

    chat.title = u"Another"_s;
    chat.folder = {};
    chat.position = {};
    chat.deletedAt = at(9);
    QVERIFY(database.apply({SaveChat{chat}}));
    QCOMPARE(listLibrary(*database).value_or({}).chats, QList<ChatRecord>{chat});
}

void tst_ApplyChange::aMessageComesBackAsItWasSaved()
{
    FreshDatabase database;
    const ChatRecord chat = chatNamed(u"x"_s);
    const Message parent = messageBelow({}, u"parent"_s);
    Message message = fullMessage();
    message.parent = parent.id;
    QVERIFY(database.apply({SaveChat{chat}, SaveMessages{chat.id, {parent, message}}}));
    QCOMPARE(loaded(database, chat.id).others, (QList<Message>{parent, message}));

    message.content = {TextPart{u"edited"_s}};
    message.error = {};
    message.deletedAt = {};
    QVERIFY(database.apply({SaveMessages{chat.id, {message}}}));
    QCOMPARE(loaded(database, chat.id).others, (QList<Message>{parent, message}));
}

void tst_ApplyChange::everyChangeMadeTwiceIsAsMadeOnce()
{
    FreshDatabase database;
    SampleChat chat;
    SampleChat deleted;
    deleted.record.deletedAt = at(5);
    chat.messages[1].deletedAt = at(5);
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    const Prompt prompt{.id = PromptId::create(), .name = u"Sum"_s};
    const Preset preset{.id = PresetId::create(), .name = u"Dry"_s};
    const StoredDraft draft{.text = u"half"_s, .attachments = fullMessage().content};
    QList<Change> changes = chat.changes() + deleted.changes();
    changes += QList<Change>{SaveDraft{chat.record.id, draft},
                             SaveDraft{{}, draft},
                             SaveFolder{folder},
                             SavePrompt{prompt},
                             SavePreset{preset},
                             SetBranch{chat.record.id, 1, {chat.ids().at(2), chat.ids().at(3)}},
                             EmptyTrash{},
                             SaveDraft{chat.record.id, {}},
                             RemoveFolder{folder.id},
                             RemovePrompt{prompt.id},
                             RemovePreset{preset.id}};
    for (const Change &change : std::as_const(changes)) {
        QVERIFY(database.apply({change}));
        const QStringList once = database.dump();
        QVERIFY(database.apply({change}));
        QCOMPARE(database.dump(), once);
    }
}

void tst_ApplyChange::piecesAreKeptUntilTheMessageIsSaved()
{
    FreshDatabase database;
    const ChatRecord chat = chatNamed(u"x"_s);
    Message answer = messageBelow({}, {}, Role::Assistant);
    answer.content.clear();
    answer.state = MessageState::Streaming;
    QVERIFY(database.apply({SaveChat{chat}, SaveMessages{chat.id, {answer}},
                            AppendPiece{answer.id, {.text = u"Hello "_s}},
                            AppendPiece{answer.id, {.text = u"Hello "_s}},
                            AppendPiece{answer.id, {.text = u"world"_s}}}));
    QCOMPARE(database.value(u"SELECT group_concat(sequence) FROM pieces"_s).toString(), u"0,1,2"_s);
    QCOMPARE(texts(loaded(database, chat.id).others), QStringList{u"Hello Hello world"_s});

    answer.content = {TextPart{u"Hello world!"_s}};
    answer.state = MessageState::Complete;
    QVERIFY(database.apply({SaveMessages{chat.id, {answer}}}));
    QCOMPARE(database.value(u"SELECT count(*) FROM pieces"_s).toInt(), 0);
    QCOMPARE(loaded(database, chat.id).others, QList<Message>{answer});
}

void tst_ApplyChange::onlyWholeMessagesAreInTheIndex()
{
    FreshDatabase database;
    const ChatRecord chat = chatNamed(u"x"_s);
    Message answer = messageBelow({}, u"flugelhorn"_s, Role::Assistant);
    const auto indexed = [&] {
        return database
            .value(u"SELECT count(*) FROM message_search WHERE message_search MATCH 'flugelhorn'"_s)
            .toInt();
    };
    QVERIFY(database.apply({SaveChat{chat}}));
    const QList<std::pair<MessageState, int>> expected{
        {MessageState::Pending, 0},     {MessageState::Streaming, 0}, {MessageState::Complete, 1},
        {MessageState::Streaming, 0},   {MessageState::Stopped, 1},   {MessageState::Failed, 1},
        {MessageState::Interrupted, 1},
    };
    for (const auto &[state, count] : expected) {
        answer.state = state;
        QVERIFY(database.apply({SaveMessages{chat.id, {answer}}}));
        QCOMPARE(indexed(), count);
    }
    answer.deletedAt = at(3);
    QVERIFY(database.apply({SaveMessages{chat.id, {answer}}}));
    QCOMPARE(indexed(), 0);
    answer.deletedAt = {};
    QVERIFY(database.apply({SaveMessages{chat.id, {answer}}}));
    QCOMPARE(indexed(), 1);
}

void tst_ApplyChange::aBranchIsSetFromARowOn()
{
    FreshDatabase database;
    SampleChat chat;
    const Message version = messageBelow(chat.ids().at(1), u"other three"_s);
    QVERIFY(database.apply(chat.changes()));
    QVERIFY(database.apply(
        {SaveMessages{chat.record.id, {version}}, SetBranch{chat.record.id, 2, {version.id}}}));

    LoadedMessages now = loaded(database, chat.record.id);
    QCOMPARE(texts(now.branch), (QStringList{u"one"_s, u"two"_s, u"other three"_s}));
    QCOMPARE(texts(now.others), (QStringList{u"three"_s, u"four"_s}));
    QCOMPARE(now.lastVisited.value(chat.ids().at(2)), chat.ids().at(3));

    QVERIFY(database.apply({SetBranch{chat.record.id, 1, {}}}));
    now = loaded(database, chat.record.id);
    QCOMPARE(texts(now.branch), QStringList{u"one"_s});
    QCOMPARE(now.lastVisited.value(chat.ids().at(1)), version.id);

    QVERIFY(database.apply({SetBranch{chat.record.id, 0, {}}}));
    now = loaded(database, chat.record.id);
    QVERIFY(now.branch.isEmpty());
    QCOMPARE(now.lastVisited.value({}), chat.ids().at(0));
}

void tst_ApplyChange::whatStandsBelowTheChangeOfABranchIsKept()
{
    FreshDatabase database;
    const SampleChat chat;
    QVERIFY(database.apply(chat.changes()));
    const QList<MessageId> ids = chat.ids();
    const auto set = [&](qsizetype firstRow, const QList<MessageId> &messages, qsizetype kept) {
        const Change change = SetBranch{chat.record.id, firstRow, messages, kept};
        QVERIFY(database.apply({change}));
        QVERIFY(database.apply({change})); // as where it was not known whether it was done
    };

    set(1, {}, 2); // the second is gone
    LoadedMessages now = loaded(database, chat.record.id);
    QCOMPARE(texts(now.branch), (QStringList{u"one"_s, u"three"_s, u"four"_s}));
    QCOMPARE(texts(now.others), QStringList{u"two"_s});

    set(1, {ids.at(1)}, 2); // and back
    now = loaded(database, chat.record.id);
    QCOMPARE(texts(now.branch), (QStringList{u"one"_s, u"two"_s, u"three"_s, u"four"_s}));

    set(0, {}, 3); // the first is gone, so that the second is the root that was visited
    set(3, {}, 0);
    QVERIFY(database.apply({SetBranch{chat.record.id, 0, {}}}));
    now = loaded(database, chat.record.id);
    QCOMPARE(now.lastVisited.value({}), ids.at(1));
    QCOMPARE(now.lastVisited.value(ids.at(2)), ids.at(3));
}

void tst_ApplyChange::whatANewerVersionWroteStays()
{
    FreshDatabase database;
    SampleChat chat;
    QVERIFY(database.apply(chat.changes()));
    QVERIFY((*database).run(u"UPDATE messages SET details = '{\"mood\":\"good\"}', content = "
                            "'[{\"type\":\"text\",\"text\":\"x\",\"lang\":\"de\"},"
                            "{\"type\":\"hologram\"}]'"_s));
    QVERIFY((*database).run(u"UPDATE chats SET details = '{\"colour\":\"red\"}'"_s));

    chat.messages[0].isPinned = true;
    QVERIFY(database.apply(
        {SaveChat{chat.record}, SaveMessages{chat.record.id, {chat.messages.constFirst()}}}));

    QCOMPARE(database.value(u"SELECT details FROM chats"_s).toString(), u"{\"colour\":\"red\"}"_s);
    QCOMPARE(database.value(u"SELECT details FROM messages ORDER BY key"_s).toString(),
             u"{\"is_pinned\":true,\"mood\":\"good\"}"_s);
    QCOMPARE(database.value(u"SELECT content FROM messages ORDER BY key"_s).toString(),
             u"[{\"lang\":\"de\",\"text\":\"one\",\"type\":\"text\"},{\"type\":\"hologram\"}]"_s);
    QVERIFY(!loaded(database, chat.record.id).branch.constFirst().error);
}

void tst_ApplyChange::aDraftIsKeptAndRemoved()
{
    FreshDatabase database;
    const ChatRecord chat = chatNamed(u"x"_s);
    const StoredDraft draft{.text = u"half"_s, .attachments = fullMessage().content};
    QVERIFY(database.apply({SaveChat{chat}, SaveDraft{chat.id, draft}, SaveDraft{{}, {u"new"_s}}}));

    Library library = listLibrary(*database).value_or({});
    QVERIFY(library.chats.constFirst().hasDraft);
    QCOMPARE(library.newChatDraft, StoredDraft{u"new"_s});
    QCOMPARE(loadDraft(*database, chat.id).value_or({}), draft);

    QVERIFY(database.apply({SaveDraft{chat.id, {}}, SaveDraft{{}, {}}}));
    library = listLibrary(*database).value_or({});
    QVERIFY(!library.chats.constFirst().hasDraft);
    QCOMPARE(library.newChatDraft, StoredDraft{});
    QCOMPARE(database.value(u"SELECT count(*) FROM drafts"_s).toInt(), 0);
}

void tst_ApplyChange::chatsLeaveARemovedFolder()
{
    FreshDatabase database;
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    ChatRecord chat = chatNamed(u"x"_s);
    chat.folder = folder.id;
    QVERIFY(database.apply({SaveFolder{folder}, SaveChat{chat}}));
    QCOMPARE(listLibrary(*database).value_or({}).chats.constFirst().folder, folder.id);

    QVERIFY(database.apply({RemoveFolder{folder.id}}));
    const Library library = listLibrary(*database).value_or({});
    QVERIFY(library.folders.isEmpty());
    QVERIFY(library.chats.constFirst().folder.isNull());
}

void tst_ApplyChange::namedThingsAreSavedAndRemoved()
{
    FreshDatabase database;
    Folder second{.id = FolderId::create(), .name = u"A"_s, .position = 2};
    const Folder first{.id = FolderId::create(), .name = u"B"_s, .position = 1};
    const Prompt zebra{.id = PromptId::create(), .name = u"zebra"_s, .text = u"{x}"_s};
    const Prompt apple{.id = PromptId::create(), .name = u"Apple"_s};
    const Preset preset{.id = PresetId::create(), .name = u"Dry"_s, .setup = fullSetup()};
    QVERIFY(database.apply({SaveFolder{second}, SaveFolder{first}, SavePrompt{zebra},
                            SavePrompt{apple}, SavePreset{preset}}));
    Library library = listLibrary(*database).value_or({});
    QCOMPARE(library.folders, (QList<Folder>{first, second}));
    QCOMPARE(library.prompts, (QList<Prompt>{apple, zebra}));
    QCOMPARE(library.presets, QList<Preset>{preset});

    second.name = u"Renamed"_s;
    QVERIFY(database.apply({SaveFolder{second}, RemovePrompt{zebra.id}, RemovePreset{preset.id}}));
    library = listLibrary(*database).value_or({});
    QCOMPARE(library.folders.constLast(), second);
    QCOMPARE(library.prompts, QList<Prompt>{apple});
    QVERIFY(library.presets.isEmpty());
    QVERIFY(library.unreadable.isEmpty());
}

void tst_ApplyChange::emptyingTheTrashReallyRemoves()
{
    FreshDatabase database;
    SampleChat kept;
    SampleChat gone;
    gone.record.title = u"xylophone title"_s;
    gone.record.deletedAt = at(7);
    gone.messages[2].content = {TextPart{u"xylophone text"_s}};
    kept.messages[3].content = {TextPart{u"xylophone answer"_s}};
    kept.messages[3].deletedAt = at(7);
    QVERIFY(database.apply(kept.changes() + gone.changes()
                           + QList<Change>{SaveDraft{gone.record.id, {u"xylophone draft"_s}},
                                           AppendPiece{gone.ids().at(3), {.text = u"piece"_s}},
                                           SetBranch{kept.record.id, 3, {}}}));

    QVERIFY(database.apply({EmptyTrash{}}));

    QVERIFY(!database.dump().join(u'\n').contains(u"xylophone"_s));
    QCOMPARE(database.value(u"SELECT count(*) FROM chats"_s).toInt(), 1);
    QCOMPARE(database.value(u"SELECT count(*) FROM messages"_s).toInt(), 3);
    QCOMPARE(database.value(u"SELECT count(*) FROM message_search"_s).toInt(), 3);
    QCOMPARE(database.value(u"SELECT count(*) FROM pieces"_s).toInt(), 0);
    QVERIFY((*database).run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    QFile file(database.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("xylophone"));
}

void tst_ApplyChange::childrenOfRemovedMessagesMoveUp()
{
    FreshDatabase database;
    SampleChat chat;
    chat.messages[1].deletedAt = at(7);
    chat.messages[2].deletedAt = at(7);
    const QList<MessageId> ids = chat.ids();
    QVERIFY(database.apply({SaveChat{chat.record}, SaveMessages{chat.record.id, chat.messages},
                            SetBranch{chat.record.id, 0, {ids.at(0), ids.at(3)}}}));

    QVERIFY(database.apply({EmptyTrash{}}));

    const LoadedMessages now = loaded(database, chat.record.id);
    QCOMPARE(texts(now.branch), (QStringList{u"one"_s, u"four"_s}));
    QCOMPARE(now.branch.constLast().parent, ids.at(0));
    QVERIFY(!now.branch.constLast().error); // its hash is right again
    QVERIFY(now.others.isEmpty());

    chat.messages[0].deletedAt = at(8);
    QVERIFY(database.apply({SaveMessages{chat.record.id, {chat.messages.constFirst()}},
                            SetBranch{chat.record.id, 0, {ids.at(3)}}, EmptyTrash{}}));
    QVERIFY(loaded(database, chat.record.id).branch.constFirst().parent.isNull());
}

void tst_ApplyChange::aRemovedParentIsNoObstacle()
{
    FreshDatabase database;
    SampleChat chat;
    chat.messages[1].deletedAt = at(7);
    const QList<MessageId> ids = chat.ids();
    QVERIFY(database.apply({SaveChat{chat.record}, SaveMessages{chat.record.id, chat.messages},
                            SetBranch{chat.record.id, 0, {ids.at(0), ids.at(2), ids.at(3)}},
                            EmptyTrash{}}));

    // Whoever has the tree in memory still knows the removed message as the parent.
    chat.messages[2].isPinned = true;
    const Message version = messageBelow(ids.at(1), u"other three"_s);
    QVERIFY(database.apply({SaveMessages{chat.record.id, {chat.messages.at(2), version}},
                            SetBranch{chat.record.id, 1, {version.id}}}));

    const LoadedMessages now = loaded(database, chat.record.id);
    QCOMPARE(texts(now.branch), (QStringList{u"one"_s, u"other three"_s}));
    QCOMPARE(now.branch.constLast().parent, ids.at(0));
    QVERIFY(!now.branch.constLast().error);
    QCOMPARE(now.others.constFirst().parent, ids.at(0));
    QVERIFY(now.others.constFirst().isPinned);
    QVERIFY(!now.others.constFirst().error);
}

void tst_ApplyChange::whatIsNoMoreIsPassedOver()
{
    FreshDatabase database;
    SampleChat chat;
    chat.record.deletedAt = at(3);
    QVERIFY(database.apply(chat.changes() + QList<Change>{EmptyTrash{}}));
    const QStringList empty = database.dump();

    QVERIFY(database.apply({SaveMessages{chat.record.id, chat.messages},
                            AppendPiece{chat.ids().constFirst(), {.text = u"x"_s}},
                            SetBranch{chat.record.id, 0, chat.ids()}}));
    QCOMPARE(database.dump(), empty);

    SampleChat other;
    QVERIFY(database.apply(other.changes()));
    const QStringList before = database.dump();
    const ChatRecord thief = chatNamed({});
    QVERIFY(database.apply({SaveChat{thief}, SaveMessages{thief.id, other.messages}}));
    QCOMPARE(texts(loaded(database, other.record.id).branch).size(), 4);
}

void tst_ApplyChange::onlyFilesThatNobodyNeedsAreRemoved()
{
    FreshDatabase database;
    QTemporaryDir directory;
    const BlobStore blobs(directory.path());
    const auto part = [&blobs](const QByteArray &bytes) {
        return ImagePart{.blob = blobs.put(bytes, u"image/png"_s).value_or({})};
    };
    const ImagePart removed = part("removed");
    const ImagePart shared = part("shared");
    const ImagePart drafted = part("drafted");
    const ImagePart dropped = part("dropped from a draft");
    const ImagePart temporary = part("of a chat in memory");
    SampleChat chat;
    SampleChat other;
    chat.messages[0].content = {removed, shared, drafted};
    chat.messages[0].deletedAt = at(3);
    other.messages[0].content = {shared};
    QVERIFY(database.apply(chat.changes() + other.changes()
                           + QList<Change>{SaveDraft{{}, {{}, {drafted, dropped}}},
                                           SaveDraft{{}, {{}, {drafted}}}, EmptyTrash{}}));

    QVERIFY(removeUnusedBlobs(*database, blobs));

    QVERIFY(blobs.path(removed.blob).isEmpty());
    QVERIFY(blobs.path(dropped.blob).isEmpty());
    QVERIFY(!blobs.path(shared.blob).isEmpty());
    QVERIFY(!blobs.path(drafted.blob).isEmpty());
    QVERIFY(!blobs.path(temporary.blob).isEmpty());
    QVERIFY(removeUnusedBlobs(*database, blobs));
}

void tst_ApplyChange::filesThatNobodyRefersToAreSwept()
{
    FreshDatabase database;
    const QString directory = QFileInfo(database.path()).path();
    const BlobStore blobs(directory + u"/blobs"_s);
    const QDateTime longAgo = QDateTime::currentDateTimeUtc().addDays(-10);
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    const auto put = [&](const QByteArray &bytes) {
        const auto blob = blobs.put(bytes, u"image/png"_s).value_or({});
        QFile file(blobs.path(blob));
        if (!file.open(QIODevice::ReadWrite)
            || !file.setFileTime(longAgo, QFileDevice::FileModificationTime))
            qFatal("the test's own disk");
        return blob;
    };
    const auto removed = put("attached and taken out again");
    const auto sent = put("sent");
    const auto original = put("the other form of what was sent");
    const auto drafted = put("in a draft");
    const auto queued = put("in a message that waits");
    const auto drawn = put("drawn by a model for a cell");
    const auto backedUp = put("in a backup only");
    const auto usedAgain = put("used again");
    const auto young = blobs.put("young", u"image/png"_s).value_or({});
    QFile leftover(directory + u"/blobs/incoming-0"_s);
    QVERIFY(leftover.open(QIODevice::WriteOnly));
    QVERIFY(leftover.setFileTime(longAgo, QFileDevice::FileModificationTime));
    leftover.close();
    SampleChat chat;
    chat.messages[0].content = {ImagePart{.blob = backedUp}};
    QVERIFY(database.apply(chat.changes()));
    QVERIFY(makeBackup(directory, QDate(2026, 11, 23)));
    chat.messages[0].content = {
        ImagePart{.blob = sent, .isFitted = true, .otherForm = ImageForm{.blob = original}}};
    StoredDraft draft{.attachments = {ImagePart{.blob = drafted}}};
    draft.queue = {QueuedMessage{.attachments = {ImagePart{.blob = queued}}}};
    QVERIFY(database.apply(chat.changes() + QList<Change>{SaveDraft{{}, draft}}));
    const GridRun run{.id = GridRunId::create()};
    const Message picture{.id = MessageId::create(),
                          .role = Role::Assistant,
                          .content = {ImagePart{.blob = drawn}}};
    QVERIFY(database.apply({SaveGridRun{run}, SaveGridCell{run.id, {.answer = picture}}}));
    QCOMPARE(blobs.put("used again", u"image/png"_s).value_or({}), usedAgain);

    QVERIFY(sweepBlobs(directory, yesterday));

    QVERIFY(blobs.path(removed).isEmpty());
    QVERIFY(!leftover.exists());
    for (const auto &blob : {sent, original, drafted, queued, drawn, backedUp, usedAgain, young})
        QVERIFY(!blobs.path(blob).isEmpty());
    // A backup that cannot be read may need anything.
    QFile broken(listBackups(directory).first().path);
    QVERIFY(broken.open(QIODevice::ReadWrite) && broken.write(QByteArray(200, 'x')) == 200);
    broken.close();
    const auto another = put("attached and taken out again");
    QVERIFY(!sweepBlobs(directory, yesterday));
    QVERIFY(!blobs.path(another).isEmpty());
}

void tst_ApplyChange::aDamagedMessageIsNotOverwritten()
{
    FreshDatabase database;
    SampleChat chat;
    QVERIFY(database.apply(chat.changes()));
    QVERIFY(
        (*database).run(u"UPDATE messages SET content = '[{\"type\":\"te' WHERE branch_row = 1"_s));
    Message damaged = loaded(database, chat.record.id).branch.at(1);
    QCOMPARE(damaged.state, MessageState::Failed);
    const QStringList before = database.dump();

    damaged.isPinned = true;
    QVERIFY(database.apply({SaveMessages{chat.record.id, {damaged}}}));
    QCOMPARE(database.value(u"SELECT content FROM messages WHERE branch_row = 1"_s).toString(),
             u"[{\"type\":\"te"_s);

    damaged.deletedAt = at(4);
    QVERIFY(database.apply({SaveMessages{chat.record.id, {damaged}}, EmptyTrash{}}));
    QCOMPARE(database.value(u"SELECT count(*) FROM messages"_s).toInt(), 3);
}

void tst_ApplyChange::callsAreRecorded()
{
    FreshDatabase database;
    const LedgerRow refused{.startedAt = at(1),
                            .purpose = u"chat"_s,
                            .method = "POST"_ba,
                            .url = QUrl(u"https://api.example/v1/chat/completions"_s),
                            .model = u"m"_s,
                            .httpStatus = 429,
                            .attempt = 2,
                            .milliseconds = 17,
                            .connectedAt = 3,
                            .sentAt = 4,
                            .bytesSent = 100,
                            .requestId = u"req"_s,
                            .error = u"slow down"_s};
    const LedgerRow answered{.startedAt = at(2),
                             .purpose = u"chat"_s,
                             .method = "POST"_ba,
                             .url = refused.url,
                             .model = u"m"_s,
                             .httpStatus = 200,
                             .milliseconds = 1200,
                             .connectedAt = 3,
                             .sentAt = 4,
                             .firstByteAt = 400,
                             .bytesSent = 100,
                             .bytesReceived = 4000,
                             .inputTokens = 20,
                             .outputTokens = 300};
    QVERIFY(database.apply({RecordCall{refused}, RecordCall{answered}}));
    QCOMPARE(loadCalls(*database, 10).value_or({}), (QList<LedgerRow>{answered, refused}));
    QCOMPARE(loadCalls(*database, 1).value_or({}), QList<LedgerRow>{answered});

    // As older versions noted them.
    QVERIFY((*database).run(
        u"INSERT INTO calls(url, status, milliseconds) VALUES('http://a/models', 200, 5)"_s));
    QCOMPARE(loadCalls(*database, 1).value_or({}),
             (QList<LedgerRow>{
                 {.url = QUrl(u"http://a/models"_s), .httpStatus = 200, .milliseconds = 5}}));
}

void tst_ApplyChange::usesAreAddedUp()
{
    FreshDatabase database;
    const QDateTime noon = QDateTime(QDate(2026, 11, 23), QTime(12, 0)).toUTC();
    SampleChat chat;
    QVERIFY(database.apply(chat.changes()));
    const auto record = [&](const ConversationId &of, int daysAgo, const QString &model) {
        return RecordUse{of, noon.addDays(-daysAgo), {.model = model, .input = 10, .output = 1}};
    };
    QVERIFY(database.apply({record(chat.record.id, 0, u"a"_s), record(chat.record.id, 1, u"b"_s),
                            record(chat.record.id, 0, u"a"_s), record({}, 0, u"a"_s)}));
    const QDate day(2026, 11, 23);

    QCOMPARE(useOfChat(*database, chat.record.id).value_or({}),
             QList<TokenUse>({{u"a"_s, {}, 20, 0, 2}, {u"b"_s, {}, 10, 0, 1}}));
    const QList<TokenUse> days{{u"b"_s, day.addDays(-1), 10, 0, 1}, {u"a"_s, day, 30, 0, 3}};
    QCOMPARE(useByDay(*database, noon.addDays(-1)).value_or({}), days);
    QCOMPARE(useByDay(*database, noon).value_or({}), days.sliced(1));

    // What is gone for good was paid for all the same.
    chat.record.deletedAt = noon;
    QVERIFY(database.apply({SaveChat{chat.record}, EmptyTrash{}}));
    QCOMPARE(useOfChat(*database, chat.record.id).value_or({}), QList<TokenUse>());
    QCOMPARE(useByDay(*database, noon.addDays(-1)).value_or({}), days);
}

QTEST_GUILESS_MAIN(tst_ApplyChange)

#include "tst_applychange.moc"
