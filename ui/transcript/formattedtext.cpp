// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/formattedtext.h"

#include "ui/transcript/textlines.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

// A piece ends with the first line that ends behind so many characters. What it breaks its lines in
// is longer, so that the last one does not end because there is no more.
constexpr int PieceLength = 6'000;
constexpr int LongestLine = 2'000;

//! Ranges cut to [start, start + length), counted from start.
QList<QTextLayout::FormatRange> cut(const QList<QTextLayout::FormatRange> &ranges, int start,
                                    int length)
{
    QList<QTextLayout::FormatRange> inside;
    for (const QTextLayout::FormatRange &range : ranges) {
        const int from = std::max(range.start, start);
        const int to = std::min(range.start + range.length, start + length);
        if (from < to)
            inside.append({from - start, to - from, range.format});
    }
    return inside;
}

} // namespace

FormattedText::FormattedText(const markdown::InlineText &text, const Style &style,
                             const Shape &shape)
    : m_style(style)
    , m_shape(shape)
{
    setText(text);
}

void FormattedText::setText(const markdown::InlineText &text)
{
    m_text = IsolatedText(text);
    if (m_shape.hasFormulas)
        m_formulas = {m_text.text(), m_style, m_shape.font,
                      m_shape.widestFormula.value_or(m_shape.width)};
    m_shown = m_formulas.standIn(m_text.text().text);
    m_formats = formatsOf(m_text.text(), m_style);
    m_formulas.reserve(m_formats);
    const Qt::LayoutDirection direction = m_option.textDirection();
    m_option = wrappingOption(m_text.text().text);
    if (m_option.textDirection() != direction)
        m_pieces.clear();
    m_option.setTabStopDistance(m_shape.tabStop);
    if (m_shape.alignment)
        m_option.setAlignment(*m_shape.alignment);
    breakLines();
}

void FormattedText::breakLines()
{
    const auto changed = std::find_if(m_pieces.begin(), m_pieces.end(),
                                      [this](const Piece &piece) { return !isUpToDate(piece); });
    m_pieces.erase(changed, m_pieces.end());
    while (m_pieces.empty() || m_pieces.back().end < m_shown.size()) {
        m_pieces.push_back(m_pieces.empty()
                               ? makePiece(0, 0)
                               : makePiece(m_pieces.back().end, m_pieces.back().bottom));
    }
}

int FormattedText::lengthOfPieceAt(int start) const
{
    const auto left = static_cast<int>(m_shown.size()) - start;
    const int length = PieceLength + LongestLine;
    if (left <= length)
        return left;
    return m_shown.at(start + length).isLowSurrogate() ? length + 1 : length;
}

QList<QTextLayout::FormatRange> FormattedText::formatsIn(int start, int length) const
{
    return start == 0 && length == m_shown.size() ? m_formats : cut(m_formats, start, length);
}

bool FormattedText::isUpToDate(const Piece &piece) const
{
    const int length = piece.start <= m_shown.size() ? lengthOfPieceAt(piece.start) : -1;
    return length == piece.layout->text().size()
        && QStringView(m_shown).sliced(piece.start, length) == piece.layout->text()
        && piece.layout->formats() == formatsIn(piece.start, length);
}

FormattedText::Piece FormattedText::makePiece(int start, qreal top) const
{
    const int length = lengthOfPieceAt(start);
    const bool isLast = start + length == m_shown.size();
    Piece piece{.start = start, .end = start, .top = top, .bottom = top};
    piece.layout = std::make_unique<QTextLayout>(m_shown.sliced(start, length), m_shape.font);
    piece.layout->setTextOption(m_option);
    piece.layout->setCacheEnabled(true);
    piece.layout->setFormats(formatsIn(start, length));
    piece.layout->beginLayout();
    for (QTextLine line = piece.layout->createLine(); line.isValid();
         line = piece.layout->createLine()) {
        line.setLineWidth(std::max(m_shape.width, 1.0));
        const InlineFormulas::Reach reach =
            m_formulas.reachIn(start + line.textStart(), line.textLength());
        piece.bottom = placeLine(line, m_shape.lineHeight, piece.bottom, reach);
        piece.end = start + line.textStart() + line.textLength();
        if (!isLast && piece.end >= start + PieceLength)
            break;
    }
    piece.layout->endLayout();
    if (isLast)
        piece.end = static_cast<int>(m_shown.size());
    return piece;
}

qreal FormattedText::height() const
{
    return std::max(m_pieces.back().bottom, m_shape.lineHeight);
}

qreal FormattedText::naturalWidth() const
{
    qreal width = 0;
    for (const Piece &piece : m_pieces) {
        for (int line = 0; line < piece.layout->lineCount(); ++line)
            width = std::max(width, piece.layout->lineAt(line).naturalTextWidth());
    }
    return width;
}

qreal FormattedText::baseline() const
{
    const QTextLine first = m_pieces.front().layout->lineAt(0);
    return first.isValid() ? first.y() + first.ascent() : m_shape.lineHeight * 0.7;
}

