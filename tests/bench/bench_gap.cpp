// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long the user's thread is held up at once while a chat of 50,000 messages is loaded and shown
// piece by piece, an answer of another chat comes in 200 pieces a second and is recorded, and a
// message is saved every 50 ms; then what changing the long chat takes: deleting and restoring,
// leaving out, copying, switching versions, with the view, the recorder and the token count that
// follow. Prints one JSON object; times in milliseconds. "cpu" is what the thread itself worked and
// compares on busy machines, "wall" includes waiting for a processor.

#include "../ui/markdown/sampledocument.h"
#include "../ui/transcript/conversations.h"
#include "app/session/chatrecorder.h"
#include "app/session/contextuse.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "spread.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue;
using namespace polylogue::bench;
using namespace polylogue::app::conversation;
using app::store::ChatStore;
using ui::transcript::TranscriptView;

namespace {

constexpr int LongChat = 50'000; // messages
constexpr int AnswerCharacters = 63'000;
constexpr auto StreamTime = 5s;

//! \brief What passes between two turns of the event loop.
class Turns
{
public:
    Turns()
        : m_cpu(threadCpu())
    {
        m_timer.start();
    }

    void next()
    {
        const double cpu = threadCpu();
        m_cpus.push_back(cpu - m_cpu);
        m_walls.push_back(static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
        m_cpu = cpu;
        m_timer.start();
    }
    QJsonObject json() const
    {
        return {{u"turns"_s, static_cast<qint64>(m_cpus.size())},
                {u"cpu"_s, spread(m_cpus)},
                {u"wall"_s, spread(m_walls)}};
    }

private:
    double m_cpu;
    QElapsedTimer m_timer;
    std::vector<double> m_cpus;
    std::vector<double> m_walls;
};

void save(ChatStore &store, const ConversationId &chat, const QList<Message> &messages)
{
    app::store::SetBranch branch{.chat = chat};
    for (const Message &message : messages)
        branch.messages.append(message.id);
    bool isDone = false;
    store.write({app::store::SaveChat{{.id = chat}},
                 app::store::SaveMessages{.chat = chat, .messages = messages}, branch},
                qApp, [&isDone](const app::base::Status &) { isDone = true; });
    while (!isDone)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

//! \brief A chat whose answer comes in pieces, recorded as a session's is.
class Streaming
{
public:
    Streaming(ui::theme::Theme &theme, ChatStore &store)
        : m_pieces(test::piecesOf(test::sampleDocument(AnswerCharacters)))
        , m_recorder(m_conversation, m_chat,
                     [&store](const auto &changes, QObject *context, const auto &done) {
                         store.write(changes, context, done);
                     })
        , m_view(theme)
    {
        m_recorder.saveRecord({.id = m_chat});
        m_view.resize(900, 700);
        m_view.setConversation(&m_conversation);
        m_view.show();
        m_answer = m_conversation.append(
            {.role = Role::Assistant, .state = MessageState::Streaming, .model = u"bench"_s});
        QObject::connect(&m_timer, &QTimer::timeout, &m_view, [this] {
            m_conversation.append(m_answer, {.text = m_pieces.at(m_sent++ % m_pieces.size())});
        });
        m_timer.start(5ms);
    }

    qsizetype sent() const { return m_sent; }

private:
    ConversationId m_chat = ConversationId::create();
    QStringList m_pieces;
    qsizetype m_sent = 0;
    Conversation m_conversation;
    app::session::ChatRecorder m_recorder;
    TranscriptView m_view;
    MessageId m_answer;
    QTimer m_timer;
};

QJsonObject loadAndStream(ui::theme::Theme &theme, ChatStore &store, const ConversationId &chat,
                          TranscriptView &view, Conversation &conversation)
{
    view.setConversation(&conversation);
    view.show();
    QCoreApplication::processEvents();
    const Streaming streaming(theme, store);
    QTimer saving;
    int saved = 0;
    QObject::connect(&saving, &QTimer::timeout, &view, [&] {
        store.write({app::store::SaveMessages{.chat = chat,
                                              .messages = {{.id = MessageId::create(),
                                                            .content = {TextPart{u"A note"_s}}}}}},
                    &view, [&saved](const app::base::Status &) { ++saved; });
    });
    saving.start(50ms);
    int pieces = 0;
    conversation.beginLoading();
    QElapsedTimer clock;
    clock.start();
    double loaded = 0;
    Turns turns;
    store.load(chat, &view, [&](const app::base::Result<LoadedMessages> &part) {
        if (!part)
            qFatal("load");
        conversation.addLoaded(*part);
        ++pieces;
        loaded = static_cast<double>(clock.elapsed());
    });
    while (!conversation.isWhole()
           || !clock.hasExpired(std::chrono::milliseconds(StreamTime).count())) {
        QCoreApplication::processEvents();
        turns.next();
    }
    return {{u"messages"_s, conversation.count()},
            {u"pieces_loaded"_s, pieces},
            {u"loaded_after"_s, loaded},
            {u"deltas"_s, streaming.sent()},
            {u"saved"_s, saved},
            {u"held_up"_s, turns.json()}};
}

//! \brief A long chat as it is used: shown, written down as it changes, its tokens counted.
class InUse
{
public:
    InUse(ChatStore &store, const ConversationId &chat, Conversation &conversation)
        : m_conversation(conversation)
        , m_recorder(conversation, chat,
                     [&store](const auto &changes, QObject *context, const auto &done) {
                         store.write(changes, context, done);
                     })
        , m_meter(std::make_unique<app::session::ContextMeter>(conversation))
    { }

    //! \return the longest that \a change and all that follows from it hold up the user's thread at
    //!         once, and how long it is until it is on disk.
    std::pair<double, double> measure(const std::function<void()> &change)
    {
        QElapsedTimer clock;
        clock.start();
        double saved = 0;
        double cpu = threadCpu();
        change();
        m_recorder.whenSaved([&](const app::base::Status &) {
            saved = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        });
        double worst = 0;
        bool isBusy = true;
        while (saved == 0 || isBusy) {
            isBusy = QAbstractEventDispatcher::instance()->processEvents(
                saved > 0 ? QEventLoop::AllEvents : QEventLoop::WaitForMoreEvents);
            worst = std::max(worst, threadCpu() - cpu);
            cpu = threadCpu();
        }
        return {worst, saved};
    }

    //! \a there and \a back again, some times.
    QJsonObject thereAndBack(const std::function<void()> &there, const std::function<void()> &back)
    {
        constexpr int Rounds = 10;
        std::array<std::vector<double>, 4> times;
        for (int round = 0; round < Rounds; ++round) {
            const auto [cpuThere, savedThere] = measure(there);
            const auto [cpuBack, savedBack] = measure(back);
            times[0].push_back(cpuThere);
            times[1].push_back(savedThere);
            times[2].push_back(cpuBack);
            times[3].push_back(savedBack);
        }
        return {{u"cpu"_s, spread(times[0])},
                {u"saved_after"_s, spread(times[1])},
                {u"back_cpu"_s, spread(times[2])},
                {u"back_saved_after"_s, spread(times[3])}};
    }

    //! One message at \a row is deleted and brought back.
    QJsonObject removeAndRestore(qsizetype row)
    {
        QList<MessageId> removed;
        return thereAndBack(
            [&] { removed = m_conversation.remove(m_conversation.at(row).id, Removal::Message); },
            [&] { m_conversation.restore(removed); });
    }

    //! A short version of what stands at \a row, and the long one again.
    QJsonObject switchVersions(qsizetype row)
    {
        const MessageId first = m_conversation.at(row).id;
        MessageId second;
        measure([&] {
            second = m_conversation.appendSibling(first, {.content = {TextPart{u"Another"_s}}});
        });
        measure([&] { m_conversation.switchTo(first); });
        return thereAndBack([&] { m_conversation.switchTo(second); },
                            [&] { m_conversation.switchTo(first); });
    }

    QJsonObject exclude(qsizetype row)
    {
        const auto set = [this, id = m_conversation.at(row).id](bool excluded) {
            m_conversation.update(id, [=](Message &each) { each.isExcluded = excluded; });
        };
        return thereAndBack([&] { set(true); }, [&] { set(false); });
    }

    //! The chat goes out of sight and comes back.
    QJsonObject openAgain(TranscriptView &view)
    {
        return thereAndBack(
            [&] {
                view.setConversation(nullptr);
                m_meter.reset();
            },
            [&] {
                view.setConversation(&m_conversation);
                m_meter = std::make_unique<app::session::ContextMeter>(m_conversation);
            });
    }

    //! What export and copies begin with.
    QJsonObject snapshot()
    {
        return thereAndBack([this] { m_conversation.messages(); },
                            [this] { m_conversation.branch(); });
    }

private:
    Conversation &m_conversation;
    app::session::ChatRecorder m_recorder;
    std::unique_ptr<app::session::ContextMeter> m_meter;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    const QTemporaryDir directory;
    ChatStore store(directory.path());
    const ConversationId chat = ConversationId::create();
    save(store, chat, test::chain(LongChat, 1'000));
    Conversation conversation;
    TranscriptView view(theme);
    view.resize(900, 700);
    QJsonObject result;
    result[u"load_stream_and_save"_s] = loadAndStream(theme, store, chat, view, conversation);
    InUse inUse(store, chat, conversation);
    result[u"remove_at_the_beginning"_s] = inUse.removeAndRestore(1);
    result[u"remove_in_the_middle"_s] = inUse.removeAndRestore(LongChat / 2);
    result[u"remove_at_the_end"_s] = inUse.removeAndRestore(LongChat - 2);
    result[u"exclude_at_the_beginning"_s] = inUse.exclude(1);
    result[u"open_again"_s] = inUse.openAgain(view);
    result[u"messages_and_branch"_s] = inUse.snapshot();
    result[u"switch_version_in_the_middle"_s] = inUse.switchVersions(LongChat / 2);
    result[u"switch_version_at_the_beginning"_s] = inUse.switchVersions(1);
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
