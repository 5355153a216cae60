// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/responsereport.h"

#include "app/base/redact.h"
#include "app/conversation/tokenweight.h"
#include "app/json/jsoncodec.h"
#include "app/wire/answerdecoder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::inspection {

using conversation::MessageDelta;

namespace {

QString stamp(std::chrono::milliseconds at)
{
    return u"+%1 s"_s.arg(static_cast<double>(at.count()) / 1000.0, 0, 'f', 3);
}

//! Server-sent events begin with a field's name or a comment.
bool isStream(QByteArrayView body)
{
    qsizetype start = 0;
    while (start < body.size() && (body.at(start) == '\n' || body.at(start) == '\r'))
        ++start;
    const QByteArrayView rest = body.sliced(start);
    return rest.startsWith("data:") || rest.startsWith("event:") || rest.startsWith("id:")
        || rest.startsWith("retry:") || rest.startsWith(':');
}

//! What is the time of a byte; asked in ascending order.
class Clock
{
public:
    explicit Clock(const QList<net::ReceivedMark> &marks)
        : m_marks(marks)
    { }

    std::chrono::milliseconds at(qsizetype byte)
    {
        while (m_next + 1 < m_marks.size() && m_marks.at(m_next).end <= byte)
            ++m_next;
        return m_marks.isEmpty() ? std::chrono::milliseconds() : m_marks.at(m_next).at;
    }

private:
    const QList<net::ReceivedMark> &m_marks;
    qsizetype m_next = 0;
};

//! Blocks between blank lines, each below its time.
QString eventsOf(const net::Exchange &exchange, qsizetype &count)
{
    const QByteArray &body = exchange.received;
    Clock clock(exchange.marks);
    QString text;
    QByteArray event;
    const auto close = [&](qsizetype end) {
        if (event.isEmpty())
            return;
        ++count;
        text += stamp(clock.at(end)) + u'\n' + QString::fromUtf8(event) + u'\n';
        event.clear();
    };
    qsizetype start = 0;
    while (start < body.size()) {
        const qsizetype found = body.indexOf('\n', start);
        const qsizetype end = found < 0 ? body.size() : found;
        QByteArrayView line = QByteArrayView(body).sliced(start, end - start);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            close(end);
        else
            event.append(line).append('\n');
        start = end + 1;
    }
    close(body.size() - 1);
    return text;
}

QString wholeBody(const QByteArray &body)
{
    const auto node = json::parse(body);
    return QString::fromUtf8(node ? json::write(*node, json::Layout::Indented) : body);
}

QString outputOf(const MessageDelta &delta)
{
    QString text = delta.text + delta.reasoning + delta.refusal;
    for (const conversation::ToolCallDelta &call : delta.toolCalls)
        text += call.name + call.arguments;
    return text;
}

//! What the program itself makes of the bytes, and when it had how much of it.
void decode(const net::Exchange &exchange, ResponseReport &report)
{
    wire::AnswerDecoder decoder;
    double tokens = 0;
    const auto take = [&](const MessageDelta &delta, std::chrono::milliseconds at) {
        applyDelta(report.answer, delta);
        if (!delta.hasOutput())
            return;
        tokens += static_cast<double>(conversation::estimatedTokens(outputOf(delta)));
        report.tokens.append({.at = at, .tokens = tokens});
    };
    qsizetype start = 0;
    for (const net::ReceivedMark &mark : exchange.marks) {
        take(decoder.feed(QByteArrayView(exchange.received).sliced(start, mark.end - start)),
             mark.at);
        start = mark.end;
    }
    if (!exchange.isRunning && !exchange.marks.isEmpty())
        take(decoder.finish(), exchange.marks.constLast().at);

    const auto &usage = report.answer.usage;
    if (usage && usage->completionTokens && tokens > 0) {
        report.areTokensCounted = true;
        const double factor = static_cast<double>(*usage->completionTokens) / tokens;
        for (TokenMark &mark : report.tokens)
            mark.tokens *= factor;
    }
}

QString assembledText(const conversation::Message &answer)
{
    QStringList texts;
    for (const conversation::ContentPart &part : answer.content) {
        if (const auto *text = std::get_if<conversation::TextPart>(&part))
            texts.append(text->text);
        else if (const auto *reasoning = std::get_if<conversation::ReasoningPart>(&part))
            texts.append(u"<think>\n"_s + reasoning->text + u"\n</think>"_s);
        else if (const auto *refusal = std::get_if<conversation::RefusalPart>(&part))
            texts.append(refusal->text);
        else if (const auto *call = std::get_if<conversation::ToolCallPart>(&part))
            texts.append(call->name + u'(' + call->arguments + u')');
    }
    return texts.join(u"\n\n"_s);
}

QString headersOf(const net::CallRecord &record)
{
    QString text;
    for (const auto &[name, value] : record.responseHeaders)
        text += QString::fromLatin1(name) + u": "_s + QString::fromUtf8(value) + u'\n';
    return text;
}

} // namespace

ResponseReport reportOf(const net::Exchange &exchange)
{
    const auto cleaned = [&](const QString &text) { return base::redacted(text, exchange.secret); };
    ResponseReport report{.headers = bounded(cleaned(headersOf(exchange.record))),
                          .copy = cleaned(QString::fromUtf8(exchange.received)),
                          .omittedBytes = exchange.omittedBytes};
    const bool streamed = isStream(exchange.received);
    const QString events =
        streamed ? eventsOf(exchange, report.eventCount) : wholeBody(exchange.received);
    report.events = bounded(cleaned(events));
    const bool isAnswer = exchange.record.httpStatus >= 200 && exchange.record.httpStatus < 300
        && exchange.record.purpose == net::CallPurpose::Chat;
    if (isAnswer)
        decode(exchange, report);
    if (!streamed)
        report.tokens.clear();
    report.assembled = bounded(cleaned(assembledText(report.answer)));
    return report;
}

} // namespace polylogue::app::inspection
