// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long the program takes from its start until it has painted the end of the last chat and taken
// a key, in a profile of 5,000 chats, and how much memory it holds when idle. Baseline of the same
// run: an empty QMainWindow ("empty"). Both are programs of their own (startprogram, startempty),
// started in turn; the first of each warms the caches and is not counted. Prints one JSON object;
// times in milliseconds, memory in MB. "cpu" is of all threads, "main_thread" of the window's. Pss
// depends on what else runs: pages of libraries that others use too count in part; Rss does not.

#include "app/settings/profilepaths.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "tests/bench/start/startfigures.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace polylogue;
using namespace Qt::StringLiterals;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Role;

namespace {

constexpr int Chats = 5'000;
constexpr int MessagesOfLast = 400;
constexpr int Runs = 15;

//! \return the last chat.
app::conversation::ConversationId fill(const QString &profile)
{
    app::store::ChatStore store(app::settings::profilePaths(profile)->data);
    app::conversation::ConversationId last;
    QDateTime at = QDateTime::currentDateTimeUtc().addDays(-400);
    int done = 0;
    for (int chat = 0; chat < Chats; ++chat) {
        at = at.addSecs(400 * 24 * 3600 / Chats - 60);
        app::store::ChatRecord record{.id = app::conversation::ConversationId::create(),
                                      .title = u"Chat %1 about something or other"_s.arg(chat),
                                      .createdAt = at,
                                      .changedAt = at};
        last = record.id;
        const int count = chat == Chats - 1 ? MessagesOfLast : 4;
        QList<Message> messages;
        QList<MessageId> branch;
        for (int row = 0; row < count; ++row) {
            Message message{.id = MessageId::create(),
                            .parent = branch.isEmpty() ? MessageId{} : branch.constLast(),
                            .role = row % 2 == 0 ? Role::User : Role::Assistant,
                            .createdAt = at.addMSecs(row)};
            message.content.append(app::conversation::TextPart{
                .text =
                    u"Text %1 of **some** length, with `code` and a list:\n\n- one\n- two\n\n%2"_s
                        .arg(row)
                        .arg(u"A sentence that goes on for a while. "_s.repeated(6))});
            branch.append(message.id);
            messages.append(message);
        }
        store.write({app::store::SaveChat{record},
                     app::store::SaveMessages{.chat = record.id, .messages = messages},
                     app::store::SetBranch{.chat = record.id, .messages = branch}},
                    qApp, [&done](const auto &) { ++done; });
    }
    while (done < Chats)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return last;
}

//! What a child tells, in its order, and how much of its unit is one of ours.
struct Figure
{
    QLatin1StringView name;
    double unit = 1;
};
constexpr std::array Figures = {
    Figure{"wall"_L1, 1e6},           Figure{"cpu"_L1, 1e6},
    Figure{"main_thread"_L1, 1e6},    Figure{"idle_rss"_L1, 1024},
    Figure{"idle_pss"_L1, 1024},      Figure{"idle_private_dirty"_L1, 1024},
    Figure{"idle_anonymous"_L1, 1024}};

using Values = std::array<std::vector<double>, Figures.size()>;

void measure(const QString &program, const QStringList &arguments, Values &values)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationDirPath() + u'/' + program,
                QStringList{QString::number(bench::steadyNow())} + arguments);
    child.waitForFinished(60'000);
    const QList<QByteArray> words = child.readAllStandardOutput().simplified().split(' ');
    if (words.size() != qsizetype(Figures.size())) {
        child.kill();
        child.waitForFinished();
        std::fputs("a child did not tell its figures\n", stderr);
        std::exit(1);
    }
    for (std::size_t i = 0; i < Figures.size(); ++i)
        values.at(i).push_back(words.at(qsizetype(i)).toDouble() / Figures.at(i).unit);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

QJsonObject toJson(const Values &values)
{
    QJsonObject object;
    for (std::size_t i = 0; i < Figures.size(); ++i) {
        const auto [least, most] = std::minmax_element(values.at(i).begin(), values.at(i).end());
        object.insert(Figures.at(i).name,
                      QJsonObject{{u"median"_s, median(values.at(i))},
                                  {u"least"_s, *least},
                                  {u"most"_s, *most}});
    }
    return object;
}

QJsonObject ratios(const Values &program, const Values &empty)
{
    QJsonObject object;
    for (std::size_t i = 0; i < Figures.size(); ++i)
        object.insert(Figures.at(i).name, median(program.at(i)) / median(empty.at(i)));
    return object;
}

//! A server that is practised with, so that no page asks for one, and the chat to begin with.
void writeSettings(const QString &profile, const app::conversation::ConversationId &lastChat)
{
    const app::endpoint::Endpoint endpoint{
        .id = app::endpoint::EndpointId::create(), .name = u"Practice"_s, .isPractice = true};
    app::settings::SettingsStore store(app::settings::profilePaths(profile)->config);
    app::settings::Settings settings;
    settings.currentEndpoint = endpoint.id;
    settings.currentModel = u"practice-text"_s;
    settings.lastChat = lastChat;
    if (!store.saveEndpoint(endpoint) || !store.setSettings(settings))
        std::exit(1);
}

} // namespace

// With a folder as argument only fills that as a profile, to try other tools on.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc == 2) {
        const QString profile = QCoreApplication::arguments().at(1);
        writeSettings(profile, fill(profile));
        return 0;
    }
    const QTemporaryDir profile;
    writeSettings(profile.path(), fill(profile.path()));
    Values empty;
    Values program;
    for (int run = 0; run <= Runs; ++run) {
        measure(u"startempty"_s, {}, empty);
        measure(u"startprogram"_s, {profile.path()}, program);
        if (run == 0) {
            empty = {};
            program = {};
        }
    }
    const QString platform = qEnvironmentVariable("QT_QPA_PLATFORM", u"the default"_s);
    const QJsonObject result{{u"chats"_s, Chats},
                             {u"messages_of_last_chat"_s, MessagesOfLast},
                             {u"platform"_s, platform},
                             {u"runs"_s, Runs},
                             {u"empty"_s, toJson(empty)},
                             {u"polylogue"_s, toJson(program)},
                             {u"ratio"_s, ratios(program, empty)}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
