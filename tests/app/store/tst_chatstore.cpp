// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatstore.h"
#include "app/store/storefile.h"
#include "storesamples.h"
#include "tests/support/ordinaryuser.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <csignal>
#endif

using namespace polylogue::app;
using namespace polylogue::app::store;
using polylogue::tests::OrdinaryUser;
using namespace Qt::StringLiterals;
using Mode = StoreStatus::Mode;
using conversation::Message;
using conversation::Role;

class tst_ChatStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }
    void whatIsWrittenIsReadAfterwards();
    void whatIsWrittenLastIsSavedAtTheEnd();
    void callbacksComeOnTheCallersThreadAndOnlyWithTheirContext();
    void aFullDiskKeepsChangesInMemory();
    void aRefusedChangeHoldsUpNothing();
    void aLockedFileIsSavedLater();
    void aReadOnlyFileIsTold();
    void whatAReadOnlyFolderCannotTakeIsSavedLater();
    void anUnusableFileIsReplacedByABackup();
    void damageIsFoundAfterAnUncleanEnd();
    void aBackupIsMadeAndRestored();
    void emptyTrashRemovesOlderBackups();
    void aNewerSearchEndsAnOlderOne();
    void writesAreNotHeldUpByALongLoad();
    void theEndDoesNotWaitForOthers();

private:
    void open();
    base::Status write(const QList<Change> &changes);
    base::Result<Library> list();
    base::Result<QList<Message>> load(const ConversationId &chat);
    StoreStatus status() const { return m_store->status(); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_directory;
    std::unique_ptr<ChatStore> m_store;
};

namespace {

constexpr int patience = 15'000; // ms

ChatRecord record(const QString &title)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'795'000'000'000, Qt::UTC);
    return {.id = ConversationId::create(), .title = title, .createdAt = now, .changedAt = now};
}

Message message(const QString &text, const conversation::MessageId &parent = {})
{
    Message made;
    made.id = conversation::MessageId::create();
    made.parent = parent;
    made.role = Role::User;
    made.content = {conversation::TextPart{.text = text}};
    made.createdAt = QDateTime::fromMSecsSinceEpoch(1'795'000'000'000, Qt::UTC);
    return made;
}

QList<Message> chain(int count)
{
    QList<Message> messages;
    for (int i = 0; i < count; ++i)
        messages.append(message(u"Message %1"_s.arg(i),
                                i == 0 ? conversation::MessageId() : messages.last().id));
    return messages;
}

QList<Change> chatOf(const ChatRecord &chat, const QList<Message> &messages)
{
    QList<conversation::MessageId> branch;
    for (const Message &each : messages)
        branch.append(each.id);
    return {SaveChat{chat}, SaveMessages{chat.id, messages}, SetBranch{chat.id, 0, branch}};
}

//! \brief Waits for a callback.
template <typename T> class Answer
{
public:
    ChatStore::Callback<T> callback()
    {
        return [this](const base::Result<T> &result) { m_result = result; };
    }
    base::Result<T> wait()
    {
        if (!QTest::qWaitFor([this] { return m_result.has_value(); }, patience))
            return base::Error{.kind = base::ErrorKind::Timeout};
        return *m_result;
    }

private:
    std::optional<base::Result<T>> m_result;
};

} // namespace

void tst_ChatStore::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_directory = m_temporary->filePath(u"data"_s);
}

void tst_ChatStore::open()
{
    m_store.reset();
    m_store = std::make_unique<ChatStore>(m_directory);
}

base::Status tst_ChatStore::write(const QList<Change> &changes)
{
    Answer<void> answer;
    m_store->write(changes, this, answer.callback());
    return answer.wait();
}

base::Result<Library> tst_ChatStore::list()
{
    Answer<Library> answer;
    m_store->list(this, answer.callback());
    return answer.wait();
}

base::Result<QList<Message>> tst_ChatStore::load(const ConversationId &chat)
{
    QList<Message> messages;
    std::optional<base::Status> end;
    m_store->load(chat, this, [&](const base::Result<conversation::LoadedMessages> &part) {
        if (!part) {
            end = base::Status(part.error());
            return;
        }
        messages = part->branch + messages;
        if (part->isLast)
            end = base::Status();
    });
    if (!QTest::qWaitFor([&end] { return end.has_value(); }, patience))
        return base::Error{.kind = base::ErrorKind::Timeout};
    if (!*end)
        return end->error();
    return messages;
}

void tst_ChatStore::whatIsWrittenIsReadAfterwards()
{
    open();
    QCOMPARE(status().mode, Mode::Opening);
    const ChatRecord chat = record(u"A chat"_s);
    const QList<Message> messages = chain(700); // more than one slice
    m_store->write(chatOf(chat, messages)); // nobody waits: reading comes after it

    const auto library = list();
    const auto loaded = load(chat.id);

    QVERIFY(library && loaded);
    QCOMPARE(library->chats, QList<ChatRecord>{chat});
    QCOMPARE(*loaded, messages);
    QCOMPARE(status(), (StoreStatus{.mode = Mode::Ready}));
}

