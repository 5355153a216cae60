// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/store/chatstore.h"
#include "ui/transfer/chatloader.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/importdialog.h"
#include "ui/transfer/printpreview.h"
#include "ui/transfer/transfer.h"

#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace polylogue::app;
using namespace polylogue::app::conversation;
using namespace polylogue::ui::transfer;
using namespace Qt::StringLiterals;

using session::ChatLibrary;
using store::WholeChat;

//! What a window offers, with a store on the disk.
class tst_Transfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void archiveIsReadIntoTheLibrary();
    void fileThatIsNoneIsTold();
    void exportedChatsComeBackBesideTheirOriginals();
    void temporaryChatsAreExportedToo();
    void chatThatIsGoneIsNotWaitedFor();
    void importAsksForAFile();
    void pagesAreShownBeforeTheyArePrinted();
    void lanesArePrintedAfterTheirMainLine();

private:
    QStringList import(const QString &path);
    QStringList titles() const;
    Source source() { return {*m_library, *m_store, *m_blobs}; }
    ConversationId chatNamed(const QString &title) const;
    QList<WholeChat> loaded(const QList<ConversationId> &chats);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::LearnedDrops> m_learned;
    std::unique_ptr<store::BlobStore> m_blobs;
    std::unique_ptr<store::ChatStore> m_store;
    std::unique_ptr<ChatLibrary> m_library;
    std::unique_ptr<QWidget> m_window;
};

namespace {

QString dataPath(const QString &name)
{
    return QStringLiteral(POLYLOGUE_TEST_DATA) + u"/transfer/"_s + name;
}

} // namespace

void tst_Transfer::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->filePath(u"blobs"_s));
    m_store = std::make_unique<store::ChatStore>(m_directory->path());
    m_library = std::make_unique<ChatLibrary>(*m_store, [this] {
        return std::make_unique<session::ChatSession>(*m_client, *m_learned, *m_blobs, [] {
            return base::Error{.kind = base::ErrorKind::Network};
        });
    });
    QTRY_VERIFY(m_library->isLoaded());
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void tst_Transfer::cleanup()
{
    m_window.reset();
    m_library.reset();
    m_store.reset();
}

