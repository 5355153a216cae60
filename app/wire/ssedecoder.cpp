// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/ssedecoder.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;

namespace {

//! Bare text is kept to be shown; more than this nobody reads.
constexpr qsizetype MaxBareText = 4000;

bool isKnownField(QByteArrayView name)
{
    return name == "data" || name == "event" || name == "id" || name == "retry" || name == "error";
}

} // namespace

QList<SseEvent> SseDecoder::feed(QByteArrayView bytes)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i < bytes.size() && !m_error; ++i) {
        const char c = bytes.at(i);
        const bool isSecondOfPair = m_endsWithCr && c == '\n';
        m_endsWithCr = c == '\r';
        if (isSecondOfPair) {
            start = i + 1;
        } else if (c == '\n' || c == '\r') {
            const QByteArrayView rest = bytes.sliced(start, i - start);
            if (m_line.isEmpty()) {
                takeLine(rest);
            } else {
                m_line.append(rest);
                takeLine(std::exchange(m_line, {}));
            }
            start = i + 1;
        }
    }
    if (!m_error)
        m_line.append(bytes.sliced(start));
    if (m_line.size() > MaxSize)
        fail();
    return std::exchange(m_events, {});
}

QList<SseEvent> SseDecoder::finish()
{
    if (m_error)
        return {};
    if (!m_line.isEmpty())
        takeLine(std::exchange(m_line, {}));
    dispatch();
    dispatchBare(true);
    return std::exchange(m_events, {});
}

void SseDecoder::takeLine(QByteArrayView line)
{
    if (std::exchange(m_isFirstLine, false) && line.startsWith("\xef\xbb\xbf"))
        line = line.sliced(3);
    if (line.trimmed().isEmpty()) {
        takeBareLine(line);
        // A line of spaces is no blank line by the standard; bare bodies have them.
        if (line.isEmpty())
            dispatch();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    if (colon == 0)
        return; // a comment
    if (colon > 0 && isKnownField(name))
        takeField(line, name, line.sliced(colon + 1));
    else
        takeBareLine(line);
}

void SseDecoder::takeField(QByteArrayView line, QByteArrayView name, QByteArrayView value)
{
    // Plain text may hold "error: ..." too: only what looks like a payload is the odd field.
    const bool isError = name == "error";
    if (isError && m_bare.form == SseEvent::Form::Text && !m_bare.data.isEmpty()) {
        takeBareLine(line);
        return;
    }
    dispatchBare(true);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name == "event") {
        m_name = value.trimmed().toByteArray();
    } else if (name == "data" || isError) {
        if (isError)
            m_name = "error"_ba;
        if (m_hasData)
            m_data += '\n';
        m_data.append(value);
        m_hasData = true;
        if (m_data.size() > MaxSize)
            fail();
    }
}

void SseDecoder::takeBareLine(QByteArrayView line)
{
    if (m_bare.data.isEmpty()) {
        const QByteArrayView text = line.trimmed();
        if (text.isEmpty())
            return;
        const char first = text.front();
        m_bareNesting = {};
        m_bare.form = first == '{' || first == '[' ? SseEvent::Form::Json
            : first == '<'                         ? SseEvent::Form::Markup
                                                   : SseEvent::Form::Text;
    } else {
        m_bare.data += '\n';
    }
    m_bareNesting.feed(line);
    if (m_bare.form != SseEvent::Form::Text || m_bare.data.size() < MaxBareText)
        m_bare.data.append(line);
    if (m_bare.data.size() > MaxSize)
        fail();
    else if (line.isEmpty() && m_bare.form == SseEvent::Form::Json)
        dispatchBare(false);
}

void SseDecoder::dispatch()
{
    if (m_hasData)
        m_events.append({.name = m_name, .data = m_data});
    m_name.clear();
    m_data.clear();
    m_hasData = false;
}

void SseDecoder::dispatchBare(bool isAtEnd)
{
    if (m_bare.data.isEmpty() || (!isAtEnd && !m_bareNesting.isBalanced()))
        return;
    m_bare.name = m_name;
    m_bare.isCut = m_bare.form == SseEvent::Form::Json && !m_bareNesting.isBalanced();
    m_events.append(std::exchange(m_bare, {.form = SseEvent::Form::Text}));
}

void SseDecoder::fail()
{
    m_line.clear();
    m_data.clear();
    m_bare.data.clear();
    m_error = Error{.kind = ErrorKind::TooLarge,
                    .detail = u"more than 64 MiB in one line or event"_s,
                    .type = u"answer_too_large"_s};
}

} // namespace polylogue::app::wire
