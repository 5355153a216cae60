// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

#include <optional>

namespace polylogue::ui::theme {

//! \brief How a box is filled, edged and written on; what is transparent is not drawn.
struct BoxColours
{
    QColor fill = Qt::transparent;
    QColor edge = Qt::transparent;
    QColor text = {};
};

//! \return the colours of a button of \a look in \a state.
BoxColours buttonColours(const Tokens &tokens, std::optional<Look> look, QStyle::State state);

//! \brief Draws the parts of controls, in the widget's coordinates; the painter is left as it was.
class ControlPainter
{
public:
    //! Both outlive this.
    ControlPainter(QPainter *painter, const Tokens &tokens);

    void drawBox(const QRectF &rect, const BoxColours &colours, double radius,
                 double edgeWidth = 1) const;
    void drawField(const QRectF &rect, QStyle::State state) const; //!< what text is entered into
    void drawCheckBox(const QRectF &rect, QStyle::State state) const;
    void drawTick(const QRectF &rect, QStyle::State state) const; //!< of a menu's entry
    void drawRadioButton(const QRectF &rect, QStyle::State state) const;
    void drawChevron(const QRectF &rect, Qt::ArrowType direction, QStyle::State state) const;
    void drawScrollHandle(const QRectF &rect, bool isPointedAt) const;
    void drawTab(const QRectF &rect, QStyle::State state) const;
    //! \param share 0..1, of what is done; not set: nobody knows
    void drawProgress(const QRectF &rect, std::optional<double> share, bool isMirrored) const;
    void drawLine(const QRectF &rect) const; //!< a hairline that fills rect

private:
    void drawIndicatorBox(const QRectF &box, double radius, QStyle::State state) const;

    QPainter *m_painter;
    const Tokens &m_tokens;
};

} // namespace polylogue::ui::theme
