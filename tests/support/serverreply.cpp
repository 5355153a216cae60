// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/serverreply.h"

using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

QByteArray quoted(QByteArray text)
{
    text.replace('\\', "\\\\"_ba).replace('"', "\\\""_ba).replace('\n', "\\n"_ba);
    return '"' + text + '"';
}

} // namespace

QByteArray textDelta(const QByteArray &text)
{
    return R"({"id":"chatcmpl-1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":)"_ba
        + quoted(text) + R"(},"finish_reason":null}]})"_ba;
}

QByteArray finishDelta(const QByteArray &reason)
{
    return R"({"id":"chatcmpl-1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":)"_ba
        + quoted(reason) + "}]}"_ba;
}

Reply Reply::head(int status, const HeaderList &headers)
{
    QByteArray bytes = "HTTP/1.1 "_ba + QByteArray::number(status) + " Scripted\r\n"_ba;
    for (const auto &[name, value] : headers)
        bytes += name + ": "_ba + value + "\r\n"_ba;
    return nothing().send(bytes + "\r\n"_ba);
}

Reply Reply::nothing()
{
    return {};
}

Reply Reply::whole(int status, const QByteArray &type, const QByteArray &body,
                   const HeaderList &extra)
{
    const HeaderList headers{{"Content-Type"_ba, type},
                             {"Content-Length"_ba, QByteArray::number(body.size())}};
    return head(status, headers + extra).send(body);
}

Reply Reply::json(const QByteArray &body, int status, const HeaderList &extra)
{
    return whole(status, "application/json"_ba, body, extra);
}

Reply Reply::html(const QByteArray &body, int status)
{
    return whole(status, "text/html; charset=utf-8"_ba, body);
}

Reply Reply::redirect(int status, const QByteArray &location)
{
    return whole(status, "text/plain"_ba, {}, {{"Location"_ba, location}});
}

Reply Reply::events(const QList<QByteArray> &data, std::chrono::milliseconds between)
{
    Reply reply = head(
        200, {{"Content-Type"_ba, "text/event-stream"_ba}, {"Transfer-Encoding"_ba, "chunked"_ba}});
    for (const QByteArray &one : data) {
        reply.event(one);
        if (between.count() > 0)
            reply.wait(between);
    }
    return reply.endOfChunks();
}

Reply Reply::chat(const QList<QByteArray> &words, std::chrono::milliseconds between)
{
    QList<QByteArray> data;
    for (const QByteArray &word : words)
        data.append(textDelta(word));
    data.append(finishDelta());
    data.append(
        R"({"id":"chatcmpl-1","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}})"_ba);
    data.append("[DONE]"_ba);
    return events(data, between);
}

Reply &Reply::send(const QByteArray &bytes)
{
    m_steps.append(Send{bytes});
    return *this;
}

Reply &Reply::chunk(const QByteArray &bytes)
{
    return send(QByteArray::number(bytes.size(), 16) + "\r\n"_ba + bytes + "\r\n"_ba);
}

Reply &Reply::event(const QByteArray &data)
{
    return chunk("data: "_ba + data + "\n\n"_ba);
}

Reply &Reply::endOfChunks()
{
    return send("0\r\n\r\n"_ba);
}

Reply &Reply::wait(std::chrono::milliseconds time)
{
    m_steps.append(Wait{time});
    return *this;
}

Reply &Reply::flood(const QByteArray &block, qint64 bytes)
{
    m_steps.append(Flood{block, bytes});
    return *this;
}

Reply &Reply::close()
{
    m_steps.append(Close{});
    return *this;
}

Reply &Reply::reset()
{
    m_steps.append(Reset{});
    return *this;
}

Reply &Reply::when(Begin begin)
{
    m_begin = begin;
    return *this;
}

} // namespace polylogue::tests
