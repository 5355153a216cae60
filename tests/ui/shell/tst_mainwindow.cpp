// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/endpoint.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/practice/practiceserver.h"
#include "app/probe/capabilityprobe.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatlibrary.h"
#include "app/session/recentlog.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "tests/support/faultserver.h"
#include "ui/shell/dropoverlay.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QDialog>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::conversation::Conversation;
using app::conversation::MessageState;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutAnEndpointTheFirstPageAsksForOne();
    void thePracticeEndpointIsOneClickAwayAndAnswers();
    void enterSendsAndTheAnswerStreamsIn();
    void stopBeforeTheFirstTokenGivesTheTextBack();
    void escapeStopsAnAnswerAndKeepsItsText();
    void aRefusedKeyIsReplacedInOneStep();
    void aNewChatLeavesTheOldOneReachable();
    void aChatThatCannotBeReadOffersToTryAgain();
    void whatWasSentIsNoDraftOfTheNextChat();
    void theChosenModelIsAskedAndKept();
    void dropsAreAnnouncedByKind_data();
    void dropsAreAnnouncedByKind();
    void aFileDroppedAnywhereIsAttached();
    void aFileDroppedOnAChatOfTheListGoesThere();
    void everyNamedControlIsThere();

private:
    void openStore();
    void openWindow();
    void useServer();
    template <typename Widget> Widget *named(const QString &name) const
    {
        for (auto *widget : m_window->findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    void type(const QString &text) const
    {
        QTest::keyClicks(named<QPlainTextEdit>(u"Message"_s), text);
    }
    void pressEnter() const
    {
        QTest::keyClick(named<QPlainTextEdit>(u"Message"_s), Qt::Key_Return);
    }
    //! The text of the transcript, as a reader would copy it.
    QString transcriptText() const
    {
        auto *view = m_window->findChild<transcript::TranscriptView *>();
        view->selectAll();
        return view->selectedText();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<app::practice::PracticeServer> m_practice;
    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<app::settings::SettingsStore> m_settings;
    std::unique_ptr<app::settings::MemorySecretStore> m_secrets;
    std::unique_ptr<app::store::BlobStore> m_blobs;
    std::unique_ptr<app::attachments::AttachmentLoader> m_loader;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<app::net::LearnedDrops> m_learned;
    std::unique_ptr<app::session::ActiveEndpoint> m_active;
    std::unique_ptr<app::store::ChatStore> m_store;
    std::unique_ptr<app::probe::CapabilityProbe> m_probe;
    std::unique_ptr<app::session::ChatLibrary> m_library;
    app::session::RecentLog m_log{[] { return QString(); }};
    std::unique_ptr<shell::MainWindow> m_window;
};

void tst_MainWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"first"},{"id":"second"}]})"));
    m_practice = std::make_unique<app::practice::PracticeServer>();
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_settings = std::make_unique<app::settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<app::settings::MemorySecretStore>();
    m_blobs = std::make_unique<app::store::BlobStore>(m_directory->path() + u"/blobs"_s);
    m_loader = std::make_unique<app::attachments::AttachmentLoader>(*m_blobs);
    m_client = std::make_unique<app::net::HttpClient>();
    m_learned = std::make_unique<app::net::LearnedDrops>();
    m_active = std::make_unique<app::session::ActiveEndpoint>(
        *m_settings, *m_secrets, *m_client,
        [this]() -> app::base::Result<app::session::PracticeAddress> {
            if (const auto listening = m_practice->listen(); !listening)
                return listening.error();
            return app::session::PracticeAddress{.baseUrl = m_practice->baseUrl(),
                                                 .key = m_practice->key()};
        });
    openStore();
}

void tst_MainWindow::openStore()
{
    m_store = std::make_unique<app::store::ChatStore>(m_directory->path());
    m_probe = std::make_unique<app::probe::CapabilityProbe>(*m_client, *m_store, *m_learned);
    m_library = std::make_unique<app::session::ChatLibrary>(*m_store, [this] {
        return std::make_unique<app::session::ChatSession>(*m_client, *m_learned, *m_blobs,
                                                           [this] { return m_active->access(); });
    });
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
    m_library.reset();
    m_probe.reset();
    m_store.reset();
    m_active.reset();
    m_client.reset();
    m_loader.reset();
    m_practice.reset();
    m_server.reset();
    m_theme.reset();
}

