// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/answerdelivery.h"

#include "app/practice/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 5ms;
constexpr qint64 mostUnsentBytes = 256 * 1024; // a client that reads slowly gets slowly
constexpr auto longestWait = 60s; // for a whole answer that is to be slow

QByteArrayList eventsOf(const AnswerHead &head, const PlannedAnswer &answer)
{
    QByteArrayList events;
    for (const QString &token : tokensOf(answer.reasoning))
        events.append(encodeReasoningEvent(head, token));
    for (const QString &token : tokensOf(answer.text))
        events.append(encodeTextEvent(head, token));
    for (const QByteArray &png : answer.images)
        events.append(encodeImageEvent(head, png));
    int index = 0;
    for (const CalledFunction &call : answer.calls) {
        events.append(encodeCallEvent(head, index, call));
        for (const QString &token : tokensOf(call.arguments))
            events.append(encodeArgumentsEvent(head, index, token));
        ++index;
    }
    return events;
}

} // namespace

AnswerDelivery::AnswerDelivery(const AnswerHead &head, const PlannedAnswer &answer,
                               const TokenCounts &counts, bool isStreamed, HttpExchange &exchange)
    : QObject(&exchange)
    , m_head(head)
    , m_answer(answer)
    , m_counts(counts)
    , m_exchange(exchange)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_exchange, &HttpExchange::clientGone, &m_timer, &QTimer::stop);
    auto start = answer.delay;
    if (isStreamed) {
        m_events = eventsOf(head, answer);
        m_timer.callOnTimeout(this, &AnswerDelivery::sendDue);
        QTimer::singleShot(start, this, &AnswerDelivery::beginStream);
        return;
    }
    // Whole answers are as quick as they can be, unless slowness was asked for.
    if (answer.tokensPerSecond < PlannedAnswer().tokensPerSecond)
        start += std::min<std::chrono::milliseconds>(
            longestWait, counts.completion * 1000ms / answer.tokensPerSecond);
    QTimer::singleShot(start, this, &AnswerDelivery::sendWhole);
}

void AnswerDelivery::sendWhole()
{
    if (m_answer.breakAfter)
        m_exchange.breakOff();
    else
        m_exchange.answer(200, "application/json"_ba, encodeAnswer(m_head, m_answer, m_counts));
}

void AnswerDelivery::beginStream()
{
    m_exchange.beginStream("text/event-stream; charset=utf-8"_ba);
    m_exchange.write(encodeRoleEvent(m_head));
    m_clock.start();
    m_timer.start(tick);
}

void AnswerDelivery::sendDue()
{
    if (m_exchange.bytesToWrite() > mostUnsentBytes)
        return;
    const qsizetype due = std::min<qsizetype>(
        m_events.size(), 1 + m_clock.elapsed() * m_answer.tokensPerSecond / 1000);
    const qsizetype last =
        m_answer.breakAfter ? std::min<qsizetype>(due, *m_answer.breakAfter) : due;
    while (m_sent < last)
        m_exchange.write(m_events[m_sent++]);
    if (m_answer.breakAfter && m_sent >= *m_answer.breakAfter) {
        m_timer.stop();
        m_exchange.breakOff();
    } else if (m_sent == m_events.size()) {
        endStream();
    }
}

void AnswerDelivery::endStream()
{
    m_timer.stop();
    m_exchange.write(encodeFinishEvent(m_head, m_answer.finish));
    // The gateway sends usage whether or not stream_options asks for it (app/wire/README.md).
    m_exchange.write(encodeUsageEvent(m_head, m_counts));
    m_exchange.write(encodeDoneEvent());
    m_exchange.endStream();
}

} // namespace polylogue::app::practice