void tst_ChatStore::whatIsWrittenLastIsSavedAtTheEnd()
{
    open();
    const ChatRecord chat = record(u"A chat"_s);
    for (int i = 0; i < 50; ++i)
        m_store->write(chatOf(chat, {message(u"Message %1"_s.arg(i))}));
    open();

    QCOMPARE(list()->chats.size(), 1);
    m_store.reset();
    QCOMPARE(QDir(m_directory).entryList({u"polylogue.db-*"_s}, QDir::Files), QStringList());
    QCOMPARE(
        samples::open(storePath(m_directory))->value(u"SELECT count(*) FROM messages"_s)->toInt(),
        50);
}

void tst_ChatStore::callbacksComeOnTheCallersThreadAndOnlyWithTheirContext()
{
    open();
    auto context = std::make_unique<QObject>();
    int calls = 0;
    QThread *thread = nullptr;
    m_store->list(context.get(), [&](const base::Result<Library> &) { ++calls; });
    context.reset();
    m_store->write({SaveChat{record(u"A chat"_s)}}, nullptr, [&](const base::Status &) {
        ++calls;
        thread = QThread::currentThread();
    });
    m_store->write({SaveChat{record(u"Nobody asks"_s)}});

    QVERIFY(list());

    QCOMPARE(calls, 1);
    QCOMPARE(thread, QThread::currentThread());
}

