// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// An answer of 63,000 characters at 200 pieces a second in the conversation view, followed at its
// end; the same in six views at once; all of it at once; and inputs that are hard: one paragraph
// without an end, a long block of code, a long table. Beside it, in the same run, the same answer
// in a QTextBrowser by setMarkdown() and in one whose beginning stays. Prints one JSON object:
// times in milliseconds, processor time in seconds. "bench_streaming 5" cuts every part short after
// 5 seconds.

#include "tests/bench/transcript/baselines.h"
#include "tests/bench/transcript/measure.h"
#include "tests/ui/markdown/sampledocument.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::app::conversation;
using polylogue::bench::MeasuredApplication;
using polylogue::bench::PaintDelay;
using polylogue::ui::transcript::TranscriptView;

namespace {

constexpr int AnswerCharacters = 63'000;
constexpr int PiecesPerSecond = 200;
constexpr QSize ViewSize(900, 700);

//! \brief A view that follows the end of an answer.
class Answer
{
public:
    explicit Answer(ui::theme::Theme &theme)
        : m_view(theme)
    {
        app::settings::Settings settings;
        settings.followMode = app::settings::FollowMode::Follow;
        m_view.setSettings(settings);
        m_view.resize(ViewSize);
        m_view.setConversation(&m_conversation);
        m_view.show();
        m_conversation.append({.role = Role::User, .content = {TextPart{u"A question"_s}}});
        m_id = m_conversation.append(
            {.role = Role::Assistant, .state = MessageState::Streaming, .model = u"bench"_s});
        m_delay = std::make_unique<PaintDelay>(m_view.viewport());
    }

    void append(const QString &piece)
    {
        m_delay->cameIn();
        m_conversation.append(m_id, {.text = piece});
    }
    void end()
    {
        m_conversation.update(m_id,
                              [](Message &message) { message.state = MessageState::Complete; });
    }
    QJsonObject delay() const { return m_delay->json(); }
    bool isAtEnd() const { return m_view.isAtEnd(); }

private:
    Conversation m_conversation;
    TranscriptView m_view;
    MessageId m_id;
    std::unique_ptr<PaintDelay> m_delay;
};

//! Hands out \a pieces at a rate, or as long as \a limit allows; returns when all are shown.
void stream(const QStringList &pieces, std::chrono::milliseconds limit,
            const std::function<void(const QString &)> &take)
{
    qsizetype sent = 0;
    QElapsedTimer clock;
    clock.start();
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QEventLoop loop;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        while (sent < pieces.size() && sent * 1'000 <= clock.elapsed() * PiecesPerSecond)
            take(pieces.at(sent++));
        if (sent == pieces.size() || clock.hasExpired(limit.count()))
            loop.quit();
    });
    timer.start(1'000 / PiecesPerSecond);
    loop.exec();
    QTimer::singleShot(200, &loop, &QEventLoop::quit);
    loop.exec();
}

QStringList manyLines(int count, const std::function<QString(int)> &line)
{
    QString text;
    for (int index = 0; index < count; ++index)
        text += line(index);
    return test::piecesOf(text);
}

} // namespace

int main(int argc, char **argv)
{
    MeasuredApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const std::chrono::seconds limit(arguments.size() > 1 ? arguments.at(1).toInt() : 120);
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    const QStringList pieces = test::piecesOf(test::sampleDocument(AnswerCharacters));
    QJsonObject result{{u"pieces"_s, pieces.size()}, {u"pieces_per_second"_s, PiecesPerSecond}};

    const auto inView = [&](const QStringList &some) {
        Answer answer(theme);
        application.restart();
        stream(some, limit, [&](const QString &piece) { answer.append(piece); });
        QJsonObject part = application.json();
        part[u"piece_to_paint"_s] = answer.delay();
        part[u"is_at_end"_s] = answer.isAtEnd();
        return part;
    };
    result[u"one_answer"_s] = inView(pieces);
    {
        std::vector<std::unique_ptr<Answer>> answers;
        for (int index = 0; index < 6; ++index)
            answers.push_back(std::make_unique<Answer>(theme));
        application.restart();
        stream(pieces, limit, [&](const QString &piece) {
            for (const auto &answer : answers)
                answer->append(piece);
        });
        result[u"six_answers"_s] = application.json();
    }
    {
        Answer answer(theme);
        application.restart();
        for (const QString &piece : pieces) {
            answer.append(piece);
            QCoreApplication::processEvents();
        }
        answer.end();
        QEventLoop painted;
        QTimer::singleShot(300, &painted, &QEventLoop::quit);
        painted.exec();
        result[u"burst"_s] = application.json();
    }
    {
        bench::WholeDocument browser;
        browser.resize(ViewSize);
        browser.show();
        application.restart();
        stream(pieces, limit, [&](const QString &piece) { browser.append(piece); });
        result[u"baseline_set_markdown"_s] = application.json();
    }
    {
        bench::FrozenPrefix browser;
        browser.resize(ViewSize);
        browser.show();
        application.restart();
        stream(pieces, limit, [&](const QString &piece) { browser.append(piece); });
        result[u"baseline_frozen_prefix"_s] = application.json();
    }
    result[u"one_paragraph"_s] =
        inView(manyLines(9'000, [](int index) { return u"word%1 "_s.arg(index % 97); }));
    result[u"code_block"_s] = inView(manyLines(2'500, [](int index) {
        return (index == 0 ? u"```cpp\n"_s : QString())
            + u"int value_%1 = compute(%1); // step\n"_s.arg(index);
    }));
    result[u"table"_s] = inView(manyLines(700, [](int index) {
        return (index == 0 ? u"| a | b | c |\n|---|---|---|\n"_s : QString())
            + u"| cell %1 | another **cell** of it | some more words in here %1 |\n"_s.arg(index);
    }));
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
