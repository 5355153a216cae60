// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Measures the conversation view, and beside it in the same run a QTextBrowser that is given the
// same text by setMarkdown(). Prints one JSON object; times in milliseconds. Ratios are what
// compares between machines; "cpu" is what the view's thread worked and compares on busy ones.

#include "../ui/markdown/sampledocument.h"
#include "../ui/transcript/conversations.h"
#include "app/store/blobstore.h"
#include "spread.h"
#include "ui/composer/composer.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using polylogue::bench::spread;
using polylogue::bench::threadCpu;
using polylogue::ui::transcript::TranscriptView;

namespace {

constexpr int AnswerCharacters = 63'000;
constexpr int LongChat = 50'000; // messages

double cpuMilliseconds()
{
    return 1'000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

Message message(Role role, const QString &text, MessageState state = MessageState::Complete)
{
    Message made;
    made.role = role;
    made.model = u"bench"_s;
    made.state = state;
    made.content = {TextPart{text}};
    return made;
}

//! \brief Tells when a widget has been painted.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget *widget)
        : QObject(widget)
    {
        widget->installEventFilter(this);
    }

    int paints() const { return m_paints; }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            ++m_paints;
        return false;
    }

private:
    int m_paints = 0;
};

QJsonObject openLong(theme::Theme &theme)
{
    Conversation conversation;
    qsizetype characters = 0;
    for (quint32 index = 0; index < 1'000; ++index) {
        conversation.append(message(Role::User, u"Question %1"_s.arg(index)));
        const QString text = polylogue::test::sampleDocument(6'000, index + 1);
        characters += text.size();
        conversation.append(message(Role::Assistant, text));
    }
    const double cpu = cpuMilliseconds();
    QElapsedTimer timer;
    timer.start();
    TranscriptView view(theme);
    view.resize(900, 700);
    view.setConversation(&conversation);
    view.show();
    view.grab();
    const double opened = milliseconds(timer);
    const double openedCpu = cpuMilliseconds() - cpu;

    timer.start();
    for (const int width : {700, 1'000, 820, 900}) {
        view.resize(width, 700);
        view.grab();
    }
    const double resized = milliseconds(timer) / 4;

    timer.start();
    constexpr int Steps = 200;
    for (int step = 0; step < Steps; ++step) {
        QTest::keyClick(&view, Qt::Key_Up);
        view.viewport()->grab();
    }
    return {{u"messages"_s, conversation.count()},
            {u"characters"_s, characters},
            {u"open"_s, opened},
            {u"open_cpu"_s, openedCpu},
            {u"resize_mean"_s, resized},
            {u"scroll_step_mean"_s, milliseconds(timer) / Steps}};
}

QJsonObject burst(theme::Theme &theme, const QStringList &pieces)
{
    Conversation conversation;
    TranscriptView view(theme);
    view.resize(900, 700);
    view.setConversation(&conversation);
    view.show();
    QTest::qWait(50);
    const double cpu = cpuMilliseconds();
    const MessageId id = conversation.append(message(Role::Assistant, {}, MessageState::Streaming));
    double worst = 0;
    QElapsedTimer timer;
    timer.start();
    for (const QString &piece : pieces) {
        QElapsedTimer one;
        one.start();
        MessageDelta delta;
        delta.text = piece;
        conversation.append(id, delta);
        QCoreApplication::processEvents();
        worst = std::max(worst, milliseconds(one));
    }
    conversation.update(id, [](Message &running) { running.state = MessageState::Complete; });
    QTest::qWait(20);
    return {{u"wall"_s, milliseconds(timer)},
            {u"cpu"_s, cpuMilliseconds() - cpu},
            {u"worst_event"_s, worst}};
}

//! The same text in steps of a frame's worth, each given whole to setMarkdown().
QJsonObject burstBaseline(const QStringList &pieces, int steps)
{
    QTextBrowser browser;
    browser.resize(900, 700);
    browser.show();
    QTest::qWait(50);
    const double cpu = cpuMilliseconds();
    double worst = 0;
    QElapsedTimer timer;
    timer.start();
    for (int step = 1; step <= steps; ++step) {
        QElapsedTimer one;
        one.start();
        browser.setMarkdown(pieces.first(pieces.size() * step / steps).join(QString()));
        QCoreApplication::processEvents();
        worst = std::max(worst, milliseconds(one));
    }
    return {{u"refreshes"_s, steps},
            {u"wall"_s, milliseconds(timer)},
            {u"cpu"_s, cpuMilliseconds() - cpu},
            {u"worst_event"_s, worst}};
}

//! From a delta to the end of the next paint, one delta every \a interval milliseconds.
QJsonObject latency(theme::Theme &theme, const QStringList &pieces, int interval, int count)
{
    Conversation conversation;
    TranscriptView view(theme);
    view.resize(900, 700);
    view.setConversation(&conversation);
    view.show();
    QTest::qWait(50);
    const PaintWatch watch(view.viewport());
    const MessageId id = conversation.append(message(Role::Assistant, {}, MessageState::Streaming));
    QTest::qWait(50);
    std::vector<double> times;
    std::vector<double> turns; // what the thread worked between two looks at the clock
    std::vector<double> waiting; // when deltas came that have not been painted yet
    QElapsedTimer clock;
    clock.start();
    for (int sent = 0; sent < count || (!waiting.empty() && milliseconds(clock) < 60'000);) {
        const int before = watch.paints();
        const double cpu = threadCpu();
        if (milliseconds(clock) >= sent * interval && sent < count) {
            waiting.push_back(milliseconds(clock));
            MessageDelta delta;
            delta.text = pieces.at(sent++ % pieces.size());
            conversation.append(id, delta);
        } else if (sent == count) {
            view.viewport()->update(); // the last piece may have changed nothing
        }
        QCoreApplication::processEvents();
        turns.push_back(threadCpu() - cpu);
        if (watch.paints() == before)
            continue;
        for (const double when : waiting)
            times.push_back(milliseconds(clock) - when);
        waiting.clear();
    }
    QJsonObject result = spread(times);
    result[u"interval"_s] = interval;
    result[u"deltas"_s] = count;
    result[u"turn_cpu"_s] = spread(turns);
    return result;
}

//! A long chat that comes from its end in pieces while its end is shown: what a piece costs the
//! view, from the signal to the end of the painting.
QJsonObject prepend(theme::Theme &theme, const QList<Message> &messages)
{
    constexpr int Rows = 500;
    Conversation conversation;
    TranscriptView view(theme);
    view.resize(900, 700);
    view.setConversation(&conversation);
    view.show();
    QTest::qWait(50);
    std::vector<double> signal;
    std::vector<double> rest;
    std::vector<double> work;
    QElapsedTimer timer;
    double cpu = 0;
    QObject::connect(&conversation, &Conversation::messagesAboutToBePrepended, &view, [&] {
        timer.start();
        cpu = threadCpu();
    });
    QElapsedTimer whole;
    whole.start();
    polylogue::test::loadInPieces(conversation, messages, Rows, [&] {
        signal.push_back(milliseconds(timer));
        timer.start();
        QCoreApplication::processEvents();
        rest.push_back(milliseconds(timer));
        work.push_back(threadCpu() - cpu);
    });
    return {{u"messages"_s, conversation.count()},   {u"rows_a_piece"_s, Rows},
            {u"whole"_s, milliseconds(whole)},       {u"piece"_s, spread(signal)},
            {u"events_after_piece"_s, spread(rest)}, {u"both_cpu"_s, spread(work)}};
}

//! From a key press in the composer to the end of its painting, below a long chat.
QJsonObject keystrokes(theme::Theme &theme, const QList<Message> &messages)
{
    constexpr int Keys = 300;
    const QTemporaryDir directory;
    const polylogue::app::store::BlobStore blobs(directory.filePath(u"blobs"_s));
    polylogue::app::attachments::AttachmentLoader loader(blobs);
    Conversation conversation;
    polylogue::test::loadInPieces(conversation, messages, LongChat);
    QWidget window;
    window.resize(900, 700);
    auto *view = new TranscriptView(theme, &window);
    view->setGeometry(window.rect());
    view->setConversation(&conversation);
    auto *composer = new composer::Composer(theme, loader, &window);
    composer->setGeometry(50, 560, 800, composer->sizeHint().height());
    QObject::connect(composer, &composer::Composer::draftChanged, composer, [composer] {
        composer->setContextUse(
            {.messages = 9'000, .draft = composer->draft().text.size() / 4, .limit = 128'000});
    });
    window.show();
    auto *edit = composer->findChild<QPlainTextEdit *>();
    composer->focusText();
    QTest::qWait(100);
    const PaintWatch watch(edit->viewport());
    std::vector<double> times;
    std::vector<double> work;
    for (int key = 0; key < Keys; ++key) {
        QElapsedTimer timer;
        timer.start();
        const double cpu = threadCpu();
        const int before = watch.paints();
        QTest::keyClick(edit, key % 9 == 8 ? Qt::Key_Space : Qt::Key_A);
        while (watch.paints() == before && timer.elapsed() < 1'000)
            QCoreApplication::processEvents();
        times.push_back(milliseconds(timer));
        work.push_back(threadCpu() - cpu);
    }
    QJsonObject result = spread(times);
    result[u"cpu"_s] = spread(work);
    result[u"messages"_s] = conversation.count();
    result[u"keys"_s] = Keys;
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    const QStringList pieces =
        polylogue::test::piecesOf(polylogue::test::sampleDocument(AnswerCharacters));
    QJsonObject result;
    result[u"open_2000_messages"_s] = openLong(theme);
    const QJsonObject ours = burst(theme, pieces);
    const QJsonObject baseline = burstBaseline(pieces, 20);
    result[u"burst_63kB"_s] = ours;
    result[u"burst_63kB_QTextBrowser_setMarkdown_20_refreshes"_s] = baseline;
    result[u"burst_cpu_ratio"_s] = baseline[u"cpu"_s].toDouble() / ours[u"cpu"_s].toDouble();
    // Words, each of which is seen. Of a document, pieces that show nothing yet (a fence, the
    // beginning of a link) would be counted with the time until the next one.
    const QStringList words{u"one "_s, u"more "_s, u"word "_s, u"and "_s};
    result[u"paint_latency_after_quiet"_s] = latency(theme, words, 30, 200);
    result[u"paint_latency_200_per_second"_s] = latency(theme, pieces, 5, 1'000);
    const QList<Message> messages = polylogue::test::chain(LongChat, 1'000);
    result[u"prepend_50000_messages"_s] = prepend(theme, messages);
    result[u"key_to_paint_at_50000_messages"_s] = keystrokes(theme, messages);
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
