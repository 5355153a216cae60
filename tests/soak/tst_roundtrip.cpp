// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/chatlibrary.h"
#include "app/store/chatstore.h"
#include "app/transfer/exportjob.h"
#include "app/transfer/importjob.h"
#include "tests/app/store/samplemessages.h"
#include "tests/support/heartbeat.h"
#include "tests/support/waituntil.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

using conversation::ConversationId;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using session::ChatLibrary;
using store::WholeChat;
using transfer::ExportFormat;

namespace {

constexpr int Chats = 10;
constexpr int QuickMessages = 5'000;
constexpr int FullMessages = 50'000;
constexpr double Frame = 16; // milliseconds
constexpr int Patience = 600'000; // milliseconds

bool isFull()
{
    return qEnvironmentVariable("POLYLOGUE_SOAK") == u"full"_s;
}

//! A tree of messages of all kinds; every seventh has a version beside it.
WholeChat makeChat(int count, QRandomGenerator &random, const store::BlobStore &blobs)
{
    WholeChat chat{.record = fullChat()};
    chat.record.folder = {};
    chat.record.lane = {}; // its main line is nowhere
    for (int number = 0; number < count; ++number) {
        Message message = sampleMessage(random);
        message.createdAt = QDateTime::fromMSecsSinceEpoch(1'795'000'000'000 + number, Qt::UTC);
        if (conversation::isRunning(message))
            message.state = MessageState::Complete;
        message.model = u"model-%1"_s.arg(number % 3);
        if (number % 50 == 0) {
            const auto blob = blobs.put(
                "\x89PNG\r\n\x1a\n" + QByteArray::number(random.generate64()), u"image/png"_s);
            if (blob)
                message.content.append(conversation::ImagePart{.blob = *blob});
        }
        if (number > 0) {
            const Message &before = chat.messages.constLast();
            message.parent = number % 7 == 0 ? before.parent : before.id;
        }
        chat.messages.append(message);
    }
    chat.leaf = chat.messages.constLast().id;
    chat.record.position.message = chat.messages.constFirst().id;
    return chat;
}

//! \brief A profile of its own, as a window has it.
class Profile final
{
public:
    Profile()
        : m_blobs(m_directory.filePath(u"blobs"_s))
        , m_store(m_directory.path())
        , m_library(m_store, [this] {
            return std::make_unique<session::ChatSession>(m_client, m_learned, m_blobs, [] {
                return base::Error{.kind = base::ErrorKind::Network};
            });
        })
    {
        if (!waitUntil([this] { return m_library.isLoaded(); }, Patience))
            qFatal("the test's own disk");
    }

    const store::BlobStore &blobs() const { return m_blobs; }

    bool add(const QList<WholeChat> &chats)
    {
        std::optional<base::Result<int>> added;
        m_library.add(chats, &m_context, [&](const base::Result<int> &result) { added = result; });
        return waitUntil([&] { return added.has_value(); }, Patience) && *added
            && **added == chats.size();
    }

