// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Six lanes that are answered at once, each at 200 pieces a second, by a server in a process of its
// own: the page as it is in the window, with store and network. Prints one JSON object: events that
// held up the window, in milliseconds, and the processor time of this process as a share of one
// core. "bench_lanes 20" ends after 20 seconds; "bench_lanes serve" is the server.

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "tests/bench/transcript/measure.h"
#include "tests/support/faultserver.h"
#include "tests/ui/markdown/sampledocument.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/theme/theme.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::app;
using namespace std::chrono_literals;

namespace {

constexpr int AnswerCharacters = 63'000;
constexpr int Lanes = 6;
constexpr auto Between = 5ms;

int serve(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QList<QByteArray> words;
    for (const QString &piece : test::piecesOf(test::sampleDocument(AnswerCharacters)))
        words.append(piece.toUtf8());
    tests::FaultServer server;
    server.on("/v1/chat/completions", tests::Reply::chat(words, Between));
    std::printf("%d\n", server.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

qint64 charactersIn(session::Comparison &comparison)
{
    qint64 count = 0;
    for (const auto &lane : comparison.lanes()) {
        for (const session::Turn &turn : comparison.turns(lane))
            count += turn.answer ? textOf(turn.answer->content).size() : 0;
    }
    return count;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "serve") == 0)
        return serve(argc, argv);
    bench::MeasuredApplication application(argc, argv);
    const std::chrono::seconds limit(argc > 1 ? QByteArray(argv[1]).toInt() : 20);
    QProcess server;
    server.start(QCoreApplication::applicationFilePath(), {u"serve"_s});
    if (!server.waitForReadyRead(10'000))
        return 1;
    const QString port = QString::fromUtf8(server.readLine()).trimmed();

    const QTemporaryDir directory;
    settings::SettingsStore settingsStore(directory.path());
    settings::MemorySecretStore secrets;
    store::BlobStore blobs(directory.path() + u"/blobs"_s);
    store::ChatStore chats(directory.path());
    attachments::AttachmentLoader loader(blobs);
    net::HttpClient client;
    net::LearnedDrops learned;
    session::ActiveEndpoint active(settingsStore, secrets, client,
                                   [] { return base::Error{.kind = base::ErrorKind::Network}; });
    endpoint::Endpoint endpoint;
    endpoint.id = endpoint::EndpointId::create();
    endpoint.baseUrl = QUrl(u"http://127.0.0.1:%1/v1"_s.arg(port));
    endpoint.keySource = endpoint::KeySource::ThisRun;
    (void)active.use(endpoint, u"key"_s);
    session::ChatLibrary library(chats, [&] {
        return std::make_unique<session::ChatSession>(client, learned, blobs,
                                                      [&] { return active.access(); });
    });

    ui::theme::Theme theme(settings::ThemeMode::Light);
    QWidget window;
    window.resize(1600, 1000);
    ui::compare::CompareTools tools(theme, &window);
    ui::compare::ComparePage page(
        theme,
        {.pane = {.library = library, .active = active, .loader = loader, .blobs = blobs},
         .learned = learned},
        tools, &window);
    page.resize(window.size());
    settings::Settings chosen{.currentModel = u"m"_s};
    chosen.followMode = settings::FollowMode::Follow;
    page.setSettings(chosen);
    const conversation::ConversationId chat = library.create({});
    for (int lane = 0; lane < Lanes; ++lane)
        library.createLane(chat, {.model = u"m%1"_s.arg(lane)});
    page.showChat(chat);
    window.show();

    QTimer::singleShot(1s, &window, [&] {
        application.restart();
        page.comparison()->send({.text = u"A long answer, please"_s});
    });
    QTimer::singleShot(1s + limit, &application, &QCoreApplication::quit);
    QApplication::exec();

    QJsonObject result = application.json();
    result[u"lanes"_s] = Lanes;
    result[u"pieces_per_second_and_lane"_s] = 1000 / static_cast<int>(Between.count());
    result[u"characters_per_second_and_lane"_s] =
        charactersIn(*page.comparison()) / Lanes / limit.count();
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    page.leave();
    server.kill();
    server.waitForFinished();
    return 0;
}
