// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/difftext.h"

#include "ui/text/format.h"

#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::comparison::DiffSegment;
using app::comparison::Side;
using app::comparison::WordRun;
using Kind = DiffSegment::Kind;

namespace {

constexpr qsizetype longestQuote = 120;

QString quoted(const QString &text)
{
    return u'“' + text::oneLine(text, longestQuote).trimmed() + u'”';
}

//! The words of one side of a changed sentence, with dots for what both have.
QString changedWords(const DiffSegment &segment, Side side)
{
    QStringList words;
    for (const WordRun &run : segment.words) {
        if (run.side == side && !run.text.trimmed().isEmpty())
            words.append(run.text.trimmed());
    }
    return words.join(u" … "_s);
}

} // namespace

DiffText::DiffText(theme::Theme &theme, Shows shows, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_shows(shows)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
}

QTextCharFormat DiffText::format(Side side) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    QTextCharFormat format;
    format.setForeground(tokens.text);
    if (side == Side::Left) {
        format.setFontStrikeOut(m_shows == Shows::Both);
        format.setFontUnderline(m_shows != Shows::Both);
        format.setUnderlineStyle(m_shows == Shows::Both ? QTextCharFormat::NoUnderline
                                                        : QTextCharFormat::DashUnderline);
        format.setBackground(tokens.badBg);
        format.setUnderlineColor(tokens.bad);
    } else if (side == Side::Right) {
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setBackground(tokens.accentBg);
        format.setUnderlineColor(tokens.accent);
    }
    return format;
}

void DiffText::insert(const QString &text, Side side)
{
    textCursor().insertText(text, format(side));
}

//! What stands before it may be the end of a text, with no space behind it.
void DiffText::insertSentence(const QString &text, Side side)
{
    const QString line = textCursor().block().text();
    if (!line.isEmpty() && !line.back().isSpace())
        insert(u" "_s, Side::Both);
    insert(text, side);
}

void DiffText::write(const DiffSegment &segment)
{
    const bool showsLeft = m_shows != Shows::Right;
    const bool showsRight = m_shows != Shows::Left;
    switch (segment.kind) {
    case Kind::Equal:
        insert(showsLeft ? segment.left : segment.right, Side::Both);
        return;
    case Kind::Removed:
        if (showsLeft)
            insertSentence(u"− "_s + segment.left, Side::Left);
        return;
    case Kind::Added:
        if (showsRight)
            insertSentence(u"+ "_s + segment.right, Side::Right);
        return;
    case Kind::Changed:
        for (const WordRun &run : segment.words) {
            if (run.side == Side::Both || (run.side == Side::Left ? showsLeft : showsRight))
                insert(run.text, run.side);
        }
        return;
    }
}

void DiffText::setDiff(const app::comparison::TextDiff &diff)
{
    clear();
    m_starts.clear();
    setUpdatesEnabled(false);
    moveCursor(QTextCursor::End);
    for (const DiffSegment &segment : diff.segments) {
        m_starts.append(textCursor().position());
        write(segment);
    }
    moveCursor(QTextCursor::Start);
    setUpdatesEnabled(true);
}

void DiffText::showSegment(qsizetype index)
{
    if (index < 0 || index >= m_starts.size())
        return;
    QTextCursor cursor = textCursor();
    const int end =
        index + 1 < m_starts.size() ? m_starts.at(index + 1) : document()->characterCount() - 1;
    cursor.setPosition(m_starts.at(index));
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
}

qsizetype DiffText::topSegment() const
{
    const int position = cursorForPosition({0, 0}).position();
    const auto next = std::upper_bound(m_starts.cbegin(), m_starts.cend(), position);
    return std::max<qsizetype>(next - m_starts.cbegin() - 1, 0);
}

void DiffText::scrollToSegment(qsizetype index)
{
    if (index < 0 || index >= m_starts.size())
        return;
    // The scroll bar of a plain text counts lines as they are shown.
    const QTextBlock block = document()->findBlock(m_starts.at(index));
    verticalScrollBar()->setValue(block.firstLineNumber());
}

QString describedDifference(const DiffSegment &segment, const QString &leftName,
                            const QString &rightName)
{
    switch (segment.kind) {
    case Kind::Equal:
        return {};
    case Kind::Removed:
        return DiffText::tr("Only %1: %2").arg(leftName, quoted(segment.left));
    case Kind::Added:
        return DiffText::tr("Only %1: %2").arg(rightName, quoted(segment.right));
    case Kind::Changed:
        break;
    }
    const QString left = changedWords(segment, Side::Left);
    const QString right = changedWords(segment, Side::Right);
    if (left.isEmpty())
        return DiffText::tr("%1 adds %2").arg(rightName, quoted(right));
    if (right.isEmpty())
        return DiffText::tr("%1 leaves out %2").arg(rightName, quoted(left));
    return DiffText::tr("%1 has %2 where %3 has %4")
        .arg(leftName, quoted(left), rightName, quoted(right));
}

} // namespace polylogue::ui::compare
