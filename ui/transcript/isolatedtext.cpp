// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/isolatedtext.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

using markdown::InlineFormat;
using markdown::InlineRun;
using markdown::InlineText;

constexpr char16_t LeftToRight = u'\u2066';
constexpr char16_t AsItBegins = u'\u2068';
constexpr char16_t End = u'\u2069';

bool isLeftToRight(const InlineRun &run)
{
    return run.formats.testAnyFlags(InlineFormat::Code | InlineFormat::Math);
}

bool isOneLink(const InlineRun &run, const InlineRun &next)
{
    return run.formats.testFlag(InlineFormat::Link) && next.formats.testFlag(InlineFormat::Link)
        && run.target == next.target && run.start + run.length == next.start;
}

} // namespace

bool hasRightToLeft(QStringView text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t character = text.at(at).unicode();
        if (character < 0x590) // the first block of such a script
            continue;
        if (QChar::isHighSurrogate(character) && at + 1 < text.size())
            character = QChar::surrogateToUcs4(text.at(at), text.at(at + 1));
        const QChar::Direction direction = QChar::direction(character);
        if (direction == QChar::DirR || direction == QChar::DirAL)
            return true;
    }
    return false;
}

IsolatedText::IsolatedText(const InlineText &text)
    : m_text(text)
{
    if (text.runs.isEmpty() || !hasRightToLeft(text.text))
        return;
    for (qsizetype at = 0; at < text.runs.size(); ++at) {
        const InlineRun &run = text.runs.at(at);
        const bool isLink = run.formats.testFlag(InlineFormat::Link);
        if (!isLink && !isLeftToRight(run)) {
            m_text.runs[at].start = toLayout(run.start);
            continue;
        }
        const bool isFirst = at == 0 || !isOneLink(text.runs.at(at - 1), run);
        const bool isLast = at + 1 == text.runs.size() || !isOneLink(run, text.runs.at(at + 1));
        if (isFirst)
            mark(run.start, isLeftToRight(run) ? LeftToRight : AsItBegins);
        m_text.runs[at].start = toLayout(run.start);
        if (isLast)
            mark(run.start + run.length, End);
    }
}

//! Puts a mark before the character at \a offset, behind the marks that are there.
void IsolatedText::mark(int offset, char16_t mark)
{
    const int position = offset + static_cast<int>(m_marks.size()); // all are before it
    m_text.text.insert(position, QChar(mark));
    m_marks.push_back(position);
}

int IsolatedText::toLayout(int offset) const
{
    int position = offset;
    for (const int mark : m_marks) {
        if (mark > position)
            break;
        ++position;
    }
    return position;
}

int IsolatedText::fromLayout(int position) const
{
    const auto before = std::lower_bound(m_marks.begin(), m_marks.end(), position);
    return position - static_cast<int>(before - m_marks.begin());
}

} // namespace polylogue::ui::transcript