void tst_ChatStore::aFullDiskKeepsChangesInMemory()
{
#ifdef Q_OS_UNIX
    open();
    const ChatRecord chat = record(u"A chat"_s);
    QVERIFY(write({SaveChat{chat}}));
    const QList<Message> messages = {message(u"x"_s.repeated(600'000)), message(u"small"_s)};
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{.rlim_cur = 300'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto restore = qScopeGuard([before] {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_DFL);
    });

    const base::Status first = write({SaveMessages{chat.id, {messages.first()}}});
    const base::Status second = write({SaveMessages{chat.id, {messages.last()}}});

    QVERIFY(!first && !second);
    QCOMPARE(first.error().kind, base::ErrorKind::Disk);
    QVERIFY(first.error().subject.endsWith("polylogue.db"_L1));
    QTRY_COMPARE(status().unsaved, 2);
    QVERIFY(status().error.has_value());
    QVERIFY(list()); // what is there can be read

    ::setrlimit(RLIMIT_FSIZE, &before); // there is room again
    // The next write has all saved, at once or as soon as the last attempt is a second ago.
    m_store->write({SetBranch{chat.id, 0, {messages.first().id}}});

    QTRY_COMPARE(status(), (StoreStatus{.mode = Mode::Ready}));
    QCOMPARE(*load(chat.id), QList<Message>{messages.first()});
    m_store.reset();
    QCOMPARE(
        samples::open(storePath(m_directory))->value(u"SELECT count(*) FROM messages"_s)->toInt(),
        2);
#endif
}

void tst_ChatStore::aRefusedChangeHoldsUpNothing()
{
    open();
    QVERIFY(list());
    // Made from outside, as no change of ours should be refused.
    QVERIFY(samples::open(storePath(m_directory))
                ->run(u"CREATE TRIGGER refuse BEFORE INSERT ON chats WHEN new.title='refused'"
                      " BEGIN SELECT raise(ABORT, 'no'); END"_s));
    Answer<void> good;
    Answer<void> bad;
    Answer<void> later;
    m_store->write({SaveChat{record(u"first"_s)}}, this, good.callback());
    m_store->write({SaveChat{record(u"with it"_s)}, SaveChat{record(u"refused"_s)}}, this,
                   bad.callback());
    m_store->write({SaveChat{record(u"last"_s)}}, this, later.callback());

    QVERIFY(good.wait());
    const base::Status refused = bad.wait();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"SQLITE_CONSTRAINT"_s);
    QVERIFY(later.wait());
    QCOMPARE(list()->chats.size(), 2);
    QCOMPARE(status().unsaved, 0);
    QVERIFY(status().error.has_value());
}

void tst_ChatStore::aLockedFileIsSavedLater()
{
    open();
    QVERIFY(list());
    const auto other = samples::open(storePath(m_directory));
    QVERIFY(other->run(u"BEGIN IMMEDIATE"_s));

    const base::Status written = write({SaveChat{record(u"A chat"_s)}});

    QVERIFY(!written);
    QCOMPARE(written.error().code, u"SQLITE_BUSY"_s);
    QTRY_COMPARE(status().unsaved, 1);
    QVERIFY(list()->chats.isEmpty()); // reading goes on
    QVERIFY(other->run(u"COMMIT"_s));
    QTRY_COMPARE_WITH_TIMEOUT(status(), (StoreStatus{.mode = Mode::Ready}), patience);
    QCOMPARE(list()->chats.size(), 1);
}

void tst_ChatStore::aReadOnlyFileIsTold()
{
    QVERIFY(QDir().mkpath(m_directory));
    QVERIFY(migrate(*samples::open(storePath(m_directory))));
    QVERIFY(samples::open(storePath(m_directory))->run(u"PRAGMA user_version=99"_s));
    const QByteArray before = samples::fileHash(storePath(m_directory));
    open();

    const base::Status written = write({SaveChat{record(u"A chat"_s)}});

    QVERIFY(!written);
    QCOMPARE(status().mode, Mode::NewerSchema);
    QCOMPARE(status().unsaved, 1);
    QVERIFY(list());
    m_store.reset();
    QCOMPARE(samples::fileHash(storePath(m_directory)), before);
    QCOMPARE(QDir(m_directory).entryList(QDir::Files), QStringList(u"polylogue.db"_s));
}

void tst_ChatStore::whatAReadOnlyFolderCannotTakeIsSavedLater()
{
    open();
    const ChatRecord chat = record(u"A chat"_s);
    QVERIFY(write({SaveChat{chat}}));
    m_store.reset();
    const OrdinaryUser user(m_temporary->path());
    QVERIFY(QFile::setPermissions(m_directory, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    open();

    const base::Status written = write(chatOf(chat, {message(u"Meanwhile"_s)}));

    QVERIFY(!written);
    QCOMPARE(status().mode, Mode::ReadOnly);
    QCOMPARE(status().unsaved, 3);
    QCOMPARE(status().error->subject, storePath(m_directory));
    QCOMPARE(list()->chats.size(), 1);
    QVERIFY(QFile::setPermissions(
        m_directory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    open(); // what waits is tried a last time when the store closes
    QCOMPARE(status().unsaved, 0);
    QCOMPARE(load(chat.id)->size(), 1);
    m_store.reset();
}

void tst_ChatStore::anUnusableFileIsReplacedByABackup()
{
    const ChatRecord chat = record(u"A chat"_s);
    open();
    QVERIFY(write({SaveChat{chat}}));
    Answer<Backup> backup;
    m_store->backUp(this, backup.callback());
    QVERIFY(backup.wait());
    m_store.reset();
    const QByteArray garbage = QByteArray("garbage").repeated(1000);
    samples::writeFile(storePath(m_directory), garbage);
    open();

    const auto nothing = list();
    const base::Status waiting = write({SaveChat{record(u"Meanwhile"_s)}});

    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, u"SQLITE_NOTADB"_s);
    QVERIFY(!waiting);
    QCOMPARE(status().mode, Mode::Unusable);
    QCOMPARE(status().unsaved, 1);
    Answer<QList<Backup>> backups;
    m_store->listBackups(this, backups.callback());
    QCOMPARE(backups.wait()->size(), 1);
    QSignalSpy replaced(m_store.get(), &ChatStore::replaced);
    Answer<void> restored;
    m_store->restore(backup.wait()->path, this, restored.callback());
    QVERIFY(restored.wait());
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(list()->chats.size(), 2); // and what was written meanwhile
    QCOMPARE(status(), (StoreStatus{.mode = Mode::Ready}));
    const QStringList kept =
        QDir(m_directory).entryList({u"polylogue.db.damaged-*"_s}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(samples::readFile(m_directory + u'/' + kept.first()), garbage);
}

void tst_ChatStore::damageIsFoundAfterAnUncleanEnd()
{
    const ChatRecord chat = record(u"A chat"_s);
    open();
    QVERIFY(write(chatOf(chat, chain(300))));
    m_store.reset();
    QByteArray bytes = samples::readFile(storePath(m_directory));
    const qsizetype page = bytes.indexOf("\"Message 150\"") / 4096;
    QVERIFY(page > 0);
    samples::writeFile(storePath(m_directory),
                       bytes.replace(page * 4096, 4096, QByteArray(4096, '\xaa')));
    samples::writeFile(storePath(m_directory) + u"-wal"_s, "left over by a crash"_ba);
    m_store = std::make_unique<ChatStore>(m_directory);
    QSignalSpy replaced(m_store.get(), &ChatStore::replaced);

    QTRY_COMPARE_WITH_TIMEOUT(replaced.size(), 1, patience);

    QTRY_VERIFY(status().error.has_value());
    QCOMPARE(status().mode, Mode::Ready);
    QCOMPARE(status().error->type, u"salvaged"_s);
    QVERIFY(QFile::exists(status().error->subject));
    const auto loaded = load(chat.id);
    QVERIFY(loaded);
    QCOMPARE(loaded->size(), 300); // those that are lost stand in their place
    int damaged = 0;
    for (const Message &each : *loaded)
        damaged += each.error && each.error->type == "damaged"_L1;
    QVERIFY(damaged > 0);
    QVERIFY(damaged < 50);
}

void tst_ChatStore::aBackupIsMadeAndRestored()
{
    open();
    const ChatRecord chat = record(u"Kept"_s);
    QVERIFY(write(chatOf(chat, chain(3))));
    Answer<Backup> made;
    m_store->backUp(this, made.callback());
    QVERIFY(made.wait());
    QVERIFY(write({SaveChat{record(u"Later"_s)}}));
    QCOMPARE(list()->chats.size(), 2);

    Answer<void> wrong;
    m_store->restore(m_directory + u"/nothing"_s, this, wrong.callback());
    QVERIFY(!wrong.wait());
    QCOMPARE(list()->chats.size(), 2);
    Answer<void> restored;
    m_store->restore(made.wait()->path, this, restored.callback());

    QVERIFY(restored.wait());
    QCOMPARE(list()->chats, QList<ChatRecord>{chat});
    QCOMPARE(load(chat.id)->size(), 3);
    QVERIFY(write({SaveChat{record(u"Goes on"_s)}}));
    Answer<QList<Backup>> backups;
    m_store->listBackups(this, backups.callback());
    QCOMPARE(backups.wait()->size(), 2); // there is a way back
}

void tst_ChatStore::emptyTrashRemovesOlderBackups()
{
    open();
    ChatRecord chat = record(u"Deleted"_s);
    const QByteArray secret = "a word that is to be gone";
    QVERIFY(write(chatOf(chat, {message(QString::fromLatin1(secret))})));
    Answer<Backup> made;
    m_store->backUp(this, made.callback());
    QVERIFY(made.wait());
    const QString yesterday = m_directory + u"/backups/polylogue-2020-01-01.db"_s;
    QVERIFY(QFile::rename(made.wait()->path, yesterday));
    QVERIFY(samples::readFile(yesterday).contains(secret));
    QTest::qSleep(20); // so that the file is older than what follows
    chat.deletedAt = chat.changedAt;

    QVERIFY(write({SaveChat{chat}, EmptyTrash{}}));

    QTRY_VERIFY(!QFile::exists(yesterday));
    m_store.reset();
    for (const QString &path :
         {storePath(m_directory),
          m_directory
              + u"/backups/polylogue-%1.db"_s.arg(QDate::currentDate().toString(Qt::ISODate))})
        QVERIFY2(!samples::readFile(path).contains(secret), qPrintable(path));
}

void tst_ChatStore::aNewerSearchEndsAnOlderOne()
{
    open();
    const ChatRecord chat = record(u"A chat"_s);
    QVERIFY(write(chatOf(chat, chain(20))));
    Answer<QList<SearchHit>> older;
    Answer<QList<SearchHit>> newer;
    m_store->search({.words = {u"chat"_s}}, 10, this, older.callback());
    m_store->search({.words = {u"message"_s}}, 10, this, newer.callback());

    QCOMPARE(older.wait().has_value(), false);
    QCOMPARE(older.wait().error().kind, base::ErrorKind::Cancelled);
    QCOMPARE(newer.wait()->size(), 10);
}

void tst_ChatStore::writesAreNotHeldUpByALongLoad()
{
    open();
    const ChatRecord chat = record(u"Long"_s);
    QVERIFY(write(chatOf(chat, chain(5000))));
    QStringList order;
    qsizetype rows = 0;
    m_store->load(chat.id, this, [&](const base::Result<conversation::LoadedMessages> &part) {
        QVERIFY(part);
        rows += part->branch.size();
        if (part->isLast)
            order.append(u"loaded"_s);
    });
    const Message added = message(u"Added meanwhile"_s);
    m_store->write({SaveMessages{chat.id, {added}}}, this,
                   [&](const base::Status &) { order.append(u"written"_s); });

    QTRY_COMPARE_WITH_TIMEOUT(order, QStringList({u"written"_s, u"loaded"_s}), patience);
    QCOMPARE(rows, 5000); // as it was when the load began
}

void tst_ChatStore::theEndDoesNotWaitForOthers()
{
    open();
    QVERIFY(list());
    const auto other = samples::open(storePath(m_directory));
    QVERIFY(other->run(u"BEGIN IMMEDIATE"_s));
    m_store->write({SaveChat{record(u"A chat"_s)}});
    QElapsedTimer time;
    time.start();

    m_store.reset();

    QVERIFY2(time.elapsed() < 2500, qPrintable(QString::number(time.elapsed())));
}

QTEST_GUILESS_MAIN(tst_ChatStore)
#include "tst_chatstore.moc"
