// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long a key takes from its press to the end of the painting that shows its letter, in the
// program's window: in an empty chat, in one of 50,000 messages, and while an answer streams into
// that one. Keys come from another thread, at times of their own. Prints one JSON object; times in
// milliseconds. "cpu" is what the user's thread worked meanwhile and compares on busy machines,
// "wall" includes waiting for a processor, and for what the thread was doing when the key came.

#include "../ui/markdown/sampledocument.h"
#include "../ui/transcript/conversations.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/probe/capabilityprobe.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatlibrary.h"
#include "app/session/recentlog.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "spread.h"
#include "tests/support/waituntil.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QWindow>

#include <atomic>
#include <cstdio>

using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::bench;
using namespace Qt::StringLiterals;
using app::conversation::ConversationId;

namespace {

constexpr int LongChat = 50'000; // messages
constexpr int Keys = 300;
constexpr int ShortestPause = 20; // milliseconds between keys
constexpr int LongestPause = 80;
constexpr int AnswerCharacters = 63'000;

double now()
{
    return static_cast<double>(std::chrono::steady_clock::now().time_since_epoch().count()) / 1e6;
}

//! \brief Answers one question with a document that does not end, 200 pieces a second.
class PieceServer final : public QThread
{
public:
    PieceServer()
    {
        start();
        while (m_port == 0)
            msleep(1);
    }
    ~PieceServer() override
    {
        requestInterruption();
        wait();
    }
    quint16 port() const { return m_port; }

protected:
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        while (!isInterruptionRequested()) {
            if (!server.waitForNewConnection(50))
                continue;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            QByteArray request;
            while (!request.contains("\r\n\r\n") && socket->waitForReadyRead(5000))
                request += socket->readAll();
            if (request.startsWith("POST"))
                answer(*socket);
        }
    }

private:
    void answer(QTcpSocket &socket)
    {
        const QStringList pieces = test::piecesOf(test::sampleDocument(AnswerCharacters));
        socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                     "Connection: close\r\n\r\n");
        for (qsizetype sent = 0; !isInterruptionRequested(); ++sent) {
            const QJsonObject delta{{u"content"_s, pieces.at(sent % pieces.size())}};
            const QJsonObject event{
                {u"choices"_s, QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}}}}};
            socket.write("data: " + QJsonDocument(event).toJson(QJsonDocument::Compact) + "\n\n");
            if (!socket.waitForBytesWritten(1000))
                return;
            msleep(5);
        }
    }

    std::atomic<quint16> m_port = 0;
};

//! \brief Knows when the window has been painted, and what each event of its thread took.
class Application final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_depth > 0)
            return send(receiver, event);
        const double cpu = threadCpu();
        const bool isDone = send(receiver, event);
        m_events.push_back(threadCpu() - cpu);
        return isDone;
    }

    void watch(QWidget *field) { m_field = field; }
    void pressed(double when)
    {
        m_pressedAt = when;
        m_cpuThen = threadCpu();
        m_isShown = false;
    }
    bool isWaiting() const { return m_pressedAt > 0; }
    //! \return what was measured since the last call.
    QJsonObject take()
    {
        return {{u"cpu"_s, spread(std::exchange(m_cpus, {}))},
                {u"wall"_s, spread(std::exchange(m_walls, {}))},
                {u"event_cpu"_s, spread(std::exchange(m_events, {}))}};
    }

private:
    bool send(QObject *receiver, QEvent *event)
    {
        const QEvent::Type type = event->type();
        ++m_depth;
        const bool isDone = QApplication::notify(receiver, event);
        --m_depth;
        if (QThread::currentThread() != thread() || !isWaiting())
            return isDone;
        if (type == QEvent::Paint && receiver == m_field)
            m_isShown = true;
        if (type == QEvent::UpdateRequest && m_isShown) { // all is painted and flushed
            m_walls.push_back(now() - m_pressedAt);
            m_cpus.push_back(threadCpu() - m_cpuThen);
            m_pressedAt = 0;
        }
        return isDone;
    }

    QWidget *m_field = nullptr;
    int m_depth = 0;
    double m_pressedAt = 0; // 0: no key waits to be painted
    double m_cpuThen = 0;
    bool m_isShown = false;
    std::vector<double> m_cpus;
    std::vector<double> m_walls;
    std::vector<double> m_events;
};

