// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/controlstyle.h"

#include "ui/theme/blend.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

namespace {

constexpr int IndicatorSize = 18;
constexpr int ArrowWidth = 28; // of a combo box
constexpr int StepWidth = 24; // of a spin box
constexpr int FieldPadding = 10;

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

} // namespace

ControlStyle::ControlStyle()
    : QProxyStyle(u"Fusion"_s)
{ }

void ControlStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // Rows that were laid out before this have the heights of an undressed view.
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        QMetaObject::invokeMethod(view, &QAbstractItemView::doItemsLayout, Qt::QueuedConnection);
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawIndicator(option, painter, false);
    case PE_IndicatorRadioButton:
        return drawIndicator(option, painter, true);
    case PE_IndicatorArrowDown:
        return drawChevron(option->rect, Qt::DownArrow, option, painter);
    case PE_IndicatorArrowUp:
        return drawChevron(option->rect, Qt::UpArrow, option, painter);
    case PE_IndicatorArrowLeft:
        return drawChevron(option->rect, Qt::LeftArrow, option, painter);
    case PE_IndicatorArrowRight:
        return drawChevron(option->rect, Qt::RightArrow, option, painter);
    case PE_FrameFocusRect:
        return drawFocusRing(option, painter, widget);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        drawField(option, painter);
        drawChevron(proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget),
                    Qt::DownArrow, option, painter);
        return;
    }
    if (control == CC_SpinBox) {
        drawField(option, painter);
        drawChevron(proxy()->subControlRect(control, option, SC_SpinBoxUp, widget), Qt::UpArrow,
                    option, painter);
        drawChevron(proxy()->subControlRect(control, option, SC_SpinBoxDown, widget), Qt::DownArrow,
                    option, painter);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ControlStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl subControl, const QWidget *widget) const
{
    const QRect rect = option->rect;
    const auto mirrored = [option, rect](const QRect &part) {
        return visualRect(option->direction, rect, part);
    };
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return mirrored(rect.adjusted(FieldPadding, 2, -ArrowWidth, -2));
    if (control == CC_ComboBox && subControl == SC_ComboBoxArrow)
        return mirrored(rect.adjusted(rect.width() - ArrowWidth, 2, -2, -2));
    if (control == CC_SpinBox && subControl == SC_SpinBoxEditField)
        return mirrored(rect.adjusted(FieldPadding, 2, -StepWidth, -2));
    const QRect steps = rect.adjusted(rect.width() - StepWidth, 3, -3, -3);
    if (control == CC_SpinBox && subControl == SC_SpinBoxUp)
        return mirrored(steps.adjusted(0, 0, 0, -steps.height() / 2));
    if (control == CC_SpinBox && subControl == SC_SpinBoxDown)
        return mirrored(steps.adjusted(0, steps.height() / 2, 0, 0));
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize ControlStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &contents, const QWidget *widget) const
{
    if (type == CT_ComboBox) // its label keeps a little away from the edges of its field
        return {contents.width() + FieldPadding + ArrowWidth + Metrics::Unit,
                std::max(contents.height() + 12, Metrics::TargetComfortable)};
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_CheckBox || type == CT_RadioButton)
        size.setHeight(std::max(size.height(), Metrics::TargetMinimum));
    return size;
}

int ControlStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return IndicatorSize;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return Metrics::Unit;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
        return Metrics::IconSize;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    if (hint == SH_EtchDisabledText || hint == SH_ComboBox_Popup
        || hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

void ControlStyle::drawIndicator(const QStyleOption *option, QPainter *painter, bool isRound) const
{
    const bool isSet = has(option, State_On) || has(option, State_NoChange);
    const bool isEnabled = has(option, State_Enabled);
    const QColor edge = !isEnabled ? m_tokens.line : isSet ? m_tokens.accent : m_tokens.border;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75);
    painter->setPen(QPen(edge, 1.5));
    painter->setBrush(!isSet ? m_tokens.surface : isEnabled ? m_tokens.accent : m_tokens.line);
    const double radius = isRound ? box.width() / 2 : 4;
    painter->drawRoundedRect(box, radius, radius);

    const QColor mark = isEnabled ? m_tokens.onAccent : disabledText(m_tokens);
    if (isRound && isSet) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(box.center(), box.width() / 5, box.height() / 5);
    } else if (isSet) {
        painter->setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&box](double x, double y) {
            return box.topLeft() + QPointF(x * box.width(), y * box.height());
        };
        if (has(option, State_NoChange))
            painter->drawLine(at(0.25, 0.5), at(0.75, 0.5));
        else
            painter->drawPolyline(QPolygonF({at(0.23, 0.53), at(0.42, 0.72), at(0.77, 0.3)}));
    }
    painter->restore();
}

void ControlStyle::drawField(const QStyleOption *option, QPainter *painter) const
{
    const bool isEnabled = has(option, State_Enabled);
    const bool isFocused = has(option, State_HasFocus);
    const double width = isFocused ? 2 : 1;
    const QColor edge = isFocused ? m_tokens.accent : isEnabled ? m_tokens.border : m_tokens.line;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(edge, width));
    painter->setBrush(isEnabled ? m_tokens.surface : m_tokens.window);
    const double inset = width / 2;
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset),
                             Metrics::RadiusControl - inset, Metrics::RadiusControl - inset);
    painter->restore();
}

void ControlStyle::drawFocusRing(const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (!has(option, State_KeyboardFocusChange))
        return;
    QRectF rect = option->rect;
    QColor colour = m_tokens.accent;
    if (qobject_cast<const QAbstractButton *>(widget) && !widget->inherits("QCheckBox")
        && !widget->inherits("QRadioButton")) {
        rect = widget->rect();
        // On accent only another colour shows: a ring inside the edge.
        if (widget->property("look") == u"primary"_s) {
            colour = m_tokens.onAccent;
            rect.adjust(2, 2, -2, -2);
        }
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 2));
    painter->setBrush(Qt::NoBrush);
    const double radius = std::min<double>(Metrics::RadiusControl - 1, rect.height() / 2);
    painter->drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter->restore();
}

void ControlStyle::drawChevron(const QRectF &rect, Qt::ArrowType direction,
                               const QStyleOption *option, QPainter *painter) const
{
    const double reach = std::min({4.0, rect.width() / 3, rect.height() / 3});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(has(option, State_Enabled) ? m_tokens.text2 : disabledText(m_tokens), 1.5,
                         Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(rect.center());
    painter->rotate(direction == Qt::DownArrow       ? 0
                        : direction == Qt::LeftArrow ? 90
                        : direction == Qt::UpArrow   ? 180
                                                     : 270);
    painter->drawPolyline(QPolygonF(
        {QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)}));
    painter->restore();
}

} // namespace polylogue::ui::theme
