// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long the program takes from its start to the end of the first frame that shows the end of the
// last chat and takes keys, in a profile of 5,000 chats, and how much memory it holds when idle.
// Baseline of the same run: an empty QMainWindow ("empty"). Starts itself again for each
// measurement, the kinds in turn; the first of each warms the caches and is not counted. Prints one
// JSON object; times in milliseconds, memory in MB.

#include "app/base/platform.h"
#include "app/settings/profilepaths.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "tests/bench/firstframe.h"
#include "ui/windowprogram.h"

#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
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
constexpr int Runs = 11;
constexpr std::chrono::milliseconds IdleTime{2'500};

qint64 now()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

//! \return the number of kB that a line of \a path begins with after \a name, e.g. "Pss:".
qint64 memory(const QString &path, const QByteArray &name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (line.startsWith(name))
            return line.mid(name.size()).simplified().split(' ').constFirst().toLongLong();
    }
    return 0;
}

//! Prints how long it took until the first frame, and some time later what is held of memory.
void tell(qint64 startedAt)
{
    const qint64 took = now() - startedAt;
    QTimer::singleShot(IdleTime, qApp, [took] {
        const QString rollup = u"/proc/self/smaps_rollup"_s;
        std::printf("%lld %lld %lld %lld\n", static_cast<long long>(took / 1000),
                    static_cast<long long>(memory(rollup, "Pss:"_ba)),
                    static_cast<long long>(memory(rollup, "Private_Dirty:"_ba)),
                    static_cast<long long>(memory(u"/proc/self/status"_s, "RssAnon:"_ba)));
        std::fflush(stdout);
        QCoreApplication::exit(0);
    });
}

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

//! What the children of one kind told.
struct Figures
{
    std::vector<double> milliseconds = {};
    std::vector<double> pss = {}; // MB, as the others
    std::vector<double> privateDirty = {};
    std::vector<double> anonymous = {};
};

void measure(const QString &what, Figures &figures)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--child"_s, QString::number(now()), what});
    child.waitForFinished(60'000);
    const QList<QByteArray> words = child.readAllStandardOutput().simplified().split(' ');
    if (words.size() != 4) {
        child.kill();
        child.waitForFinished();
        std::fputs("a child did not tell its figures\n", stderr);
        std::exit(1);
    }
    figures.milliseconds.push_back(words.at(0).toDouble() / 1000);
    figures.pss.push_back(words.at(1).toDouble() / 1024);
    figures.privateDirty.push_back(words.at(2).toDouble() / 1024);
    figures.anonymous.push_back(words.at(3).toDouble() / 1024);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

QJsonObject toJson(const Figures &figures)
{
    const auto [least, most] =
        std::minmax_element(figures.milliseconds.begin(), figures.milliseconds.end());
    return {{u"start_median"_s, median(figures.milliseconds)},
            {u"start_least"_s, *least},
            {u"start_most"_s, *most},
            {u"idle_pss"_s, median(figures.pss)},
            {u"idle_private_dirty"_s, median(figures.privateDirty)},
            {u"idle_anonymous"_s, median(figures.anonymous)}};
}

//! \param what a profile, or "empty"
int runChild(QApplication &application, qint64 startedAt, const QString &what)
{
    const bool isEmpty = what == "empty"_L1;
    const tests::FirstFrame firstFrame(!isEmpty, [startedAt] { tell(startedAt); });
    if (!isEmpty)
        return ui::runWindow(application, what, {});
    QMainWindow window;
    window.resize(1180, 780);
    window.show();
    return QApplication::exec();
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

int main(int argc, char *argv[])
{
    app::base::prepareProcess();
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == "--child"_L1)
        return runChild(application, arguments.at(2).toLongLong(), arguments.at(3));

    const QTemporaryDir profile;
    writeSettings(profile.path(), fill(profile.path()));
    Figures empty;
    Figures program;
    for (int run = 0; run <= Runs; ++run) {
        measure(u"empty"_s, empty);
        measure(profile.path(), program);
        if (run == 0) {
            empty = {};
            program = {};
        }
    }
    const auto ratio = [&](std::vector<double> Figures::*figure) {
        return median(program.*figure) / median(empty.*figure);
    };
    const QJsonObject result{{u"chats"_s, Chats},
                             {u"messages_of_last_chat"_s, MessagesOfLast},
                             {u"empty"_s, toJson(empty)},
                             {u"polylogue"_s, toJson(program)},
                             {u"start_ratio"_s, ratio(&Figures::milliseconds)},
                             {u"pss_ratio"_s, ratio(&Figures::pss)},
                             {u"private_dirty_ratio"_s, ratio(&Figures::privateDirty)},
                             {u"anonymous_ratio"_s, ratio(&Figures::anonymous)}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
