// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/math/mathengine.h"
#include "ui/transcript/leaflayout.h"

#include <QTextLayout>

#include <memory>
#include <vector>

namespace polylogue::ui::transcript {

//! \return what became of a formula; nothing as long as it is not known, or where none are set.
std::shared_ptr<const math::Result> findFormula(QStringView source, const Style &style);

//! \return the size of an em of a formula beside text of \a font, in pixels.
qreal formulaSize(const QFont &font);

//! \brief The formulas within a text. Each takes the place of its source, character by character,
//!        so that offsets into the text stay what they are: a blank as wide as the formula, and
//!        blanks without width. What is not known yet, or wrong, is shown as its source.
class InlineFormulas
{
public:
    InlineFormulas() = default;
    //! \param width of the lines; a formula that is wider is made smaller
    InlineFormulas(const markdown::InlineText &text, const Style &style, const QFont &font,
                   qreal width);

    //! \return the text to lay out instead of \a text.
    QString standIn(const QString &text) const;
    //! \brief Makes room: changes those of \a formats that belong to formulas.
    void reserve(QList<QTextLayout::FormatRange> &formats) const;
    //! \brief How far the formulas of a line reach above and below its baseline.
    struct Reach
    {
        qreal above = 0;
        qreal below = 0;
    };
    Reach reachIn(int start, int length) const;

    struct Formula
    {
        int start = 0;
        int length = 0;
        qreal size = 0; // of an em
        std::shared_ptr<const math::Result> result = {};

        bool isDrawn() const { return result && result->isDrawn(); }
        qreal width() const { return result->drawing.width * size; }
        qreal ascent() const { return result->drawing.ascent * size; }
        qreal descent() const { return result->drawing.descent * size; }
    };
    const std::vector<Formula> &all() const { return m_formulas; }
    //! \return the one that \a offset is in; nullptr where there is none.
    const Formula *find(int offset) const;
    //! \brief Draws one of them; \a position is the left end of its baseline.
    void paint(QPainter &painter, const Formula &formula, const QPointF &position) const;

    //! \return \a offset, or the end of the formula that it is in.
    int snapped(int offset) const;
    //! \return why what stands at \a offset is not set.
    QString errorAt(int offset) const;
    //! \return whether one is known by now that was not.
    bool areOutdated(const Style &style) const;

private:
    std::vector<Formula> m_formulas;
    QStringList m_awaited;
    qreal m_blank = 0; // width of a blank
    std::shared_ptr<math::MathEngine> m_engine;
};

} // namespace polylogue::ui::transcript
