// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long a streamed piece of an answer takes from the server's write to the painted window, at
// 100 pieces a second and after pauses. Baseline of the same run: a bare socket that reads the same
// stream ("socket"). Prints one JSON object.

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/chatsession.h"
#include "app/store/blobstore.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>

using namespace polylogue;
using namespace Qt::StringLiterals;

namespace {

constexpr int Pieces = 600;

std::array<std::atomic<qint64>, Pieces> writtenAt; // nanoseconds on the steady clock

qint64 now()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

//! Writes one answer a connection, piece by piece, from a thread of its own.
class PieceServer final : public QThread
{
public:
    quint16 port() const { return m_port; }
    void listen()
    {
        start();
        while (m_port == 0)
            QThread::msleep(1);
    }

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
            serve(*socket);
        }
    }

private:
    static void serve(QTcpSocket &socket)
    {
        socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QByteArray request;
        while (!request.contains("\r\n\r\n") && socket.waitForReadyRead(5000))
            request += socket.readAll();
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                     "Connection: close\r\n\r\n");
        socket.waitForBytesWritten(1000);
        for (int i = 0; i < Pieces; ++i) {
            // Every fiftieth piece comes after a pause: the first of a burst must not wait.
            QThread::msleep(i % 50 == 0 ? 100 : 10);
            const QByteArray word =
                (i % 12 == 11) ? QByteArray("word.\\n\\n") : QByteArray("word ");
            writtenAt.at(size_t(i)) = now();
            socket.write("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word
                         + "\"}}]}\n\n");
            socket.waitForBytesWritten(1000);
        }
        socket.write("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"
                     "\n\ndata: [DONE]\n\n");
        socket.waitForBytesWritten(1000);
        socket.disconnectFromHost();
        if (socket.state() != QAbstractSocket::UnconnectedState)
            socket.waitForDisconnected(1000);
    }

    std::atomic<quint16> m_port = 0;
};

//! Notes when the first so many pieces had arrived somewhere.
class Arrivals
{
public:
    void upTo(int count)
    {
        const qint64 at = now();
        for (; m_count < std::min(count, Pieces); ++m_count)
            m_latencies.push_back(double(at - writtenAt.at(size_t(m_count))) / 1e6);
    }
    bool isWhole() const { return m_count == Pieces; }
    double percentile(double share) const
    {
        std::vector<double> sorted = m_latencies;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(size_t(share * double(sorted.size() - 1)));
    }
    QJsonObject json() const
    {
        return {{u"median_ms"_s, percentile(0.5)},
                {u"p99_ms"_s, percentile(0.99)},
                {u"max_ms"_s, percentile(1)}};
    }

private:
    std::vector<double> m_latencies;
    int m_count = 0;
};

//! The baseline: what the machine and the loop cost without us.
Arrivals measureSocket(quint16 port)
{
    Arrivals arrivals;
    QTcpSocket socket;
    qsizetype pieces = 0;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] {
        pieces += socket.readAll().count("\"content\"");
        arrivals.upTo(int(pieces));
    });
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write("GET / HTTP/1.1\r\n\r\n");
    while (!arrivals.isWhole())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return arrivals;
}

//! Counts as painted what was in the conversation when a paint event of the view began.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QWidget *viewport, const int &applied, Arrivals &painted)
        : m_applied(applied)
        , m_painted(painted)
        , m_viewport(viewport)
    {
        viewport->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        const int applied = m_applied;
        m_viewport->removeEventFilter(this);
        QCoreApplication::sendEvent(watched, event);
        m_viewport->installEventFilter(this);
        m_painted.upTo(applied);
        return true;
    }

private:
    const int &m_applied;
    Arrivals &m_painted;
    QWidget *m_viewport;
};

//! When pieces were in the conversation, and when they were painted.
struct ViewArrivals
{
    Arrivals received;
    Arrivals painted;
};

ViewArrivals measureView(quint16 port)
{
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    ui::transcript::TranscriptView view(theme);
    view.resize(900, 700);
    app::settings::Settings settings;
    settings.followMode = app::settings::FollowMode::Follow; // what is not seen is not painted
    view.setSettings(settings);
    const QTemporaryDir folder;
    const app::store::BlobStore blobs(folder.path());
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    const auto endpoint = app::endpoint::endpointFor(QUrl(u"http://127.0.0.1:%1/v1"_s.arg(port)));
    app::session::ChatSession session(client, learned, blobs, [&] {
        return app::base::Result<app::net::EndpointAccess>(
            app::net::EndpointAccess{.endpoint = endpoint});
    });

    int applied = 0;
    qsizetype words = 0;
    ViewArrivals arrivals;
    const PaintWatch watch(view.viewport(), applied, arrivals.painted);
    QObject::connect(&session.conversation(), &app::conversation::Conversation::deltaApplied, &view,
                     [&](qsizetype, const app::conversation::MessageDelta &delta) {
                         words += delta.text.count("word"_L1);
                         applied = int(words);
                         arrivals.received.upTo(applied);
                     });
    // After our own count: the view may paint within its slot.
    view.setConversation(&session.conversation());
    view.show();
    session.send({.text = u"Say words"_s}, {.model = u"m"_s});
    view.showNewestQuestion();
    QElapsedTimer timer;
    timer.start();
    while (!arrivals.painted.isWhole() && timer.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return arrivals;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    PieceServer server;
    server.listen();
    const Arrivals socket = measureSocket(server.port());
    const ViewArrivals view = measureView(server.port());
    const Arrivals &painted = view.painted;
    server.requestInterruption();
    server.wait();
    if (!painted.isWhole()) {
        std::fputs("the answer was not painted whole\n", stderr);
        return 1;
    }

    const QJsonObject result{
        {u"pieces"_s, Pieces},
        {u"socket"_s, socket.json()},
        {u"received"_s, view.received.json()},
        {u"painted"_s, painted.json()},
        {u"painted_minus_socket_median_ms"_s, painted.percentile(0.5) - socket.percentile(0.5)},
        {u"painted_to_socket_median"_s, painted.percentile(0.5) / socket.percentile(0.5)},
    };
    std::puts(QJsonDocument(result).toJson().constData());
    return 0;
}
