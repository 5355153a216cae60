// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/exportjob.h"
#include "app/transfer/importjob.h"
#include "tests/app/transfer/importfiles.h"
#include "tests/app/transfer/samplechats.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::app::transfer;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

using base::ErrorKind;

class tst_ImportJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ownFormsComeBackAsTheyWere_data();
    void ownFormsComeBackAsTheyWere();
    void longChatsComeBackByteByByte_data();
    void longChatsComeBackByteByByte();
    void chatGptTreesAreRead();
    void claudeConversationsAreRead();
    void requestsAreRead();
    void listOfMessagesIsAChat();
    void linesOfRequestsAreChats();
    void archivesAreRead();
    void damagedMessagesDoNotSpoilTheRest();
    void attachmentsAreKnownByTheirBytes();
    void filesThatAreNoneAreRefused_data();
    void filesThatAreNoneAreRefused();
    void cancelledImportIsTold();
    void jobTellsItsEndOnce();

private:
    //! \return the path of a file to import.
    QString in(const QString &name) const { return m_directory->filePath(u"in/"_s + name); }
    base::Result<ImportedChats> import(const QString &path) const;
    QByteArray exported(ExportFormat format, const QString &name, const QList<WholeChat> &chats,
                        const BlobStore &blobs) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<BlobStore> m_blobs; // of who exports
    std::unique_ptr<BlobStore> m_others; // of who imports
};

namespace {

const auto png = "\x89PNG\r\n\x1a\n and more"_ba;

} // namespace

void tst_ImportJob::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_blobs = std::make_unique<BlobStore>(m_directory->filePath(u"mine"_s));
    m_others = std::make_unique<BlobStore>(m_directory->filePath(u"theirs"_s));
    QVERIFY(QDir(m_directory->path()).mkdir(u"in"_s));
}

base::Result<ImportedChats> tst_ImportJob::import(const QString &path) const
{
    return readImport(path, *m_others, [](qint64, qint64) { return true; });
}

//! \return the bytes of the file that holds the messages.
QByteArray tst_ImportJob::exported(ExportFormat format, const QString &name,
                                   const QList<WholeChat> &chats, const BlobStore &blobs) const
{
    const ExportRequest request{.chats = chats,
                                .format = format,
                                .words = exportWords(),
                                .target = m_directory->filePath(name)};
    const auto report = writeExport(request, blobs, [](qint64) { return true; });
    if (!report)
        qWarning() << report.error();
    return contentOf(request.target
                     + (format == ExportFormat::JsonLines ? u"/messages.jsonl"_s : QString()));
}

void tst_ImportJob::ownFormsComeBackAsTheyWere_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<QString>("document");

    QTest::newRow("one document") << ExportFormat::Json << u"out"_s;
    QTest::newRow("lines") << ExportFormat::JsonLines << u"out/messages.jsonl"_s;
}

void tst_ImportJob::ownFormsComeBackAsTheyWere()
{
    QFETCH(const ExportFormat, format);
    QFETCH(const QString, document);
    WholeChat second = longChat(3, 100);
    second.record.id = {QUuid::createUuid()};
    const QList<WholeChat> chats{fullChat(*m_blobs), second};
    QVERIFY(!exported(format, u"out"_s, chats, *m_blobs).isEmpty());

    const auto imported = import(m_directory->filePath(document));

    QVERIFY(imported);
    QCOMPARE(imported->report, (ImportReport{.found = 2, .read = 2, .messages = 8}));
    for (qsizetype chat = 0; chat < chats.size(); ++chat) {
        QCOMPARE(imported->chats.at(chat).record, chats.at(chat).record);
        QCOMPARE(imported->chats.at(chat).leaf, chats.at(chat).leaf);
        for (qsizetype row = 0; row < chats.at(chat).messages.size(); ++row)
            QCOMPARE(imported->chats.at(chat).messages.at(row), chats.at(chat).messages.at(row));
    }
    const auto &image = std::get<ImagePart>(chats.first().messages.first().content.at(1));
    QCOMPARE(contentOf(m_others->path(image.blob)), contentOf(m_blobs->path(image.blob)));
}

