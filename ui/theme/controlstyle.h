// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

#include <QProxyStyle>

namespace polylogue::ui::theme {

//! \brief Draws what a style sheet cannot tint: check marks, arrows, combo and spin boxes, and the
//!        ring around whatever has the keyboard's focus. Fusion does the rest.
class ControlStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ControlStyle();

    void setTokens(const Tokens &tokens) { m_tokens = tokens; }

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr,
                  const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;

private:
    void drawIndicator(const QStyleOption *option, QPainter *painter, bool isRound) const;
    void drawField(const QStyleOption *option, QPainter *painter) const;
    void drawFocusRing(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawChevron(const QRectF &rect, Qt::ArrowType direction, const QStyleOption *option,
                     QPainter *painter) const;

    Tokens m_tokens = tokensFor(false);
};

} // namespace polylogue::ui::theme
