// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// How long the window stands still for answers that no reader could use: a table of 20,000 rows, a
// line of 5 MB, 150 kB of "~~a", 2 MB of an ordinary answer, the same with definitions of links.
// Each streamed in pieces of 16,000 characters and followed, then opened at its end, scrolled
// upwards, and opened in its middle. Prints one JSON object; times in milliseconds.
// "bench_hostile table" does only what begins with that.

#include "tests/bench/transcript/measure.h"
#include "tests/ui/markdown/sampledocument.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QTimer>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::app::conversation;
using polylogue::bench::MeasuredApplication;
using polylogue::ui::transcript::TranscriptView;

namespace {

constexpr qsizetype PieceCharacters = 16'000;
constexpr int PieceMilliseconds = 10;

QString manyLines(int count, const std::function<QString(int)> &line)
{
    QString text;
    for (int index = 0; index < count; ++index)
        text += line(index);
    return text;
}

//! Lets the event loop turn for a while, as long as something is done within it.
void turn(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

//! Something of the window, in an event of its own.
QJsonObject measured(MeasuredApplication &application, int milliseconds,
                     const std::function<void()> &act)
{
    application.restart();
    QTimer::singleShot(0, &application, act);
    turn(milliseconds);
    return application.json();
}

QJsonObject streamed(MeasuredApplication &application, TranscriptView &view, const QString &text)
{
    Conversation conversation;
    view.setConversation(&conversation);
    conversation.append({.role = Role::User, .content = {TextPart{u"A question"_s}}});
    const MessageId id =
        conversation.append({.role = Role::Assistant, .state = MessageState::Streaming});
    turn(100);
    application.restart();
    QEventLoop loop;
    QTimer timer;
    qsizetype sent = 0;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        conversation.append(
            id, {.text = text.sliced(sent).first(std::min(PieceCharacters, text.size() - sent))});
        sent += std::min(PieceCharacters, text.size() - sent);
        if (sent == text.size())
            loop.quit();
    });
    timer.start(PieceMilliseconds);
    loop.exec();
    timer.stop();
    turn(200);
    QJsonObject result{{u"pieces"_s, application.json()}};
    result[u"end"_s] = measured(application, 1'000, [&] {
        conversation.update(id, [](Message &message) { message.state = MessageState::Complete; });
    });
    view.setConversation(nullptr);
    return result;
}

QJsonObject opened(MeasuredApplication &application, TranscriptView &view, const QString &text)
{
    Conversation conversation;
    conversation.append({.role = Role::User, .content = {TextPart{u"A question"_s}}});
    const MessageId id =
        conversation.append({.role = Role::Assistant, .content = {TextPart{text}}});
    QJsonObject result;
    result[u"at_the_end"_s] =
        measured(application, 1'500, [&] { view.setConversation(&conversation); });
    application.restart();
    for (int page = 0; page < 40; ++page) {
        QTimer::singleShot(0, &application, [&view] {
            view.verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
        });
        turn(20);
    }
    result[u"upwards"_s] = application.json();
    result[u"resized"_s] = measured(application, 500, [&] { view.resize(760, 700); });
    view.resize(900, 700);
    view.setConversation(nullptr);
    turn(50);
    result[u"in_the_middle"_s] = measured(application, 1'500, [&] {
        view.setConversation(&conversation);
        view.setReadingPosition({.message = id, .offset = 0.5});
    });
    view.setConversation(nullptr);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    MeasuredApplication application(argc, argv);
    const QString wanted = QCoreApplication::arguments().value(1);
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    TranscriptView view(theme);
    app::settings::Settings settings;
    settings.followMode = app::settings::FollowMode::Follow;
    view.setSettings(settings);
    view.resize(900, 700);
    view.show();
    turn(100);
    const QList<std::pair<QString, std::function<QString()>>> cases{
        {u"table_20000_rows"_s,
         [] {
             return u"| a | b | c |\n|---|---|---|\n"_s + manyLines(20'000, [](int row) {
                        return u"| cell %1 | another **cell** | more words %1 |\n"_s.arg(row);
                    });
         }},
        {u"line_5_mb"_s,
         [] { return manyLines(700'000, [](int word) { return u"word%1 "_s.arg(word % 97); }); }},
        {u"strikes_150_kb"_s, [] { return u"~~a"_s.repeated(50'000); }},
        {u"answer_2_mb"_s, [] { return test::sampleDocument(2'000'000); }},
        {u"definitions_2_mb"_s,
         [] {
             return test::sampleDocument(2'000'000) + u"\n\nSee [it][a].\n\n[a]: https://b.c\n"_s;
         }},
    };
    QJsonObject result;
    for (const auto &[name, text] : cases) {
        if (!name.startsWith(wanted))
            continue;
        const QString made = text();
        result[name] = QJsonObject{{u"characters"_s, made.size()},
                                   {u"streamed"_s, streamed(application, view, made)},
                                   {u"opened"_s, opened(application, view, made)}};
    }
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
