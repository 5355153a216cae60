// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/selection.h"

#include "ui/transcript/copying.h"
#include "ui/transcript/messagecolumn.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <limits>

namespace polylogue::ui::transcript {

void Selection::extendTo(const TextSpan &span)
{
    const bool isBefore = span.from < m_first.from;
    m_from = isBefore ? m_first.to : m_first.from;
    m_to = isBefore ? span.from : std::max(span.to, m_first.to);
}

void Selection::shiftRows(qsizetype from, qsizetype by)
{
    if (!m_hasPlace)
        return;
    for (TextPosition *end : {&m_first.from, &m_first.to, &m_from, &m_to})
        end->row += end->row >= from ? by : 0;
}

Selection::Range Selection::rangeIn(qsizetype row, const LeafKey &key, int length) const
{
    if (isEmpty())
        return {};
    const TextPosition leafStart{row, key, 0};
    const TextPosition leafEnd{row, key, length};
    const TextPosition from = std::max(start(), leafStart);
    const TextPosition to = std::min(end(), leafEnd);
    return from < to ? Range{from.offset, to.offset} : Range{};
}

QString selectedText(const Selection &selection, const MessageColumn &column)
{
    return CopiedText(selection, column).plainText();
}

Selection::Range wordAt(const QString &text, int offset)
{
    if (text.isEmpty())
        return {};
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(std::clamp<qsizetype>(offset, 0, text.size() - 1));
    if (!finder.isAtBoundary())
        finder.toPreviousBoundary();
    const qsizetype start = std::max<qsizetype>(0, finder.position());
    const qsizetype next = finder.toNextBoundary();
    return {static_cast<int>(start), static_cast<int>(next < 0 ? text.size() : next)};
}

Selection everything(const MessageColumn &column)
{
    Selection selection;
    if (column.count() > 0)
        selection.begin(
            TextSpan{{0, {}, 0},
                     {column.count() - 1, {Section::Footer, std::numeric_limits<int>::max()}, 0}});
    return selection;
}

} // namespace polylogue::ui::transcript
