// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/incrementaldocument.h"

#include "ui/markdown/unfinished.h"

#include <algorithm>

namespace polylogue::ui::markdown {

qsizetype IncrementalDocument::append(QStringView piece)
{
    appendNormalised(piece);
    findBoundary();
    if (m_isFenceShown && m_boundary == m_frozenEnd && extendOpenFence())
        return m_blocks.size() - 1;
    if (m_lastPiece >= 0 && m_boundary == m_frozenEnd && isTailUndivided())
        return extendUnformatted();
    QList<Block> blocks;
    const qsizetype previouslyFrozen = m_frozenBlocks;
    if (m_boundary > m_frozenEnd) {
        const QStringView stable =
            QStringView(m_text).sliced(m_frozenEnd, m_boundary - m_frozenEnd);
        blocks = parse(stable, Ending::Complete, m_formulas);
        m_frozenEnd = m_boundary;
        m_frozenBlocks += blocks.size();
    }
    blocks += parse(QStringView(m_text).sliced(m_frozenEnd), Ending::Open, m_formulas);
    m_isFenceShown = m_finder.isInFence() && m_text.at(m_frozenEnd) != u' '
        && m_text.at(m_frozenEnd) != u'\t'
        && blocks.size() == m_frozenBlocks - previouslyFrozen + 1;
    m_lastPiece = -1;
    if (!m_finder.isInFence() && isTailUndivided() && isBeyondLimits(tail())) {
        m_lastPiece = m_frozenEnd;
        findLastPiece();
    }
    return replaceFrom(previouslyFrozen, blocks);
}

qsizetype IncrementalDocument::finish()
{
    m_isFenceShown = false;
    m_lastPiece = -1;
    if (m_text.contains(QStringLiteral("]:")))
        return replaceFrom(0, parse(m_text, Ending::Complete, m_formulas));
    return replaceFrom(m_frozenBlocks, parse(tail(), Ending::Complete, m_formulas));
}

qsizetype IncrementalDocument::setText(QStringView text, bool isComplete)
{
    const QList<Block> before = std::exchange(m_blocks, {});
    *this = IncrementalDocument(m_formulas);
    if (isComplete) {
        appendNormalised(text);
        m_blocks = parse(m_text, Ending::Complete, m_formulas);
    } else {
        append(text);
    }
    const auto [difference, unused] =
        std::mismatch(before.begin(), before.end(), m_blocks.begin(), m_blocks.end());
    return difference - before.begin();
}

void IncrementalDocument::appendNormalised(QStringView piece)
{
    m_taken += piece.size();
    if (m_endsWithReturn && piece.startsWith(u'\n'))
        piece = piece.sliced(1);
    if (!piece.isEmpty() || m_taken == 0)
        m_endsWithReturn = piece.endsWith(u'\r');
    if (!piece.contains(u'\r')) {
        m_text += piece;
        return;
    }
    QString text = piece.toString();
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');
    m_text += text;
}

void IncrementalDocument::findBoundary()
{
    const QStringView text = m_text;
    for (qsizetype newline = text.indexOf(u'\n', m_lineStart); newline >= 0;
         newline = text.indexOf(u'\n', m_lineStart)) {
        const auto boundaries = m_finder.feed(text.sliced(m_lineStart, newline - m_lineStart));
        if (boundaries.isBefore)
            m_boundary = m_lineStart;
        m_lineStart = newline + 1;
        if (boundaries.isAfter)
            m_boundary = m_lineStart;
    }
}

//! Code needs no parser: what follows the fence's line is its text.
bool IncrementalDocument::extendOpenFence()
{
    if (!m_finder.isInFence())
        return false;
    const qsizetype body = m_text.indexOf(u'\n', m_frozenEnd) + 1;
    const QStringView text = withoutHalfCharacter(m_text);
    qsizetype end = withoutHalfFence(text, m_lineStart);
    if (end > body && text.at(end - 1) == u'\n')
        --end;
    m_blocks.last().content.text = m_text.sliced(body, std::max<qsizetype>(end - body, 0))
                                       .replace(QChar::Null, QChar::ReplacementCharacter);
    return true;
}

//! \return whether the line that has only begun goes on with what is before it.
bool IncrementalDocument::isTailUndivided() const
{
    BoundaryFinder finder = m_finder;
    const auto boundaries = finder.feed(QStringView(m_text).sliced(m_lineStart));
    return !boundaries.isBefore && !boundaries.isAfter;
}

//! Too much to be formatted stays so until the tail ends: only its last piece is another.
qsizetype IncrementalDocument::extendUnformatted()
{
    const qsizetype first = m_blocks.size() - 1;
    QList<Block> pieces = unformattedBlocks(withoutHalfCharacter(m_text).sliced(m_lastPiece));
    pieces.first().isUnformatted = m_blocks.last().isUnformatted;
    pieces.first().isTight = m_blocks.last().isTight;
    m_blocks.removeLast();
    m_blocks += pieces;
    findLastPiece();
    return first;
}

void IncrementalDocument::findLastPiece()
{
    const QStringView text = withoutHalfCharacter(m_text);
    while (m_lastPiece + unformattedPiece(text.sliced(m_lastPiece)) < text.size())
        m_lastPiece += unformattedPiece(text.sliced(m_lastPiece));
}

qsizetype IncrementalDocument::replaceFrom(qsizetype first, const QList<Block> &blocks)
{
    qsizetype same = 0;
    while (same < blocks.size() && first + same < m_blocks.size()
           && m_blocks.at(first + same) == blocks.at(same))
        ++same;
    m_blocks.resize(first + same);
    m_blocks += blocks.sliced(same);
    return first + same;
}

} // namespace polylogue::ui::markdown