//! \brief Presses keys, each when the one before is on the screen and a while has passed.
class Typist final : public QThread
{
public:
    Typist(Application &application, QWindow &window)
        : m_application(application)
        , m_window(window)
    { }

protected:
    void run() override
    {
        QRandomGenerator random(1);
        for (int key = 0; key < Keys; ++key) {
            msleep(static_cast<unsigned long>(random.bounded(ShortestPause, LongestPause)));
            const double when = now();
            QMetaObject::invokeMethod(
                &m_application,
                [this, key, when] {
                    m_application.pressed(when);
                    QTest::keyPress(&m_window, key % 9 == 8 ? Qt::Key_Space : Qt::Key_A);
                    QTest::keyRelease(&m_window, key % 9 == 8 ? Qt::Key_Space : Qt::Key_A);
                },
                Qt::QueuedConnection);
            bool isWaiting = true;
            while (isWaiting) {
                msleep(2);
                QMetaObject::invokeMethod(
                    &m_application, [&] { isWaiting = m_application.isWaiting(); },
                    Qt::BlockingQueuedConnection);
            }
        }
    }

private:
    Application &m_application;
    QWindow &m_window;
};

//! \brief The program with one window over a profile of its own.
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
        , library(store, [this] {
            return std::make_unique<app::session::ChatSession>(client, learned, blobs,
                                                               [this] { return active.access(); });
        })
    { }

    //! Only now, as without a server it would ask for one first.
    void openWindow()
    {
        window = std::make_unique<shell::MainWindow>(shell::Services{.client = client,
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
                                                                     .theme = theme});
        window->resize(1180, 780);
        window->show();
        window->showNewChat();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("no window");
        field()->setFocus();
    }

    QPlainTextEdit *field() const
    {
        for (auto *field : window->findChildren<QPlainTextEdit *>()) {
            if (field->accessibleName() == "Message"_L1)
                return field;
        }
        qFatal("no composer");
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
    app::probe::CapabilityProbe probe{client, store, learned};
    app::session::RecentLog log{[] { return QString(); }};
    std::unique_ptr<shell::MainWindow> window;
};

template <typename Condition> void waitFor(Condition condition)
{
    if (!tests::waitUntil(condition, 60'000))
        qFatal("waited too long");
}

ConversationId writeLongChat(const QString &folder)
{
    app::store::ChatStore store(folder);
    const ConversationId chat = ConversationId::create();
    const QList<app::conversation::Message> messages = test::chain(LongChat, 600);
    app::store::SetBranch branch{.chat = chat};
    for (const app::conversation::Message &message : messages)
        branch.messages.append(message.id);
    bool isDone = false;
    store.write({app::store::SaveChat{{.id = chat, .title = u"Long"_s}},
                 app::store::SaveMessages{.chat = chat, .messages = messages}, branch},
                qApp, [&isDone](const app::base::Status &) { isDone = true; });
    waitFor([&] { return isDone; });
    return chat;
}

QJsonObject type(Application &application, Program &program)
{
    program.field()->clear();
    QTest::qWait(300); // what came of clearing is done
    application.take();
    Typist typist(application, *program.window->windowHandle());
    bool isFinished = false;
    QObject::connect(&typist, &QThread::finished, &application, [&] { isFinished = true; });
    typist.start();
    waitFor([&] { return isFinished; });
    typist.wait();
    const bool hasAll = program.field()->toPlainText().size() == Keys;
    program.field()->clear();
    if (!hasAll)
        qFatal("keys were lost");
    return application.take();
}

} // namespace

int main(int argc, char **argv)
{
    Application application(argc, argv);
    const QTemporaryDir folder;
    const ConversationId chat = writeLongChat(folder.path());
    const PieceServer server;
    Program program(folder.path());
    const auto endpoint =
        app::endpoint::endpointFor(QUrl(u"http://127.0.0.1:%1/v1"_s.arg(server.port())));
    auto settings = program.settings.settings();
    settings.currentModel = u"endless"_s;
    settings.prices = {{.model = u"endless"_s, .inputPerMillion = 1, .outputPerMillion = 2}};
    if (!program.active.use(endpoint, {}) || !program.settings.setSettings(settings))
        qFatal("settings");
    waitFor([&] { return program.library.isLoaded(); });
    program.openWindow();
    application.watch(program.field()->viewport());

    QJsonObject result{{u"messages"_s, LongChat}, {u"keys"_s, Keys}};
    result[u"empty_chat"_s] = type(application, program);
    program.window->showChat(chat);
    app::session::ChatSession &session = program.library.open(chat);
    waitFor([&] { return session.conversation().isWhole(); });
    result[u"long_chat"_s] = type(application, program);
    program.field()->setPlainText(u"Say words"_s);
    QTest::keyClick(program.field(), Qt::Key_Return);
    waitFor([&] { return session.state() == app::session::ChatSession::State::Streaming; });
    result[u"long_chat_while_an_answer_streams"_s] = type(application, program);
    if (!session.isRunning())
        qFatal("the answer ended early");
    session.stop();
    program.library.release(chat);
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
