// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What reading a long chat costs: opening it from the disk until its end is painted, resizing,
// scrolling, finding, copying all of it; with 2,000 messages of 7 MB and with 50,000. Prints one
// JSON object; times in milliseconds, memory in MB.

#include "app/store/chatstore.h"
#include "tests/bench/spread.h"
#include "tests/bench/transcript/measure.h"
#include "tests/ui/transcript/conversations.h"
#include "ui/theme/theme.h"
#include "ui/transcript/findbar.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::app::conversation;
using app::store::ChatStore;
using bench::spread;
using bench::threadCpu;
using ui::transcript::TranscriptView;

namespace {

constexpr auto Needle = "stapler"; // in the first message only: the farthest from where one reads

double since(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

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

//! \brief Tells when a painting has ended that showed something.
class FirstPaint final : public QObject
{
public:
    FirstPaint(TranscriptView &view, Conversation &conversation)
        : m_conversation(conversation)
    {
        view.viewport()->installEventFilter(this);
    }
    bool isDone() const { return m_isDone; }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_isPainting || m_conversation.count() == 0)
            return false;
        m_isPainting = true;
        QCoreApplication::sendEvent(watched, event);
        m_isPainting = false;
        m_isDone = true;
        return true;
    }

private:
    Conversation &m_conversation;
    bool m_isPainting = false;
    bool m_isDone = false;
};

//! Something \a rounds times, each with what is painted after it.
QJsonObject repeated(int rounds, const std::function<void(int)> &act)
{
    std::vector<double> cpus;
    std::vector<double> walls;
    double sum = 0;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer wall;
        wall.start();
        const double cpu = threadCpu();
        act(round);
        QCoreApplication::processEvents();
        cpus.push_back(threadCpu() - cpu);
        walls.push_back(since(wall));
        sum += cpus.back();
    }
    return {{u"cpu"_s, spread(cpus)}, {u"wall"_s, spread(walls)}, {u"cpu_mean"_s, sum / rounds}};
}

QJsonObject open(ChatStore &store, const ConversationId &chat, TranscriptView &view,
                 Conversation &conversation)
{
    QCoreApplication::processEvents();
    const double memory = bench::ownMegabytes();
    FirstPaint painted(view, conversation);
    QElapsedTimer wall;
    wall.start();
    const double cpu = threadCpu();
    conversation.beginLoading();
    store.load(chat, &view, [&](const app::base::Result<LoadedMessages> &part) {
        if (!part)
            qFatal("load");
        conversation.addLoaded(*part);
    });
    while (!painted.isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QJsonObject result{{u"first_frame_wall"_s, since(wall)},
                       {u"first_frame_cpu"_s, threadCpu() - cpu},
                       {u"first_frame_memory"_s, bench::ownMegabytes() - memory}};
    while (!conversation.isWhole())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents();
    result[u"whole_wall"_s] = since(wall);
    result[u"whole_memory"_s] = bench::ownMegabytes() - memory;
    return result;
}

void scrollBy(TranscriptView &view, int angle)
{
    const QPointF place(400, 300);
    QWheelEvent event(place, view.viewport()->mapToGlobal(place), {}, {0, angle}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

QJsonObject find(TranscriptView &view)
{
    view.openFind();
    auto *edit = view.findChild<ui::transcript::FindBar *>()->findChild<QLineEdit *>();
    QElapsedTimer wall;
    wall.start();
    double cpu = threadCpu();
    edit->setText(QString::fromLatin1(Needle));
    double worst = threadCpu() - cpu;
    while (!view.hasHits()) {
        cpu = threadCpu();
        QCoreApplication::processEvents();
        worst = std::max(worst, threadCpu() - cpu);
    }
    QJsonObject result{{u"first_hit_wall"_s, since(wall)}, {u"longest_turn_cpu"_s, worst}};
    QCoreApplication::processEvents();
    edit->clear();
    return result;
}

QJsonObject copyAll(TranscriptView &view)
{
    QElapsedTimer wall;
    wall.start();
    const double cpu = threadCpu();
    view.selectAll();
    view.copySelection();
    const QString text = QGuiApplication::clipboard()->mimeData()->text();
    return {
        {u"characters"_s, text.size()}, {u"wall"_s, since(wall)}, {u"cpu"_s, threadCpu() - cpu}};
}

QJsonObject read(ui::theme::Theme &theme, const QList<Message> &messages)
{
    const QTemporaryDir directory;
    ChatStore store(directory.path());
    const ConversationId chat = ConversationId::create();
    save(store, chat, messages);
    Conversation conversation;
    TranscriptView view(theme);
    view.resize(900, 700);
    view.setConversation(&conversation);
    view.show();
    QElapsedTimer idle; // until the store has done what follows from saving so much
    idle.start();
    while (!idle.hasExpired(2'000))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 100);
    QJsonObject result = open(store, chat, view, conversation);
    result[u"messages"_s] = messages.size();
    result[u"resize"_s] =
        repeated(60, [&](int round) { view.resize(900 + round % 2 * 137 + round, 700); });
    result[u"wheel"_s] = repeated(400, [&](int) { scrollBy(view, 120); });
    result[u"jump"_s] = repeated(40, [&](int round) {
        QScrollBar &bar = *view.verticalScrollBar();
        bar.setValue(static_cast<int>(bar.maximum() / 41.0 * ((round * 17) % 41)));
    });
    view.scrollToEnd();
    QCoreApplication::processEvents();
    result[u"find"_s] = find(view);
    view.scrollToEnd();
    result[u"copy_all"_s] = copyAll(view);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    bench::MeasuredApplication application(argc, argv);
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    QJsonObject result;
    for (const auto &[name, count, characters] :
         {std::tuple(u"long"_s, 2'000, 7'000), std::tuple(u"very_long"_s, 50'000, 700)}) {
        QList<Message> messages = test::chain(count, characters);
        messages.first().content = {TextPart{u"Where is the %1?"_s.arg(QLatin1StringView(Needle))}};
        result[name] = read(theme, messages);
    }
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