void tst_MainWindow::openWindow()
{
    m_window = std::make_unique<shell::MainWindow>(shell::Services{.client = *m_client,
                                                                   .learned = *m_learned,
                                                                   .blobs = *m_blobs,
                                                                   .store = *m_store,
                                                                   .library = *m_library,
                                                                   .loader = *m_loader,
                                                                   .settings = *m_settings,
                                                                   .secrets = *m_secrets,
                                                                   .active = *m_active,
                                                                   .probe = *m_probe,
                                                                   .log = m_log,
                                                                   .theme = *m_theme});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_MainWindow::useServer()
{
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(m_server->url());
    endpoint.keySource = app::endpoint::KeySource::ThisRun;
    QVERIFY(m_active->use(endpoint, u"old-key"_s));
    openWindow();
    QTRY_COMPARE(m_settings->settings().currentModel, u"first"_s);
}

void tst_MainWindow::withoutAnEndpointTheFirstPageAsksForOne()
{
    openWindow();

    QVERIFY(named<QLineEdit>(u"Base URL"_s)->isVisible());
    QVERIFY(!named<QPlainTextEdit>(u"Message"_s)->isVisible());
}

void tst_MainWindow::thePracticeEndpointIsOneClickAwayAndAnswers()
{
    openWindow();
    for (auto *button : m_window->findChildren<QPushButton *>()) {
        if (button->text() == "Use the practice endpoint"_L1)
            button->click();
    }
    QTRY_COMPARE(m_settings->settings().currentModel, u"practice-vision"_s);

    type(u"What is 12 * 7?"_s);
    pressEnter();

    QTRY_VERIFY2(transcriptText().contains(u"84"_s), qPrintable(transcriptText()));
}

void tst_MainWindow::enterSendsAndTheAnswerStreamsIn()
{
    m_server->on(chatPath, Reply::chat({"Good ", "morning"}));
    useServer();

    type(u"Hello"_s);
    pressEnter();

    QTRY_VERIFY(transcriptText().contains(u"Good morning"_s));
    QVERIFY(transcriptText().contains(u"Hello"_s));
    QVERIFY(named<QPlainTextEdit>(u"Message"_s)->toPlainText().isEmpty());
    QCOMPARE(m_window->windowTitle(), u"Hello – Polylogue"_s);
    QCOMPARE(m_server->requests(chatPath).constFirst().header("authorization"),
             "Bearer old-key"_ba);
}

void tst_MainWindow::stopBeforeTheFirstTokenGivesTheTextBack()
{
    m_server->on(chatPath, Reply::nothing());
    useServer();
    type(u"Never mind"_s);
    pressEnter();
    QTRY_COMPARE(m_server->posts(), 1);
    QVERIFY(named<QPlainTextEdit>(u"Message"_s)->toPlainText().isEmpty());

    QTest::mouseClick(named<QPushButton>(u"Stop"_s), Qt::LeftButton);

    QCOMPARE(named<QPlainTextEdit>(u"Message"_s)->toPlainText(), u"Never mind"_s);
    QVERIFY(!transcriptText().contains(u"Never mind"_s));
}

void tst_MainWindow::escapeStopsAnAnswerAndKeepsItsText()
{
    m_server->on(chatPath,
                 Reply::head(200, {{"Content-Type", "text/event-stream"}})
                     .send("data: " + textDelta("half an answer") + "\n\n"));
    useServer();
    type(u"Tell me"_s);
    pressEnter();
    QTRY_VERIFY(transcriptText().contains(u"half an answer"_s));

    QTest::keyClick(named<QPlainTextEdit>(u"Message"_s), Qt::Key_Escape);

    QTRY_VERIFY(named<QPushButton>(u"Send"_s)->isVisible());
    QVERIFY(transcriptText().contains(u"half an answer"_s));
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void tst_MainWindow::aRefusedKeyIsReplacedInOneStep()
{
    m_server->on(
        chatPath,
        {Reply::json(R"({"detail":"API key is expired"})", 401), Reply::chat({"Welcome"})});
    useServer();
    type(u"Hello"_s);
    pressEnter();
    QTRY_COMPARE(m_server->posts(), 1);
    auto *view = m_window->findChild<transcript::TranscriptView *>();
    QTRY_VERIFY(named<QPushButton>(u"Send"_s)->isVisible());

    // The card's button is drawn; the wish that it tells is what counts here.
    QTimer::singleShot(0, this, [] {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"Bearer new-key"_s);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    });
    Q_EMIT view->errorActionRequested({}, text::ErrorAction::ReplaceKey);

    QTRY_VERIFY(transcriptText().contains(u"Welcome"_s));
    QCOMPARE(m_server->requests(chatPath).constLast().header("authorization"), "Bearer new-key"_ba);
}

void tst_MainWindow::aNewChatLeavesTheOldOneReachable()
{
    m_server->on(chatPath, Reply::chat({"An answer"}));
    useServer();
    type(u"First chat"_s);
    pressEnter();
    QTRY_VERIFY(transcriptText().contains(u"An answer"_s));

    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(m_window->windowTitle(), u"New chat – Polylogue"_s);
    QVERIFY(!transcriptText().contains(u"An answer"_s));

    auto *list = named<QAbstractItemView>(u"Conversations"_s);
    QVERIFY(list);
    QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
    QTRY_VERIFY(transcriptText().contains(u"An answer"_s));
    QCOMPARE(m_window->windowTitle(), u"First chat – Polylogue"_s);
}

void tst_MainWindow::aChatThatCannotBeReadOffersToTryAgain()
{
    m_server->on(chatPath, Reply::chat({"An answer"}));
    useServer();
    type(u"First chat"_s);
    pressEnter();
    QTRY_VERIFY(transcriptText().contains(u"An answer"_s));
    const app::conversation::ConversationId chat = m_window->chat();
    m_window.reset();
    m_library.reset();
    m_probe.reset();
    m_store.reset(); // all is on disk
    openStore();
    QTRY_VERIFY(m_library->isLoaded());
    const QString path = m_directory->filePath(u"polylogue.db"_s);
    QVERIFY(QFile::rename(path, path + u".away"_s));

    openWindow();
    m_window->showChat(chat);
    const auto retry = [this] {
        const auto buttons = m_window->findChildren<QPushButton *>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [](const auto *button) {
            return button->isVisible() && button->text() == "Retry"_L1;
        });
        return found == buttons.end() ? nullptr : *found;
    };
    QTRY_VERIFY(retry());
    QVERIFY(!transcriptText().contains(u"An answer"_s));
    QVERIFY(QFile::rename(path + u".away"_s, path));
    retry()->click();

    QTRY_VERIFY(transcriptText().contains(u"An answer"_s));
    QVERIFY(!retry());
}

