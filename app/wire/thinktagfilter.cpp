// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/thinktagfilter.h"

#include <QList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

namespace {

constexpr auto OpeningTag = "<think>"_L1;
constexpr auto ClosingTag = "</think>"_L1;
//! White space beyond this is not held back any longer.
constexpr qsizetype MaxHeld = 4096;

QString withoutLeadingSpace(QStringView text)
{
    qsizetype first = 0;
    while (first < text.size() && text.at(first).isSpace())
        ++first;
    return text.sliced(first).toString();
}

qsizetype sizeWithoutTrailingSpace(QStringView text)
{
    qsizetype size = text.size();
    while (size > 0 && text.at(size - 1).isSpace())
        --size;
    return size;
}

//! \return how much of \a text can be given out: not white space at its end, nor what may be the
//!         beginning of a closing tag.
qsizetype sizeBeforePossibleClosing(QStringView text)
{
    const qsizetype longest = std::min(text.size(), ClosingTag.size() - 1);
    for (qsizetype size = longest; size > 0; --size) {
        if (text.last(size) == ClosingTag.first(size))
            return sizeWithoutTrailingSpace(text.chopped(size));
    }
    return sizeWithoutTrailingSpace(text);
}

//! Whether the place between \a before and \a after lies in a Markdown code span or fence.
bool isInCode(QStringView before, QStringView after)
{
    bool isFenced = false;
    QStringView line;
    for (const QStringView each : before.split(u'\n')) {
        line = each;
        if (const QStringView text = line.trimmed();
            text.startsWith("```"_L1) || text.startsWith("~~~"_L1))
            isFenced = !isFenced;
    }
    if (isFenced)
        return true;
    const qsizetype end = after.indexOf(u'\n');
    const QStringView restOfLine = end < 0 ? after : after.first(end);
    return line.count(u'`') % 2 == 1 && restOfLine.contains(u'`');
}

//! "Close it with </think> and go on": words around it, no end of a thought.
bool isMention(QStringView before, QStringView after)
{
    if (before.isEmpty() || after.isEmpty())
        return false;
    const QChar left = before.back();
    const bool isAfterWord = left == u' ' || left == u'"' || left == u'\'' || left == u'(';
    return isAfterWord && after.front() != u'\n' && after.front() != u'\r';
}

//! \return where a closing tag without an opening one ends a thought; -1 for nowhere.
qsizetype loneClosingTag(const QString &whole)
{
    const qsizetype closing = whole.indexOf(ClosingTag);
    const qsizetype opening = whole.indexOf(OpeningTag);
    if (closing < 0 || (opening >= 0 && opening < closing))
        return -1;
    const QStringView before = QStringView(whole).first(closing);
    const QStringView after = QStringView(whole).sliced(closing + ClosingTag.size());
    return isInCode(before, after) || isMention(before, after) ? -1 : closing;
}

} // namespace

ThinkTagFilter::Piece ThinkTagFilter::feed(const QString &text)
{
    Piece piece;
    if (m_state == State::Answer) {
        piece.text = text;
        return piece;
    }
    m_held += text;
    if (m_state == State::Start)
        takeStart(piece);
    if (m_state == State::Thought)
        takeThought(piece);
    if (m_state == State::AfterTag) {
        piece.text = withoutLeadingSpace(std::exchange(m_held, {}));
        if (!piece.text.isEmpty())
            m_state = State::Answer;
    }
    return piece;
}

ThinkTagFilter::Piece ThinkTagFilter::finish(const QString &whole)
{
    Piece piece;
    if (m_state == State::Thought) {
        piece.reasoning = m_held.first(sizeWithoutTrailingSpace(m_held));
    } else if (m_state == State::Start) {
        piece.text = m_held;
    }
    m_held.clear();
    if (m_hadTag)
        return piece;
    if (const qsizetype closing = loneClosingTag(whole); closing >= 0) {
        piece.reasoning = QStringView(whole).first(closing).trimmed().toString();
        piece.replacedText =
            withoutLeadingSpace(QStringView(whole).sliced(closing + ClosingTag.size()));
        piece.text.clear();
    }
    return piece;
}

void ThinkTagFilter::takeStart(Piece &piece)
{
    const QString text = withoutLeadingSpace(m_held);
    if (text.startsWith(OpeningTag)) {
        m_held = text.sliced(OpeningTag.size());
        m_hadTag = true;
        m_state = State::Thought;
    } else if (m_held.size() > MaxHeld || !OpeningTag.startsWith(text)) {
        piece.text = std::exchange(m_held, {});
        m_state = State::Answer;
    }
}

void ThinkTagFilter::takeThought(Piece &piece)
{
    if (!m_hasThought)
        m_held = withoutLeadingSpace(m_held);
    const qsizetype closing = m_held.indexOf(ClosingTag);
    const QStringView held = m_held;
    const qsizetype size = closing >= 0 ? sizeWithoutTrailingSpace(held.first(closing))
        : held.size() > MaxHeld         ? held.size()
                                        : sizeBeforePossibleClosing(held);
    piece.reasoning = held.first(size).toString();
    m_hasThought = m_hasThought || size > 0;
    if (closing >= 0)
        m_state = State::AfterTag;
    m_held.remove(0, closing >= 0 ? closing + ClosingTag.size() : size);
}

} // namespace polylogue::app::wire