    QList<WholeChat> load(const QList<WholeChat> &chats)
    {
        QList<WholeChat> loaded;
        for (const WholeChat &chat : chats) {
            m_store.loadWhole(chat.record.id, &m_context, [&](const auto &result) {
                loaded.append(result ? *result : WholeChat());
            });
        }
        waitUntil([&] { return loaded.size() == chats.size(); }, Patience);
        return loaded;
    }

private:
    QTemporaryDir m_directory;
    net::HttpClient m_client;
    net::LearnedDrops m_learned;
    store::BlobStore m_blobs;
    store::ChatStore m_store;
    ChatLibrary m_library;
    QObject m_context;
};

bool exportTo(const QString &target, ExportFormat format, const QList<WholeChat> &chats,
              const store::BlobStore &blobs)
{
    transfer::ExportJob job({.chats = chats, .format = format, .target = target}, blobs);
    std::optional<bool> isGood;
    QObject::connect(&job, &transfer::ExportJob::completed, &job, [&] { isGood = true; });
    QObject::connect(&job, &transfer::ExportJob::failed, &job, [&](const base::Error &error) {
        qWarning() << error;
        isGood = false;
    });
    return waitUntil([&] { return isGood.has_value(); }, Patience) && *isGood;
}

transfer::ImportedChats importFrom(const QString &path, const store::BlobStore &blobs)
{
    transfer::ImportJob job(path, blobs);
    std::optional<transfer::ImportedChats> chats;
    QObject::connect(&job, &transfer::ImportJob::completed, &job,
                     [&](const transfer::ImportedChats &imported) { chats = imported; });
    QObject::connect(&job, &transfer::ImportJob::failed, &job, [&](const base::Error &error) {
        qWarning() << error;
        chats.emplace();
    });
    waitUntil([&] { return chats.has_value(); }, Patience);
    return chats.value_or(transfer::ImportedChats());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! \return how many chats differ, with their numbers: whole chats say too much.
QStringList differing(const QList<WholeChat> &one, const QList<WholeChat> &other)
{
    QStringList numbers;
    for (qsizetype chat = 0; chat < qMax(one.size(), other.size()); ++chat) {
        if (!(one.value(chat) == other.value(chat)))
            numbers.append(QString::number(chat));
    }
    return numbers;
}

//! The store reads siblings in an order of its own.
QList<WholeChat> sorted(QList<WholeChat> chats)
{
    for (WholeChat &chat : chats) {
        std::sort(chat.messages.begin(), chat.messages.end(),
                  [](const Message &a, const Message &b) { return a.createdAt < b.createdAt; });
    }
    return chats;
}

} // namespace

//! Chats go out of one profile and into another: nothing is lost, and no window waits meanwhile.
class tst_RoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chatsMoveToAnotherProfile_data();
    void chatsMoveToAnotherProfile();
};

void tst_RoundTrip::chatsMoveToAnotherProfile_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<QString>("document"); // within what is exported

    QTest::newRow("one document") << ExportFormat::Json << QString();
    QTest::newRow("lines") << ExportFormat::JsonLines << u"/messages.jsonl"_s;
}

void tst_RoundTrip::chatsMoveToAnotherProfile()
{
    QFETCH(const ExportFormat, format);
    QFETCH(const QString, document);
    const int count = isFull() ? FullMessages : QuickMessages;
    const QTemporaryDir directory;
    const QString first = directory.filePath(u"first"_s);
    const QString second = directory.filePath(u"second"_s);
    Profile mine;
    QRandomGenerator random(12);
    QList<WholeChat> chats;
    for (int chat = 0; chat < Chats; ++chat)
        chats.append(makeChat(count / Chats, random, mine.blobs()));
    QVERIFY(mine.add(chats));
    const QList<WholeChat> stored = mine.load(chats);
    QCOMPARE(differing(sorted(stored), sorted(chats)), QStringList());

    const Heartbeat heartbeat;
    QVERIFY(exportTo(first, format, stored, mine.blobs()));
    const double whileExporting = heartbeat.longestWork();
    Profile theirs;
    {
        const transfer::ImportedChats imported = importFrom(first + document, theirs.blobs());
        QCOMPARE(imported.report.messages, count);
        QCOMPARE(imported.report.problems.size(), 0);
        QVERIFY(theirs.add(imported.chats));
    }
    const double whileBoth = heartbeat.longestWork();
    qInfo("%d messages: the thread worked at most %.1f ms at a time while exporting, %.1f ms while "
          "importing; no gap longer than %.1f ms",
          count, whileExporting, whileBoth, heartbeat.longestGap());
    QVERIFY(whileBoth < Frame); // gaps are the machine's too, which has other things to do

    const QList<WholeChat> arrived = theirs.load(chats);
    QCOMPARE(differing(arrived, stored), QStringList());
    QVERIFY(exportTo(second, format, arrived, theirs.blobs()));
    const QByteArray bytes = contentOf(first + document);
    QVERIFY(bytes.count('\n') > count);
    QVERIFY(contentOf(second + document) == bytes);
    if (format == ExportFormat::JsonLines)
        QCOMPARE(contentOf(second + u"/SHA256SUMS"_s), contentOf(first + u"/SHA256SUMS"_s));
}

QTEST_GUILESS_MAIN(tst_RoundTrip)
#include "tst_roundtrip.moc"
