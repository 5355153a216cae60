// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long the user's thread is held up at once while a chat of 50,000 messages is loaded and shown
// piece by piece, an answer of another chat comes in 200 pieces a second and is recorded, and a
// message is saved every 50 ms; then what deleting and restoring messages of the long chat takes.
// Prints one JSON object; times in milliseconds. "cpu" is what the thread itself worked and
// compares on busy machines, "wall" includes waiting for a processor.

#include "../ui/markdown/sampledocument.h"
#include "../ui/transcript/conversations.h"
#include "app/session/chatrecorder.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue;
using namespace polylogue::app::conversation;
using app::store::ChatStore;
using ui::transcript::TranscriptView;

namespace {

constexpr int LongChat = 50'000; // messages
constexpr int AnswerCharacters = 63'000;
constexpr auto StreamTime = 5s;

double threadCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

QJsonObject spread(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&times](double share) {
        return times.at(static_cast<size_t>(share * static_cast<double>(times.size() - 1)));
    };
    return {{u"median"_s, at(0.5)},
            {u"p99"_s, at(0.99)},
            {u"p999"_s, at(0.999)},
            {u"maximum"_s, times.back()}};
}

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

//! One message at \a row is deleted and brought back, with what the view does about it.
QJsonObject removeAndRestore(Conversation &conversation, qsizetype row)
{
    constexpr int Rounds = 20;
    std::vector<double> removing;
    std::vector<double> restoring;
    for (int round = 0; round < Rounds; ++round) {
        double cpu = threadCpu();
        const QList<MessageId> removed =
            conversation.remove(conversation.at(row).id, Removal::Message);
        QCoreApplication::processEvents();
        removing.push_back(threadCpu() - cpu);
        cpu = threadCpu();
        conversation.restore(removed);
        QCoreApplication::processEvents();
        restoring.push_back(threadCpu() - cpu);
    }
    return {{u"remove_cpu"_s, spread(removing)}, {u"restore_cpu"_s, spread(restoring)}};
}

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
    const QJsonObject busy = loadAndStream(theme, store, chat, view, conversation);
    const QJsonObject result{
        {u"load_stream_and_save"_s, busy},
        {u"one_message_at_the_beginning"_s, removeAndRestore(conversation, 1)},
        {u"one_message_in_the_middle"_s, removeAndRestore(conversation, LongChat / 2)},
        {u"one_message_at_the_end"_s, removeAndRestore(conversation, LongChat - 2)}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
