// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/httprequestparser.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype maximumChunkLine = 1024;

bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || marks.contains(c);
    });
}

bool isNumber(QByteArrayView text, bool isHex)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [isHex](char c) {
        return (c >= '0' && c <= '9')
            || (isHex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    });
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

bool HttpRequest::hasHeader(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [name](const auto &field) { return field.first == name; });
}

HttpRequestParser::HttpRequestParser(const HttpLimits &limits)
    : m_limits(limits)
{ }

void HttpRequestParser::append(QByteArrayView bytes)
{
    m_buffer.append(bytes);
}

bool HttpRequestParser::expectsBody() const
{
    return m_state != State::Head && m_state != State::Done && m_state != State::Failed
        && (m_state != State::FixedBody || m_buffer.size() < m_remaining);
}

void HttpRequestParser::next()
{
    m_request = {};
    m_state = State::Head;
}

HttpRequestParser::Step HttpRequestParser::advance()
{
    switch (m_state) {
    case State::Head:
        return readHead();
    case State::FixedBody:
        return readFixedBody();
    case State::ChunkSize:
    case State::ChunkData:
    case State::ChunkEnd:
    case State::Trailers:
        return readChunks();
    case State::Done:
        return Step::RequestRead;
    case State::Failed:
        return Step::Failed;
    }
    return Step::Failed;
}

HttpRequestParser::Step HttpRequestParser::fail(int status)
{
    m_status = status;
    m_state = State::Failed;
    m_buffer.clear();
    return Step::Failed;
}

HttpRequestParser::Step HttpRequestParser::readHead()
{
    while (m_buffer.startsWith("\r\n")) // RFC 9112 2.2: empty lines before a request are skipped
        m_buffer.remove(0, 2);
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end > m_limits.headSize || (end < 0 && m_buffer.size() > m_limits.headSize))
        return fail(431);
    if (end < 0)
        return Step::NeedMore;

    QByteArrayList lines;
    for (qsizetype from = 0; from <= end;) {
        qsizetype to = m_buffer.indexOf("\r\n", from);
        lines.append(m_buffer.sliced(from, to - from));
        from = to + 2;
    }
    m_buffer.remove(0, end + 4);

    if (!readRequestLine(lines.takeFirst()))
        return fail(m_status != 0 ? m_status : 400);
    if (!readFields(lines) || !readFraming())
        return fail(m_status != 0 ? m_status : 400);
    return Step::HeadRead;
}

bool HttpRequestParser::readRequestLine(const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    if (words.size() != 3 || !isToken(words[0]) || !words[1].startsWith('/'))
        return false;
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0") {
        m_status = words[2].startsWith("HTTP/") ? 505 : 400;
        return false;
    }
    m_request.method = words[0];
    m_request.isHttp11 = words[2] == "HTTP/1.1";
    m_request.path = QByteArray::fromPercentEncoding(
        words[1].first(words[1].indexOf('?') < 0 ? words[1].size() : words[1].indexOf('?')));
    return true;
}

bool HttpRequestParser::readFields(const QByteArrayList &lines)
{
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isToken(QByteArrayView(line).first(colon)) || line.contains('\0')
            || line.contains('\r') || line.contains('\n'))
            return false;
        m_request.headers.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
    }
    const QByteArray connection = m_request.header("connection").toLower();
    m_request.keepsAlive =
        m_request.isHttp11 ? !connection.contains("close") : connection.contains("keep-alive");
    return true;
}

bool HttpRequestParser::readFraming()
{
    const bool isChunked = m_request.hasHeader("transfer-encoding");
    QByteArrayList lengths;
    for (const auto &[name, value] : std::as_const(m_request.headers)) {
        if (name == "content-length" && !lengths.contains(value))
            lengths.append(value);
    }
    if (lengths.size() > 1 || (isChunked && !lengths.isEmpty()))
        return false; // two opinions about where the body ends: request smuggling

    if (isChunked) {
        if (m_request.header("transfer-encoding").toLower() != "chunked") {
            m_status = 501;
            return false;
        }
        m_state = State::ChunkSize;
        return true;
    }
    m_remaining = 0;
    m_state = State::FixedBody;
    if (lengths.isEmpty()) {
        if (m_request.method == "POST" || m_request.method == "PUT"
            || m_request.method == "PATCH") {
            m_status = 411;
            return false;
        }
        return true;
    }
    if (!isNumber(lengths.first(), false))
        return false;
    bool isRead = false;
    m_remaining = lengths.first().toLongLong(&isRead);
    if (!isRead || m_remaining > m_limits.bodySize) {
        m_status = 413;
        return false;
    }
    return true;
}

HttpRequestParser::Step HttpRequestParser::readFixedBody()
{
    if (m_buffer.size() < m_remaining)
        return Step::NeedMore;
    if (m_buffer.size() == m_remaining) {
        m_request.body = std::exchange(m_buffer, {});
    } else {
        m_request.body = m_buffer.first(m_remaining);
        m_buffer.remove(0, m_remaining);
    }
    m_state = State::Done;
    return Step::RequestRead;
}

HttpRequestParser::Step HttpRequestParser::readChunks()
{
    while (true) {
        Step step = Step::NeedMore;
        switch (m_state) {
        case State::ChunkSize:
            step = readChunkSize();
            break;
        case State::ChunkData:
            step = readChunkData();
            break;
        case State::ChunkEnd:
            step = readChunkEnd();
            break;
        default:
            return readTrailers();
        }
        if (step != Step::RequestRead)
            return step;
    }
}

HttpRequestParser::Step HttpRequestParser::readChunkSize()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end > maximumChunkLine || (end < 0 && m_buffer.size() > maximumChunkLine))
        return fail(400);
    if (end < 0)
        return Step::NeedMore;
    const QByteArray size = m_buffer.first(end).split(';').first().trimmed();
    m_buffer.remove(0, end + 2);
    if (!isNumber(size, true))
        return fail(400);
    bool isRead = false;
    m_remaining = size.toLongLong(&isRead, 16);
    if (!isRead || m_remaining > m_limits.bodySize - m_request.body.size())
        return fail(413);
    m_state = m_remaining == 0 ? State::Trailers : State::ChunkData;
    return Step::RequestRead;
}

HttpRequestParser::Step HttpRequestParser::readChunkData()
{
    const qsizetype count = std::min(m_remaining, m_buffer.size());
    m_request.body.append(QByteArrayView(m_buffer).first(count));
    m_buffer.remove(0, count);
    m_remaining -= count;
    if (m_remaining > 0)
        return Step::NeedMore;
    m_state = State::ChunkEnd;
    return Step::RequestRead;
}

HttpRequestParser::Step HttpRequestParser::readChunkEnd()
{
    if (m_buffer.size() < 2)
        return Step::NeedMore;
    if (!m_buffer.startsWith("\r\n"))
        return fail(400);
    m_buffer.remove(0, 2);
    m_state = State::ChunkSize;
    return Step::RequestRead;
}

HttpRequestParser::Step HttpRequestParser::readTrailers()
{
    while (true) {
        const qsizetype end = m_buffer.indexOf("\r\n");
        if (end > m_limits.headSize || (end < 0 && m_buffer.size() > m_limits.headSize))
            return fail(431);
        if (end < 0)
            return Step::NeedMore;
        m_buffer.remove(0, end + 2);
        if (end == 0)
            break;
    }
    m_state = State::Done;
    return Step::RequestRead;
}

} // namespace polylogue::app::practice
