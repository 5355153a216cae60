// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/probe/capabilityprobe.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatlibrary.h"
#include "app/session/recentlog.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "tests/support/faultserver.h"
#include "ui/shell/windows.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::conversation::ConversationId;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

//! The program but for its arguments: made, ended and made again over the same profile.
class Program final
{
public:
    explicit Program(const QString &folder)
        : settings(folder)
        , blobs(folder + u"/blobs"_s)
        , store(folder)
        , loader(blobs)
        , active(settings, secrets, client,
                 []() -> app::base::Result<app::session::PracticeAddress> {
                     return app::base::Error{.kind = app::base::ErrorKind::Network};
                 })
        , library(store,
                  [this] {
                      return std::make_unique<app::session::ChatSession>(
                          client, learned, blobs, [this] { return active.access(); });
                  })
        , probe(client, store, learned)
        , windows({.client = client,
                   .learned = learned,
                   .blobs = blobs,
                   .store = store,
                   .library = library,
                   .loader = loader,
                   .settings = settings,
                   .secrets = secrets,
                   .active = active,
                   .probe = probe,
                   .log = log,
                   .theme = theme})
    { }

    //! The window that is shown; nullptr without one.
    shell::MainWindow *window() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<shell::MainWindow *>(widget);
            if (window && window->isVisible())
                return window;
        }
        return nullptr;
    }
    //! Sends a question from the window in front. \return its chat.
    ConversationId ask(const QString &text) const
    {
        for (auto *field : window()->findChildren<QPlainTextEdit *>()) {
            if (field->accessibleName() == "Message"_L1) {
                field->setPlainText(text);
                QTest::keyClick(field, Qt::Key_Return);
            }
        }
        return window()->chat();
    }

    app::settings::SettingsStore settings;
    app::settings::MemorySecretStore secrets;
    theme::Theme theme{app::settings::ThemeMode::Light};
    app::store::BlobStore blobs;
    app::store::ChatStore store;
    app::attachments::AttachmentLoader loader;
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    app::session::ActiveEndpoint active;
    app::session::ChatLibrary library;
    app::probe::CapabilityProbe probe;
    app::session::RecentLog log{[] { return QString(); }};
    shell::Windows windows;
};

} // namespace

class tst_Windows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theFirstWindowShowsTheChatUsedLast();
    void afterAKillTheChatThatChangedLastIsShown();
    void whatIsGoneIsNotOpened();
    void anotherStartUsesTheWindowThatIsThere();
    void filesOfAnotherStartBeginANewChat();
    void twoWindowsShowTheSameChat();
    void theEndIsAskedForOnceWhileAnAnswerComes();
    void aGridRunGoesOnWithoutAnyOtherWindow();
    void anAnswerThatNobodySeesStaysUnread();

private:
    void start();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Program> m_program;
};

void tst_Windows::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"first"}]})"));
    start();
}

void tst_Windows::cleanup()
{
    m_program.reset();
    m_server.reset();
    m_directory.reset();
}

//! Ends the program where it runs, and starts it.
void tst_Windows::start()
{
    m_program.reset();
    m_program = std::make_unique<Program>(m_directory->path());
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(m_server->url());
    endpoint.keySource = app::endpoint::KeySource::ThisRun;
    QVERIFY(m_program->active.use(endpoint, u"key"_s));
    auto settings = m_program->settings.settings();
    settings.currentModel = u"first"_s;
    QVERIFY(m_program->settings.setSettings(settings));
}

void tst_Windows::theFirstWindowShowsTheChatUsedLast()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    m_program->windows.openLast();
    QTRY_VERIFY(m_program->window());
    QVERIFY(m_program->window()->chat().isNull());
    const ConversationId chat = m_program->ask(u"Are you there?"_s);
    QVERIFY(!chat.isNull());
    QTRY_VERIFY(m_program->library.running().isEmpty());

    start();
    m_program->windows.openLast();

    QTRY_VERIFY(m_program->window());
    QCOMPARE(m_program->window()->chat(), chat);
}

void tst_Windows::afterAKillTheChatThatChangedLastIsShown()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    m_program->windows.open();
    m_program->ask(u"Are you there?"_s);
    QTRY_VERIFY(m_program->library.running().isEmpty());
    start(); // notes the first chat
    m_program->windows.open();
    const ConversationId second = m_program->ask(u"And now?"_s);
    QTRY_VERIFY(m_program->library.running().isEmpty());
    const auto noted = m_program->settings.settings();
    start();
    auto settings = m_program->settings.settings(); // as if the end had noted nothing
    settings.lastChat = noted.lastChat;
    settings.lastChatAt = noted.lastChatAt;
    QVERIFY(noted.lastChat != second);
    QVERIFY(m_program->settings.setSettings(settings));

    m_program->windows.openLast();

    QTRY_VERIFY(m_program->window());
    QCOMPARE(m_program->window()->chat(), second);
}

void tst_Windows::whatIsGoneIsNotOpened()
{
    auto settings = m_program->settings.settings();
    settings.lastChat = ConversationId::create();
    QVERIFY(m_program->settings.setSettings(settings));

    m_program->windows.openLast();

    QTRY_VERIFY(m_program->window());
    QVERIFY(m_program->window()->chat().isNull());
}

