// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

#include <QProxyStyle>

class QStyleOptionMenuItem;
class QStyleOptionToolButton;

namespace polylogue::ui::theme {

//! \brief How Qt's own widgets look: sizes, and in which part's place what is drawn. Fusion does
//!        what is not named here, ControlPainter (controlpainter.h) the drawing.
//!
//! There is no style sheet: one makes each widget dearer, at the start and whenever one is shown.
class ControlStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ControlStyle();

    //! \brief Takes other colours and another size for metadata, and dresses all widgets anew.
    void setTokens(const Tokens &tokens, double metadataPoints);

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget = nullptr) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget = nullptr) const override;
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
    void dress(QWidget *widget) const;
    void drawFocusRing(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawToolButton(const QStyleOptionToolButton &option, QPainter *painter,
                        const QWidget *widget) const;
    void drawMenuItem(const QStyleOptionMenuItem &option, QPainter *painter) const;

    Tokens m_tokens = tokensFor(false);
    double m_metadataPoints = 0;
};

} // namespace polylogue::ui::theme
