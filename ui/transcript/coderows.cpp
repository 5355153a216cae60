// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/coderows.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

constexpr qsizetype LongestUnit = 2'000; // characters that are laid out and lexed in one
constexpr qsizetype RowsPerCheckpoint = 32;
constexpr qsizetype TabColumns = 8;

//! \return how many columns a character takes, rather more than less: fonts differ beyond Latin.
qsizetype columnsOf(QChar c)
{
    if (c == u'\t')
        return TabColumns;
    if (c.isLowSurrogate())
        return 0;
    return c.unicode() < 0x1100 ? 1 : 2;
}

} // namespace

CodeRows::CodeRows(const QString &text, const QString &language, int columns)
    : m_text(text)
    , m_language(code::languageNamed(language))
    , m_columns(columns)
    , m_checkpoints{Checkpoint{}}
{
    index(0);
}

//! Finds the rows from \a position on, which begins a line or a unit.
void CodeRows::index(qsizetype position)
{
    while (true) {
        const qsizetype newline = m_text.indexOf(u'\n', position);
        const qsizetype end = newline < 0 ? m_text.size() : newline;
        do {
            qsizetype length = std::min(end - position, LongestUnit);
            if (position + length < end && m_text.at(position + length).isLowSurrogate())
                --length;
            addRows(position, length, position + length == end);
            position += length;
        } while (position < end);
        if (newline < 0)
            return;
        position = newline + 1;
    }
}

void CodeRows::addRows(qsizetype start, qsizetype length, bool endsLine)
{
    bool isContinued = false;
    do {
        const QStringView rest = QStringView(m_text).sliced(start, length);
        const qsizetype fits = m_columns > 0 ? fitting(rest) : length;
        qsizetype columns = 0;
        for (const QChar c : rest.first(fits))
            columns += columnsOf(c);
        m_widest = std::max(m_widest, columns);
        length -= fits;
        m_rows.push_back({start, fits, isContinued, endsLine && length == 0});
        start += fits;
        isContinued = true;
    } while (length > 0);
}

//! \return how much of \a line fits into a row, up to the end of a word where that is not far.
qsizetype CodeRows::fitting(QStringView line) const
{
    qsizetype columns = 0;
    qsizetype afterWord = 0;
    for (qsizetype index = 0; index < line.size(); ++index) {
        columns += columnsOf(line[index]);
        if (columns > m_columns && index > 0) {
            const bool isNear = afterWord * 2 > index;
            return isNear ? afterWord : index - (line[index].isLowSurrogate() ? 1 : 0);
        }
        if (line[index].isSpace() || QStringView(u",;)]}").contains(line[index]))
            afterWord = index + 1;
    }
    return line.size();
}

qsizetype CodeRows::countRows(QStringView text, int columns)
{
    if (columns <= 0)
        return text.count(u'\n') + 1;
    qsizetype rows = 0;
    for (const QStringView line : text.tokenize(u'\n'))
        rows += 1 + std::max<qsizetype>(0, line.size() - 1) / columns;
    return rows;
}

qsizetype CodeRows::update(const QString &text)
{
    qsizetype unit = count() - 1; // what it began is still growing
    while (at(unit).isContinued)
        --unit;
    const qsizetype position = at(unit).start;
    if (!text.startsWith(QStringView(m_text).first(position)))
        return -1;
    m_text = text;
    m_rows.resize(static_cast<size_t>(unit));
    while (m_checkpoints.back().row > unit)
        m_checkpoints.pop_back();
    if (m_latest.row > unit)
        m_latest = m_checkpoints.back();
    index(position);
    return unit;
}

qsizetype CodeRows::rowOf(qsizetype offset) const
{
    const auto after =
        std::upper_bound(m_rows.begin(), m_rows.end(), offset,
                         [](qsizetype wanted, const Row &row) { return wanted < row.start; });
    return after == m_rows.begin() ? 0 : after - m_rows.begin() - 1;
}

//! \return what begins with \a row and is lexed as one. \param next the first row behind it
QStringView CodeRows::unitAt(qsizetype row, qsizetype *next) const
{
    qsizetype last = row;
    while (last + 1 < count() && at(last + 1).isContinued)
        ++last;
    *next = last + 1;
    const qsizetype start = at(row).start;
    return QStringView(m_text).sliced(start, at(last).start + at(last).length - start);
}

code::LexerState CodeRows::stateBefore(qsizetype row) const
{
    const auto behind = std::upper_bound(
        m_checkpoints.begin(), m_checkpoints.end(), row,
        [](qsizetype wanted, const Checkpoint &checkpoint) { return wanted < checkpoint.row; });
    Checkpoint place = *std::prev(behind);
    if (m_latest.row <= row && m_latest.row > place.row)
        place = m_latest;
    while (place.row < row) {
        qsizetype next = 0;
        const QStringView unit = unitAt(place.row, &next);
        code::lexLine(*m_language, unit, &place.state, at(next - 1).endsLine);
        place.row = next;
        if (place.row >= m_checkpoints.back().row + RowsPerCheckpoint)
            m_checkpoints.push_back(place);
    }
    m_latest = place;
    return place.state;
}

QList<code::Token> CodeRows::tokensOf(qsizetype row) const
{
    qsizetype first = row;
    while (at(first).isContinued)
        --first;
    code::LexerState state = stateBefore(first);
    qsizetype next = 0;
    const QStringView unit = unitAt(first, &next);
    const auto from = static_cast<int>(at(row).start - at(first).start);
    const int to = from + static_cast<int>(at(row).length);
    QList<code::Token> tokens;
    for (const code::Token &token :
         code::lexLine(*m_language, unit, &state, at(next - 1).endsLine)) {
        const int start = std::max(token.start, from);
        const int end = std::min(token.start + token.length, to);
        if (start < end)
            tokens.append({start - from, end - start, token.kind});
    }
    return tokens;
}

} // namespace polylogue::ui::transcript