void tst_Windows::anotherStartUsesTheWindowThatIsThere()
{
    m_program->windows.openLast();
    QTRY_VERIFY(m_program->window());

    m_program->windows.activate({});

    QCOMPARE(std::ranges::count_if(QApplication::topLevelWidgets(),
                                   [](const QWidget *widget) {
                                       return qobject_cast<const shell::MainWindow *>(widget);
                                   }),
             1);
}

void tst_Windows::filesOfAnotherStartBeginANewChat()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    shell::MainWindow &window = m_program->windows.open();
    const ConversationId chat = m_program->ask(u"Are you there?"_s);
    QTRY_VERIFY(m_program->library.running().isEmpty());
    QCOMPARE(window.chat(), chat);
    QTemporaryDir directory;
    QFile notes(directory.filePath(u"notes.txt"_s));
    QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("Hello") == 5);
    notes.close();

    m_program->windows.activate({notes.fileName()});

    QVERIFY(window.chat().isNull());
    const auto chips = window.findChildren<QWidget *>(u"AttachmentChip"_s);
    QCOMPARE(chips.size(), 1);
    QCOMPARE(chips.first()->accessibleName(), u"Attachment notes.txt"_s);
}

void tst_Windows::twoWindowsShowTheSameChat()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    shell::MainWindow &first = m_program->windows.open();
    const ConversationId chat = m_program->ask(u"Are you there?"_s);

    shell::MainWindow &second = m_program->windows.open(chat);

    QCOMPARE(second.chat(), chat);
    QCOMPARE(first.chat(), chat);
    QTRY_VERIFY(m_program->library.running().isEmpty());
    m_program->library.remove({chat});
    QTRY_VERIFY(first.chat().isNull() && second.chat().isNull()); // neither shows what is gone
}

void tst_Windows::theEndIsAskedForOnceWhileAnAnswerComes()
{
    m_server->on(chatPath, Reply::nothing());
    shell::MainWindow &window = m_program->windows.open();
    m_program->ask(u"Are you there?"_s);
    QTRY_COMPARE(m_program->library.running().size(), 1);
    int questions = 0;
    QTimer answer;
    connect(&answer, &QTimer::timeout, this, [&questions] {
        if (auto *box = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
            ++questions;
            box->reject(); // keep running
        }
    });
    answer.start(10);

    QVERIFY(!window.close());

    QCOMPARE(questions, 1);
    QVERIFY(window.isVisible());
    QCOMPARE(m_program->library.running().size(), 1);
}

void tst_Windows::aGridRunGoesOnWithoutAnyOtherWindow()
{
    m_server->on(chatPath, Reply::nothing());
    const app::store::GridRun run{.id = app::store::GridRunId::create(),
                                  .title = u"Capitals"_s,
                                  .createdAt = QDateTime::currentDateTimeUtc(),
                                  .setup = {.endpoint = m_program->active.endpoint()->id,
                                            .models = {u"first"_s},
                                            .prompts = {{.text = u"{a}"_s}}},
                                  .columns = {u"a"_s},
                                  .rows = {{u"1"_s}, {u"2"_s}}};
    m_program->store.write({app::store::SaveGridRun{run}});
    QPointer<shell::MainWindow> window = &m_program->windows.open();
    m_program->windows.showGridRuns();
    QWidget *grid = QApplication::activeWindow();
    QTRY_VERIFY((grid = QApplication::activeWindow()) && grid->accessibleName() == u"Grid run"_s);
    const auto press = [grid](const QString &text) {
        for (auto *button : grid->findChildren<QAbstractButton *>()) {
            if (button->text() == text && button->isVisible() && button->isEnabled()) {
                button->click();
                return true;
            }
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor([&] { return press(u"Open run"_s); }, 30'000));
    QVERIFY(QTest::qWaitFor([&] { return press(u"Start"_s); }, 30'000));
    QTRY_COMPARE(m_server->posts(), 2);
    int questions = 0;
    QTimer answer;
    connect(&answer, &QTimer::timeout, this, [&questions] {
        if (auto *box = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
            ++questions;
            box->reject(); // keep running
        }
    });
    answer.start(10);

    QVERIFY(window->close()); // the run has a window still
    QTRY_VERIFY(!window);
    QCOMPARE(questions, 0);
    QVERIFY(!grid->close());
    QCOMPARE(questions, 1);
    QVERIFY(grid->isVisible());
    QCOMPARE(m_server->openConnections(), 2);
}

void tst_Windows::anAnswerThatNobodySeesStaysUnread()
{
    m_server->on(chatPath, Reply::chat({"Yes"}));
    shell::MainWindow &window = m_program->windows.open();
    const ConversationId chat = m_program->ask(u"Are you there?"_s);
    window.showNewChat(); // looks away

    QTRY_VERIFY(m_program->library.running().isEmpty());
    QVERIFY(m_program->library.find(chat)->isUnread);

    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.showChat(chat);
    QVERIFY(!m_program->library.find(chat)->isUnread);
}

QTEST_MAIN(tst_Windows)
#include "tst_windows.moc"