//! \return what the dialog says at the end: its text, and a line for each problem.
QStringList tst_Transfer::import(const QString &path)
{
    ImportDialog dialog(path, *m_library, *m_blobs, m_window.get());
    QSignalSpy ended(&dialog, &ImportDialog::ended);
    dialog.show();
    if (!ended.wait(20'000))
        return {};
    QStringList said{dialog.findChild<QLabel *>()->text()};
    const QString problems = dialog.findChild<QPlainTextEdit *>()->toPlainText();
    if (!problems.isEmpty())
        said += problems.split(u'\n');
    return said;
}

QStringList tst_Transfer::titles() const
{
    QStringList titles;
    for (const store::ChatRecord &record : m_library->chats())
        titles += record.title;
    titles.sort();
    return titles;
}

ConversationId tst_Transfer::chatNamed(const QString &title) const
{
    for (const store::ChatRecord &record : m_library->chats()) {
        if (record.title == title)
            return record.id;
    }
    return {};
}

QList<WholeChat> tst_Transfer::loaded(const QList<ConversationId> &chats)
{
    ChatLoader loader(*m_library, *m_store, chats);
    QSignalSpy completed(&loader, &ChatLoader::completed);
    return completed.wait() ? loader.chats() : QList<WholeChat>();
}

void tst_Transfer::archiveIsReadIntoTheLibrary()
{
    const QStringList said = import(dataPath(u"chatgpt.json"_s));

    QCOMPARE(said.size(), 3);
    QVERIFY2(said.at(0).startsWith(u"2 of 4 conversations imported.\n6 messages\n1 attachment"_s),
             qPrintable(said.at(0)));
    QVERIFY(said.at(1).startsWith(u"chatgpt.json, conversation 2: "_s));
    QVERIFY(said.at(2).startsWith(u"chatgpt.json, conversation 4: "_s));
    QCOMPARE(titles(), (QStringList{u"Dinner plans"_s, u"Wrong types"_s}));
    const QList<WholeChat> chats = loaded({chatNamed(u"Dinner plans"_s)});
    QCOMPARE(chats.size(), 1);
    QCOMPARE(chats.constFirst().messages.size(), 5);
}

void tst_Transfer::fileThatIsNoneIsTold()
{
    const QStringList said = import(dataPath(u"nothing.json"_s));

    QCOMPARE(said.size(), 1);
    QVERIFY2(said.constFirst().contains(u"nothing.json"_s), qPrintable(said.constFirst()));
    QCOMPARE(titles(), QStringList());
}

void tst_Transfer::exportedChatsComeBackBesideTheirOriginals()
{
    import(dataPath(u"claude.json"_s));
    const ConversationId weather = chatNamed(u"Weather"_s);
    exportChats(m_window.get(), source(), {weather}, {});
    QTRY_VERIFY(m_window->findChild<ExportDialog *>());
    auto *dialog = m_window->findChild<ExportDialog *>();
    for (QRadioButton *each : dialog->findChildren<QRadioButton *>()) {
        if (each->text() == u"JSON"_s || each->text() == u"Every version of every message"_s)
            each->click();
    }
    QSignalSpy ended(dialog, &ExportDialog::ended);
    const QString path = m_directory->filePath(dialog->suggestedName());
    dialog->exportTo(path);
    QVERIFY(ended.wait());

    QVERIFY(import(path).constFirst().startsWith(u"1 conversation imported."_s));

    const QStringList found = titles();
    QCOMPARE(found.count(u"Weather"_s), 2);
    QList<ConversationId> both;
    for (const store::ChatRecord &record : m_library->chats()) {
        if (record.title == u"Weather"_s)
            both += record.id;
    }
    const QList<WholeChat> chats = loaded(both);
    QCOMPARE(chats.size(), 2);
    QCOMPARE(chats.at(0).messages.size(), 5);
    for (qsizetype row = 0; row < 5; ++row) {
        QCOMPARE(chats.at(1).messages.at(row).content, chats.at(0).messages.at(row).content);
        QVERIFY(chats.at(1).messages.at(row).id != chats.at(0).messages.at(row).id);
    }
}

void tst_Transfer::temporaryChatsAreExportedToo()
{
    const ConversationId chat = m_library->create({}, {}, true);
    session::ChatSession &session = m_library->open(chat);
    session.note({.text = u"Only in memory"_s});
    QTRY_COMPARE(session.conversation().count(), 1);

    const QList<WholeChat> chats = loaded({chat});

    QCOMPARE(chats.size(), 1);
    QCOMPARE(textOf(chats.constFirst().messages.constFirst().content), u"Only in memory"_s);
    QCOMPARE(chats.constFirst().leaf, chats.constFirst().messages.constFirst().id);
    m_library->release(chat);
}

void tst_Transfer::chatThatIsGoneIsNotWaitedFor()
{
    ChatLoader loader(*m_library, *m_store, {ConversationId::create()});
    QSignalSpy completed(&loader, &ChatLoader::completed);

    QVERIFY(completed.wait());
    QCOMPARE(loader.chats().size(), 0);
}

void tst_Transfer::importAsksForAFile()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    importChats(m_window.get(), *m_library, *m_blobs);
    auto *chooser = m_window->findChild<QFileDialog *>();
    QVERIFY(chooser);

    Q_EMIT chooser->fileSelected(dataPath(u"claude.json"_s));

    QTRY_COMPARE(titles().size(), 2);
    QVERIFY(m_window->findChild<ImportDialog *>());
}

void tst_Transfer::pagesAreShownBeforeTheyArePrinted()
{
    import(dataPath(u"claude.json"_s));

    printChats(m_window.get(), source(), {chatNamed(u"Weather"_s)});

    QTRY_VERIFY(m_window->findChild<PrintPreview *>());
    auto *preview = m_window->findChild<PrintPreview *>();
    QTRY_VERIFY(preview->isLaidOut());
    QCOMPARE(preview->pageCount(), 1);
}

void tst_Transfer::lanesArePrintedAfterTheirMainLine()
{
    import(dataPath(u"claude.json"_s));
    const ConversationId mainLine = chatNamed(u"Weather"_s);
    const QList<conversation::Message> said = loaded({mainLine}).constFirst().messages;
    m_library->createLane(mainLine, {.model = u"big"_s}, said);
    m_library->createLane(mainLine, {.model = u"small"_s}, said);
    m_library->createLane(mainLine, {.model = u"late"_s}); // has not been asked

    printChats(m_window.get(), source(),
               QList<ConversationId>{mainLine} + m_library->lanes(mainLine));

    QTRY_VERIFY(m_window->findChild<PrintPreview *>());
    auto *preview = m_window->findChild<PrintPreview *>();
    QTRY_VERIFY(preview->isLaidOut());
    QCOMPARE(preview->pageCount(), 3);
}

QTEST_MAIN(tst_Transfer)
#include "tst_transfer.moc"