void FormattedText::paint(QPainter &painter, const QPointF &origin, const PaintContext &context,
                          int selectionStart, int selectionEnd, int underlined) const
{
    const int from = m_text.toLayout(selectionStart);
    const int to = m_text.toLayout(selectionEnd);
    const QList<QTextLayout::FormatRange> underline = underlineOf(underlined);
    for (const Piece &piece : m_pieces) {
        if (origin.y() + piece.bottom < context.clip.top()
            || origin.y() + piece.top > context.clip.bottom())
            continue;
        const int length = piece.end - piece.start;
        drawLines(painter, *piece.layout, origin, context,
                  std::clamp(from - piece.start, 0, length),
                  std::clamp(to - piece.start, 0, length), cut(underline, piece.start, length));
    }
    for (const InlineFormulas::Formula &formula : m_formulas.all()) {
        if (!formula.isDrawn())
            continue;
        const QRectF area = areaOf(formula).translated(origin);
        const qreal baseline = area.top() + formula.ascent();
        // On paper a line is on one page only.
        const bool isVisible = context.isOnPaper
            ? baseline > context.clip.top() && baseline <= context.clip.bottom()
            : area.bottom() > context.clip.top() && area.top() < context.clip.bottom();
        if (isVisible)
            m_formulas.paint(painter, formula, {area.left(), baseline});
    }
}

size_t FormattedText::pieceOf(int position) const
{
    const auto next =
        std::upper_bound(m_pieces.begin() + 1, m_pieces.end(), position,
                         [](int wanted, const Piece &piece) { return wanted < piece.start; });
    return static_cast<size_t>(next - m_pieces.begin() - 1);
}

int FormattedText::positionAt(const QPointF &point) const
{
    const auto found =
        std::find_if(m_pieces.begin(), m_pieces.end() - 1,
                     [&point](const Piece &piece) { return point.y() < piece.bottom; });
    const int position = found->start + transcript::offsetAt(*found->layout, point);
    // The position behind a line's last character belongs to the next line.
    return found + 1 == m_pieces.end() ? position : std::min(position, found->end - 1);
}

int FormattedText::offsetAt(const QPointF &point) const
{
    return m_text.fromLayout(m_formulas.snapped(positionAt(point)));
}

QString FormattedText::errorAt(const QPointF &point) const
{
    return m_formulas.errorAt(positionAt(point));
}

QList<QRectF> FormattedText::rectangles(int start, int length) const
{
    QList<QRectF> found;
    for (size_t index = pieceOf(start);
         index < m_pieces.size() && m_pieces[index].start < start + length; ++index) {
        const Piece &piece = m_pieces[index];
        const int from = std::max(start, piece.start);
        const int to = std::min(start + length, piece.end);
        found += rectanglesOf(*piece.layout, from - piece.start, to - from);
    }
    return found;
}

QRectF FormattedText::areaOf(const InlineFormulas::Formula &formula) const
{
    const Piece &piece = m_pieces[pieceOf(formula.start)];
    const QTextLine line = piece.layout->lineForTextPosition(formula.start - piece.start);
    if (!line.isValid())
        return {};
    const QRectF blank = rectangles(formula.start, 1).value(0);
    return {blank.left(), line.y() + line.ascent() - formula.ascent(), blank.width(),
            formula.ascent() + formula.descent()};
}

QRectF FormattedText::characterRect(int offset) const
{
    const int position = m_text.toLayout(offset);
    if (const auto *formula = m_formulas.find(position); formula && formula->isDrawn())
        return areaOf(*formula);
    const Piece &piece = m_pieces[pieceOf(position)];
    const QTextLine line = piece.layout->lineForTextPosition(position - piece.start);
    if (!line.isValid())
        return {0, 0, 1, height()};
    const QList<QRectF> found = rectangles(position, 1);
    QRectF area = found.isEmpty()
        ? QRectF(line.cursorToX(position - piece.start), line.y(), 1, line.height())
        : found.first();
    area.setWidth(std::max(1.0, area.width()));
    return area;
}

QList<Target> FormattedText::links() const
{
    QList<Target> links;
    int previousEnd = -1;
    for (const markdown::InlineRun &run : m_text.text().runs) {
        if (!run.formats.testFlag(markdown::InlineFormat::Link))
            continue;
        const QList<QRectF> areas = rectangles(run.start, run.length);
        const QString label = m_text.text().text.sliced(run.start, run.length);
        if (run.start == previousEnd && links.last().link == run.target) {
            links.last().areas += areas;
            links.last().label += label;
        } else {
            links.append({Command::OpenLink, areas, label, run.target, {}, {}});
        }
        previousEnd = run.start + run.length;
    }
    return links;
}

QList<QTextLayout::FormatRange> FormattedText::underlineOf(int link) const
{
    if (link < 0)
        return {};
    QList<QTextLayout::FormatRange> ranges;
    QTextCharFormat format;
    format.setFontUnderline(true);
    int index = -1;
    int previousEnd = -1;
    QString previousTarget;
    for (const markdown::InlineRun &run : m_text.text().runs) {
        if (!run.formats.testFlag(markdown::InlineFormat::Link))
            continue;
        if (run.start != previousEnd || run.target != previousTarget)
            ++index;
        previousEnd = run.start + run.length;
        previousTarget = run.target;
        if (index == link)
            ranges.append({run.start, run.length, format});
    }
    return ranges;
}

} // namespace polylogue::ui::transcript
