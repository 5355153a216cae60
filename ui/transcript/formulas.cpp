// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/formulas.h"

#include "ui/markdown/formulas.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal SizeBesideText = 1.21; // as KaTeX has it: its letters are small
constexpr qreal Clearance = 2; // above and below a formula in a line

} // namespace

std::shared_ptr<const math::Result> findFormula(QStringView source, const Style &style)
{
    if (!style.math)
        return {};
    const markdown::Formula formula = markdown::formulaOf(source);
    return style.waitsForFormulas ? style.math->wait(formula.tex, formula.isDisplay)
                                  : style.math->find(formula.tex, formula.isDisplay);
}

qreal formulaSize(const QFont &font)
{
    return theme::pixelSizeOf(font) * SizeBesideText;
}

InlineFormulas::InlineFormulas(const markdown::InlineText &text, const Style &style,
                               const QFont &font, qreal width)
    : m_engine(style.math)
{
    for (const markdown::InlineRun &run : text.runs) {
        if (!run.formats.testFlag(markdown::InlineFormat::Math) || !m_engine)
            continue;
        const QStringView source = QStringView(text.text).sliced(run.start, run.length);
        Formula formula{run.start, run.length, formulaSize(font), findFormula(source, style)};
        if (!formula.result)
            m_awaited += source.toString();
        else if (formula.isDrawn() && formula.width() > width)
            formula.size *= width / formula.width();
        m_formulas.push_back(std::move(formula));
    }
    if (!m_formulas.empty())
        m_blank = QFontMetricsF(font).horizontalAdvance(QChar(QChar::Nbsp));
}

QString InlineFormulas::standIn(const QString &text) const
{
    QString shown = text;
    for (const Formula &formula : m_formulas) {
        if (formula.isDrawn())
            std::fill_n(shown.begin() + formula.start, formula.length, QChar(QChar::Nbsp));
    }
    return shown;
}

void InlineFormulas::reserve(QList<QTextLayout::FormatRange> &formats) const
{
    for (const Formula &formula : m_formulas) {
        if (!formula.isDrawn())
            continue;
        formats.removeIf([&formula](const QTextLayout::FormatRange &range) {
            return range.start == formula.start && range.length == formula.length;
        });
        QTextCharFormat format;
        format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
        format.setFontLetterSpacing(formula.width() - m_blank);
        formats.append({formula.start, 1, format});
        format.setFontLetterSpacing(-m_blank);
        formats.append({formula.start + 1, formula.length - 1, format});
    }
}

InlineFormulas::Reach InlineFormulas::reachIn(int start, int length) const
{
    Reach reach;
    for (const Formula &formula : m_formulas) {
        if (!formula.isDrawn() || formula.start < start || formula.start >= start + length)
            continue;
        reach.above = std::max(reach.above, formula.ascent() + Clearance);
        reach.below = std::max(reach.below, formula.descent() + Clearance);
    }
    return reach;
}

void InlineFormulas::paint(QPainter &painter, const Formula &formula, const QPointF &position) const
{
    math::paint(painter, formula.result->drawing, position, formula.size, m_engine->fonts());
}

const InlineFormulas::Formula *InlineFormulas::find(int offset) const
{
    const auto found = std::find_if(m_formulas.begin(), m_formulas.end(), [=](const Formula &each) {
        return offset >= each.start && offset < each.start + each.length;
    });
    return found == m_formulas.end() ? nullptr : &*found;
}

int InlineFormulas::snapped(int offset) const
{
    const Formula *formula = find(offset);
    return !formula || !formula->isDrawn() || offset == formula->start
        ? offset
        : formula->start + formula->length;
}

QString InlineFormulas::errorAt(int offset) const
{
    const Formula *formula = find(offset);
    return formula && formula->result ? formula->result->error : QString();
}

bool InlineFormulas::areOutdated(const Style &style) const
{
    return std::any_of(m_awaited.begin(), m_awaited.end(), [&style](const QString &source) {
        return findFormula(source, style) != nullptr;
    });
}

} // namespace polylogue::ui::transcript