void tst_MainWindow::whatWasSentIsNoDraftOfTheNextChat()
{
    m_server->on(chatPath, Reply::chat({"Good ", "morning"}));
    useServer();
    type(u"Hello"_s);

    pressEnter();
    m_window->showNewChat(); // at once: the question is on its way to the disk

    QVERIFY(named<QPlainTextEdit>(u"Message"_s)->toPlainText().isEmpty());
    QTRY_VERIFY(m_library->running().isEmpty());
    m_window->showNewChat();
    QVERIFY(named<QPlainTextEdit>(u"Message"_s)->toPlainText().isEmpty());
}

void tst_MainWindow::theChosenModelIsAskedAndKept()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    useServer();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::activePopupWidget());
    auto *filter = QApplication::activePopupWidget()->findChild<QLineEdit *>();
    QVERIFY(filter);
    QTest::keyClicks(filter, u"sec"_s);
    QTest::keyClick(filter, Qt::Key_Return);

    QTRY_COMPARE(m_settings->settings().currentModel, u"second"_s);
    type(u"Hello"_s);
    pressEnter();
    QTRY_COMPARE(m_server->posts(), 1);
    QTRY_VERIFY(m_server->requests(chatPath).constFirst().body.contains("\"model\":\"second\""));
}

void tst_MainWindow::dropsAreAnnouncedByKind_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("refused");

    QTest::newRow("one image") << QStringList{u"a.png"_s} << u"Attach 1 image to “Budget”"_s
                               << QString();
    QTest::newRow("both") << QStringList{u"a.png"_s, u"b.jpg"_s, u"c.pdf"_s}
                          << u"Attach 2 images and 1 PDF to “Budget”"_s << QString();
    QTest::newRow("something else")
        << QStringList{u"a.zip"_s} << u"This cannot be attached"_s << u"Archives"_s;
    QTest::newRow("mixed") << QStringList{u"c.pdf"_s, u"a.zip"_s} << u"Attach 1 PDF to “Budget”"_s
                           << u"a.zip"_s;
    QTest::newRow("many kinds")
        << QStringList{u"a.docx"_s, u"b.eml"_s, u"c.cpp"_s, u"unnamed"_s, u"photo.heic"_s}
        << u"Attach 1 document, 1 e-mail, 1 text file and 1 file to “Budget”"_s
        << u"Save the picture as JPEG"_s;
    QTest::newRow("a film") << QStringList{u"a.mp4"_s} << u"This cannot be attached"_s
                            << u"Sound and films"_s;
}

