// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/boundaryfinder.h"

#include <algorithm>

namespace polylogue::ui::markdown {

namespace {

constexpr int TabWidth = 4;

bool isBlankCharacter(QChar character)
{
    return character == u' ' || character == u'\t';
}

int indentOf(QStringView line, qsizetype *characters)
{
    int columns = 0;
    qsizetype position = 0;
    for (; position < line.size() && isBlankCharacter(line.at(position)); ++position)
        columns += line.at(position) == u'\t' ? TabWidth - columns % TabWidth : 1;
    *characters = position;
    return columns;
}

int runLength(QStringView text, QChar character)
{
    int length = 0;
    while (length < text.size() && text.at(length) == character)
        ++length;
    return length;
}

bool isHeading(QStringView rest)
{
    const int length = runLength(rest, u'#');
    return length >= 1 && length <= 6
        && (length == rest.size() || isBlankCharacter(rest.at(length)));
}

bool isRule(QStringView rest)
{
    const QChar character = rest.front();
    if (character != u'-' && character != u'*' && character != u'_')
        return false;
    int count = 0;
    for (const QChar each : rest) {
        if (each == character)
            ++count;
        else if (!isBlankCharacter(each))
            return false;
    }
    return count >= 3;
}

//! \return the last place in \a line that no rule has.
qsizetype ruleBreakOf(QStringView line)
{
    for (qsizetype position = line.size() - 1; position >= 0; --position) {
        const QChar character = line.at(position);
        if (character != u'-' && character != u'*' && character != u'_'
            && !isBlankCharacter(character))
            return position;
    }
    return -1;
}

//! \return the width of the list marker that opens \a rest with the blanks behind it; 0 for none.
int markerWidth(QStringView rest)
{
    qsizetype length = 0;
    if (rest.front() == u'-' || rest.front() == u'+' || rest.front() == u'*') {
        length = 1;
    } else {
        while (length < rest.size() && length < 9 && rest.at(length) >= u'0'
               && rest.at(length) <= u'9')
            ++length;
        if (length == 0 || length == rest.size()
            || (rest.at(length) != u'.' && rest.at(length) != u')'))
            return 0;
        ++length;
    }
    if (length == rest.size())
        return static_cast<int>(length) + 1;
    if (!isBlankCharacter(rest.at(length)))
        return 0;
    qsizetype characters = 0;
    const int blanks = indentOf(rest.sliced(length), &characters);
    const bool isEmptyOrCode = blanks > 4 || length + characters == rest.size();
    return static_cast<int>(length) + (isEmptyOrCode ? 1 : blanks);
}

} // namespace

BoundaryFinder::Boundaries BoundaryFinder::feed(QStringView line)
{
    qsizetype characters = 0;
    const int indent = indentOf(line, &characters);
    const QStringView rest = line.sliced(characters);
    if (m_fence.length > 0) {
        if (indent > 3 || !isClosedBy(m_fence, rest))
            return {};
        m_fence = {};
        m_isAfterBlank = true;
        return {false, true};
    }
    if (rest.isEmpty()) {
        m_isAfterBlank = true;
        return {};
    }
    const bool isItemContent = m_itemIndent >= 0 && indent >= m_itemIndent;
    Boundaries boundaries;
    if (!isItemContent && indent <= 3)
        boundaries = feedTopLevel(rest, indent);
    if (boundaries.isBefore)
        m_innerFence = {};
    if (isItemContent || rest.front() == u'>' || m_itemIndent >= 0)
        feedContainer(rest);
    else
        m_innerFence = {};
    m_isAfterBlank = boundaries.isAfter;
    return boundaries;
}

BoundaryFinder::Boundaries BoundaryFinder::feedTopLevel(QStringView rest, int indent)
{
    if (const Fence fence = openedBy(rest); fence.length > 0) {
        m_fence = fence;
        m_itemIndent = -1;
        return {true, false};
    }
    if (isHeading(rest)) {
        m_itemIndent = -1;
        return {true, true};
    }
    if (const int width = isRule(rest) ? 0 : markerWidth(rest); width > 0) {
        const bool isFirstOfList = m_isAfterBlank && m_itemIndent < 0;
        m_itemIndent = indent + width;
        return {isFirstOfList, false};
    }
    if (!m_isAfterBlank) {
        if (m_innerFence.length > 0) // code does not go on lazily: it ends, and its list with it
            m_itemIndent = -1;
        return {};
    }
    m_itemIndent = -1;
    return {true, false};
}

void BoundaryFinder::feedContainer(QStringView rest)
{
    const QStringView content = rest.sliced(markersOf(rest).length);
    if (m_innerFence.length == 0)
        m_innerFence = openedBy(content);
    else if (isClosedBy(m_innerFence, content))
        m_innerFence = {};
}

BoundaryFinder::Fence BoundaryFinder::openedBy(QStringView rest)
{
    if (rest.isEmpty() || (rest.front() != u'`' && rest.front() != u'~'))
        return {};
    const int length = runLength(rest, rest.front());
    const bool hasBacktickInfo = rest.front() == u'`' && rest.sliced(length).contains(u'`');
    return length < 3 || hasBacktickInfo ? Fence{} : Fence{rest.front(), length};
}

bool BoundaryFinder::isClosedBy(const Fence &fence, QStringView rest)
{
    const int length = runLength(rest, fence.character);
    return length >= fence.length
        && std::all_of(rest.begin() + length, rest.end(), isBlankCharacter);
}

LineMarkers markersOf(QStringView line)
{
    LineMarkers markers;
    // What keeps the line from being a rule keeps its rest from being one as well.
    const qsizetype ruleBreak = ruleBreakOf(line);
    while (markers.count < LineMarkers::Maximum) {
        qsizetype characters = 0;
        indentOf(line.sliced(markers.length), &characters);
        markers.length += characters;
        const QStringView rest = line.sliced(markers.length);
        if (rest.isEmpty())
            return markers;
        const bool mayBeRule = markers.length > ruleBreak;
        const int width = rest.front() == u'>' ? 1
            : mayBeRule && isRule(rest)        ? 0
                                               : markerWidth(rest);
        if (width == 0)
            return markers;
        markers.length += std::min<qsizetype>(width, rest.size());
        ++markers.count;
    }
    return markers;
}

} // namespace polylogue::ui::markdown