void tst_ImportJob::longChatsComeBackByteByByte_data()
{
    ownFormsComeBackAsTheyWere_data();
}

void tst_ImportJob::longChatsComeBackByteByByte()
{
    QFETCH(const ExportFormat, format);
    QFETCH(const QString, document);
    const QList<WholeChat> chats{longChat(3'000)};
    const QByteArray first = exported(format, u"out"_s, chats, *m_blobs);

    const auto imported = import(m_directory->filePath(document));

    QVERIFY(imported);
    QVERIFY(imported->chats == chats);
    QVERIFY(!first.isEmpty());
    QVERIFY(exported(format, u"again"_s, imported->chats, *m_others) == first);
}

void tst_ImportJob::chatGptTreesAreRead()
{
    QVERIFY(QFile::copy(dataPath(u"chatgpt.json"_s),
                        m_directory->filePath(u"in/conversations.json"_s)));
    write(in(u"file-Fridge1-photo.png"_s), png);

    const auto imported = import(m_directory->filePath(u"in/conversations.json"_s));

    QVERIFY(imported);
    QCOMPARE(imported->report.found, 4);
    QCOMPARE(imported->report.read, 2);
    QCOMPARE(imported->report.missingAttachments, 0);
    QCOMPARE(imported->report.problems.size(), 2);
    QCOMPARE(imported->report.problems.at(0).conversation, 2);
    QCOMPARE(imported->report.problems.at(0).error.type, u"empty"_s);
    QCOMPARE(imported->report.problems.at(1).conversation, 4);
    QCOMPARE(imported->report.problems.at(1).error.type, u"json"_s);

    const WholeChat &chat = imported->chats.at(0);
    QCOMPARE(chat.record.title, u"Dinner plans"_s);
    QCOMPARE(chat.record.id.value.toString(QUuid::WithoutBraces),
             u"11111111-1111-4111-8111-111111111111"_s);
    QCOMPARE(chat.record.createdAt, QDateTime::fromMSecsSinceEpoch(1'763'890'200'500, Qt::UTC));
    QCOMPARE(chat.messages.size(), 5);
    const Message &question = chat.messages.at(0);
    QVERIFY(question.parent.isNull());
    QCOMPARE(textOf(question.content), u"What can I cook with this?"_s);
    const auto &image = std::get<ImagePart>(question.content.at(0));
    QCOMPARE(image.fileName, u"file-Fridge1-photo.png"_s);
    QCOMPARE(image.pixelSize, QSize(640, 480));
    QCOMPARE(contentOf(m_others->path(image.blob)), png);
    QCOMPARE(textOf(chat.messages.at(1).content), u"An omelette."_s);
    const Message &answer = chat.messages.at(2);
    QCOMPARE(answer.parent, question.id);
    QCOMPARE(answer.model, u"model-y"_s);
    QCOMPARE(reasoningOf(answer.content), u"I see eggs.\n\nAnd cheese."_s);
    QCOMPARE(textOf(answer.content), u"A cheese omelette."_s);
    QCOMPARE(chat.leaf, answer.id);
    QVERIFY(textOf(chat.messages.at(3).content).contains(u"```python\nprint(2 * 3)\n```"_s));
    QCOMPARE(chat.messages.at(4).role, Role::Tool);
    QCOMPARE(textOf(imported->chats.at(1).messages.first().content), u"Still here"_s);
}

void tst_ImportJob::claudeConversationsAreRead()
{
    const auto imported = import(dataPath(u"claude.json"_s));

    QVERIFY(imported);
    QCOMPARE(imported->report.read, 2);
    QCOMPARE(imported->report.missingAttachments, 1); // sky.png
    const WholeChat &chat = imported->chats.at(0);
    QCOMPARE(chat.record.title, u"Weather"_s);
    QCOMPARE(chat.record.createdAt, QDateTime(QDate(2026, 11, 23), QTime(9, 30, 0, 125), Qt::UTC));
    QCOMPARE(chat.messages.size(), 5);
    QVERIFY(textOf(chat.messages.at(0).content).startsWith(u"Will it rain?notes.txt"_s));
    QVERIFY(textOf(chat.messages.at(0).content).contains(u"````\nClouds over ``` the sea"_s));
    const ToolCallPart call = toolCallsOf(chat.messages.at(1).content).constFirst();
    QCOMPARE(call.arguments, u"{\"place\":\"here\"}"_s);
    const auto &result = std::get<ToolResultPart>(chat.messages.at(2).content.constFirst());
    QCOMPARE(result.callId, call.id);
    QCOMPARE(result.content, u"rain at noon"_s);
    QCOMPARE(chat.messages.at(3).parent, chat.messages.at(2).id);
    QVERIFY(chat.messages.at(4).parent.isNull()); // another first question
    QCOMPARE(chat.leaf, chat.messages.at(4).id);
    const WholeChat &plain = imported->chats.at(1);
    QCOMPARE(plain.messages.at(1).parent, plain.messages.at(0).id);
    QCOMPARE(plain.messages.at(1).role, Role::Assistant);
}

void tst_ImportJob::requestsAreRead()
{
    const auto imported = import(dataPath(u"request.json"_s));

    QVERIFY(imported);
    QCOMPARE(imported->report.read, 1);
    QCOMPARE(imported->report.missingAttachments, 1); // an address is not fetched
    const WholeChat &chat = imported->chats.constFirst();
    QCOMPARE(chat.record.setup.model, u"model-z"_s);
    QCOMPARE(chat.record.setup.systemPrompt, u"Be brief."_s);
    QCOMPARE(chat.record.setup.parameters.temperature, 0.25);
    QCOMPARE(chat.record.setup.parameters.maxTokens, 300);
    QCOMPARE(chat.messages.size(), 4);
    const QList<ContentPart> question = chat.messages.at(0).content;
    QCOMPARE(question.size(), 3);
    QCOMPARE(std::get<ImagePart>(question.at(1)).blob.mediaType, u"image/png"_s);
    QCOMPARE(std::get<DocumentPart>(question.at(2)).fileName, u"a.pdf"_s);
    QCOMPARE(toolCallsOf(chat.messages.at(1).content).constFirst().name, u"look"_s);
    QCOMPARE(reasoningOf(chat.messages.at(1).content), u"Hm."_s);
    QCOMPARE(chat.messages.at(2).role, Role::Tool);
    QCOMPARE(chat.leaf, chat.messages.at(3).id);
}

void tst_ImportJob::listOfMessagesIsAChat()
{
    const auto imported = import(write(
        in(u"a.json"_s), R"([{"role":"user","content":"1"},{"role":"assistant","content":"2"}])"));

    QVERIFY(imported);
    QCOMPARE(imported->chats.size(), 1);
    QCOMPARE(numbersOf(imported->chats.constFirst().messages), (QList<int>{1, 2}));
}

void tst_ImportJob::linesOfRequestsAreChats()
{
    const auto imported =
        import(write(in(u"a.txt"_s), R"({"messages":[{"role":"user","content":"1"}]}
{"messages":[{"role":"user","content":"2"}]}

{"messages":7})"));

    QVERIFY(imported);
    QCOMPARE(imported->report.found, 3);
    QCOMPARE(imported->chats.size(), 2);
    QCOMPARE(imported->report.problems.size(), 1);
}

void tst_ImportJob::archivesAreRead()
{
    const auto imported =
        import(zip(in(u"a.zip"_s),
                   {{u"user.json"_s, "{}"},
                    {u"file-Fridge1.png"_s, png},
                    {u"conversations-001.json"_s, "[]"},
                    {u"conversations-000.json"_s, contentOf(dataPath(u"chatgpt.json"_s))}}));

    QVERIFY(imported);
    QCOMPARE(imported->report.read, 2);
    QCOMPARE(imported->report.missingAttachments, 0);
    QCOMPARE(imported->report.problems.constFirst().document, u"conversations-000.json"_s);
}

void tst_ImportJob::damagedMessagesDoNotSpoilTheRest()
{
    QByteArray text = exported(ExportFormat::JsonLines, u"out"_s, {longChat(3)}, *m_blobs);
    text.replace("\"content\":[{\"text\":\"Message 2",
                 "\"content\":5,\"was\":[{\"text\":\"Message 2");

    const auto imported = import(write(in(u"messages.jsonl"_s), text));

    QVERIFY(imported);
    QCOMPARE(imported->report.read, 1);
    QCOMPARE(imported->report.messages, 2);
    QCOMPARE(imported->report.problems.size(), 1);
    QCOMPARE(imported->report.problems.constFirst().conversation, 1);
}

void tst_ImportJob::attachmentsAreKnownByTheirBytes()
{
    QByteArray text = exported(ExportFormat::Json, u"out"_s, {fullChat(*m_blobs)}, *m_blobs);
    text.replace("image/png", "text/html");
    text.replace("JVBERi0xLjc", "JVBERi0xLjg"); // the PDF is another than its hash says

    const auto imported = import(write(in(u"a.json"_s), text));

    QVERIFY(imported);
    const QList<ContentPart> question = imported->chats.constFirst().messages.constFirst().content;
    QCOMPARE(std::get<ImagePart>(question.at(1)).blob.mediaType, u"image/png"_s);
    QVERIFY(m_others->path(std::get<DocumentPart>(question.at(2)).blob).isEmpty());
    QVERIFY(imported->report.missingAttachments > 0);
}

void tst_ImportJob::filesThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");

    QTest::newRow("empty") << ""_ba << u"json"_s;
    QTest::newRow("text") << "Hello"_ba << u"json"_s;
    QTest::newRow("cut off") << "[{\"mapping\":{"_ba << u"json"_s;
    QTest::newRow("number") << "5"_ba << u"json"_s;
    QTest::newRow("deep") << QByteArray(5'000, '[') << u"json"_s;
    QTest::newRow("another object") << "{\"a\":1}"_ba << u"unknown_form"_s;
    QTest::newRow("another format") << R"({"format":"x","version":1})"_ba << u"unknown_form"_s;
    QTest::newRow("newer") << R"({"format":"polylogue.chats","version":2,"chats":[]})"_ba
                           << u"newer"_s;
    QTest::newRow("wrong version")
        << R"({"format":"polylogue.chats","version":{},"chats":[]})"_ba << u"newer"_s;
    QTest::newRow("chats without a form") << R"({"chats":[{}]})"_ba << u"unknown_form"_s;
    QTest::newRow("broken archive") << "PK\x03\x04 and nothing"_ba << u"zip"_s;
}

void tst_ImportJob::filesThatAreNoneAreRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, type);

    const auto imported = import(write(in(u"a"_s), bytes));

    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, ErrorKind::File);
    QCOMPARE(imported.error().type, type);
    QCOMPARE(imported.error().subject, u"a"_s);
}

void tst_ImportJob::cancelledImportIsTold()
{
    const auto imported =
        readImport(dataPath(u"claude.json"_s), *m_others, [](qint64, qint64) { return false; });

    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, ErrorKind::Cancelled);
}

void tst_ImportJob::jobTellsItsEndOnce()
{
    ImportJob good(dataPath(u"claude.json"_s), *m_others);
    ImportJob bad(dataPath(u"nothing.json"_s), *m_others);
    QSignalSpy goodCompleted(&good, &ImportJob::completed);
    QSignalSpy badFailed(&bad, &ImportJob::failed);

    QTRY_COMPARE(goodCompleted.size(), 1);
    QTRY_COMPARE(badFailed.size(), 1);

    QCOMPARE(goodCompleted.first().first().value<ImportedChats>().chats.size(), 2);
    QCOMPARE(badFailed.first().first().value<base::Error>().type, u"not_found"_s);
}

QTEST_GUILESS_MAIN(tst_ImportJob)
#include "tst_importjob.moc"