void tst_MainWindow::dropsAreAnnouncedByKind()
{
    QFETCH(QStringList, files);
    QFETCH(QString, title);
    QFETCH(QString, refused);
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &file : files)
        urls.append(QUrl::fromLocalFile(u"/tmp/"_s + file));
    data.setUrls(urls);

    const shell::DropAnnouncement announcement = shell::announceDrop(&data, {.title = u"Budget"_s});

    QCOMPARE(announcement.title, title);
    QCOMPARE(announcement.refusal.isEmpty(), refused.isEmpty());
    QVERIFY(announcement.refusal.contains(refused));
    QCOMPARE(announcement.isAcceptable, files.size() > 1 || refused.isEmpty());
}

void tst_MainWindow::aFileDroppedAnywhereIsAttached()
{
    useServer();
    const QString path = m_directory->filePath(u"dot.png"_s);
    QImage dot(3, 2, QImage::Format_RGB32);
    dot.fill(Qt::red);
    QVERIFY(dot.save(path));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});

    auto *view = m_window->findChild<transcript::TranscriptView *>();
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view->viewport(), &enter);
    auto *overlay = m_window->findChild<shell::DropOverlay *>();
    QVERIFY(enter.isAccepted());
    QVERIFY(overlay->isVisible());
    // The pointer is over the overlay now, which the window system tells as another entry.
    QDragEnterEvent enterOverlay({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(overlay, &enterOverlay);
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(overlay, &drop);

    QVERIFY(!overlay->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(named<QWidget>(u"Attachment dot.png"_s), 30'000);
}

void tst_MainWindow::aFileDroppedOnAChatOfTheListGoesThere()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    useServer();
    type(u"Hello"_s);
    pressEnter();
    QTRY_VERIFY(!m_library->chats().isEmpty());
    QTRY_VERIFY(m_library->running().isEmpty());
    const auto chat = m_library->chats().constFirst().id;
    m_window->showNewChat();
    auto *list = named<QAbstractItemView>(u"Conversations"_s);
    QVERIFY(list);
    QPoint row;
    for (int i = 0; i < list->model()->rowCount(); ++i) {
        const QRect area = list->visualRect(list->model()->index(i, 0));
        const QPoint middle = list->viewport()->mapTo(m_window.get(), area.center());
        if (list->model()->index(i, 0).flags() & Qt::ItemIsSelectable)
            row = middle;
    }
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_directory->filePath(u"dot.png"_s))});

    QDragEnterEvent enter(row, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_window.get(), &enter);
    auto *overlay = m_window->findChild<shell::DropOverlay *>();
    QVERIFY(overlay->isVisible());
    QVERIFY(overlay->accessibleName().startsWith(u"Attach 1 image to “"_s));
    QDragEnterEvent enterOverlay(row, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(overlay, &enterOverlay); // moves go where it was entered last
    QDragMoveEvent aside({m_window->width() - 100, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(overlay, &aside);
    QCOMPARE(overlay->accessibleName(), u"Attach 1 image to a new chat"_s);
    QDropEvent drop(QPointF(row), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(overlay, &drop);

    QCOMPARE(m_window->chat(), chat);
    QVERIFY(named<QWidget>(u"Attachment dot.png"_s)); // it is not there: its chip says so
}

void tst_MainWindow::everyNamedControlIsThere()
{
    useServer();

    for (const QString &name :
         {u"Message"_s, u"Send"_s, u"Stop"_s, u"Attach"_s, u"Model"_s, u"System prompt"_s,
          u"Parameters"_s, u"Conversation"_s, u"New chat"_s}) {
        QWidget *widget = named<QWidget>(name);
        QVERIFY2(widget, qPrintable(name));
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(interface && interface->text(QAccessible::Name) == name, qPrintable(name));
    }
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
