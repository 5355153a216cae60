// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/controlkinds.h"
#include "ui/theme/controlstyle.h"

#include <QStyleOption>

#include <algorithm>

namespace polylogue::ui::theme {

namespace {

constexpr int IndicatorSize = 18;
constexpr int ArrowWidth = 28; // of a combo box
constexpr int StepWidth = 24; // of a spin box
constexpr int SpinBoxWidth = 96;
constexpr int FieldPadding = 10; // with the edge, at the sides
constexpr int TextHeight = Metrics::TargetComfortable - 2 * ControlPadding;
constexpr QMargins RowPadding(8, 5, 8, 5);
constexpr int MenuPadding = 4; // around all entries
constexpr int MenuShortcutGap = 16; // between the text and it, at least
constexpr int MenuSeparatorHeight = 9;
constexpr int TitleHeight = 24; // of a group box
constexpr int TabPadding = 12;
constexpr int ScrollBarWidth = 10;
constexpr int ScrollHandleLength = 32;

//! A scroll bar is all groove: it has no buttons at its ends.
QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    const int length = isHorizontal ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int handle = length;
    if (range > 0)
        handle = int(std::clamp<qint64>(qint64(bar.pageStep) * length / (range + bar.pageStep),
                                        std::min(ScrollHandleLength, length), length));
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      length - handle, bar.upsideDown);
    const auto between = [&](int from, int to) {
        return isHorizontal ? bar.rect.adjusted(from, 0, to - length, 0)
                            : bar.rect.adjusted(0, from, 0, to - length);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSlider:
        return between(start, start + handle);
    case QStyle::SC_ScrollBarSubPage:
        return between(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return between(start + handle, length);
    default:
        return {};
    }
}

} // namespace

QRect ControlStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return isBare(widget) ? option->rect
                              : option->rect.adjusted(FieldPadding, 2, -FieldPadding, -2);
    case SE_FrameContents:
    case SE_ShapedFrameContents:
        if (const auto inset = frameInset(widget))
            return option->rect.adjusted(*inset, *inset, -*inset, -*inset);
        break;
    case SE_PushButtonContents: {
        const QSize padding = buttonPadding(widget);
        return option->rect.adjusted(padding.width(), 0, -padding.width(), 0);
    }
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
    case SE_ProgressBarLabel:
        return option->rect;
    case SE_HeaderLabel:
        return QProxyStyle::subElementRect(element, option, widget)
            .adjusted(Metrics::Unit - 2, 0, 0, 0);
    case SE_ItemViewItemText:
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemCheckIndicator:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
            item && hasRoundedRows(widget)) {
            QStyleOptionViewItem inner = *item;
            inner.rect = item->rect.marginsRemoved(RowPadding);
            return QProxyStyle::subElementRect(element, &inner, widget);
        }
        break;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
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
    if (control == CC_GroupBox && subControl == SC_GroupBoxContents)
        return rect.adjusted(0, TitleHeight, 0, 0);
    if (control == CC_GroupBox && subControl == SC_GroupBoxFrame)
        return rect;
    if (control == CC_GroupBox && subControl == SC_GroupBoxLabel)
        return mirrored(QRect(rect.topLeft(), QSize(rect.width(), TitleHeight)));
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return mirrored(scrollBarPart(*bar, subControl));
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize ControlStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &contents, const QWidget *widget) const
{
    const int comfortable =
        std::max(contents.height() + 2 * ControlPadding, Metrics::TargetComfortable);
    switch (type) {
    case CT_PushButton:
    case CT_ToolButton: {
        const QSize padding = buttonPadding(widget);
        return {contents.width() + 2 * padding.width(),
                std::max(contents.height(), TextHeight) + 2 * padding.height()};
    }
    case CT_ComboBox: // its label keeps a little away from the edges of its field
        return {contents.width() + FieldPadding + ArrowWidth + Metrics::Unit, comfortable};
    case CT_SpinBox:
        return {std::max(contents.width() + FieldPadding + StepWidth, SpinBoxWidth), comfortable};
    case CT_LineEdit:
        return isBare(widget) ? contents : QSize(contents.width() + 2 * FieldPadding, comfortable);
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator && item->text.isEmpty())
                return {contents.width(), MenuSeparatorHeight};
            const int gap = item->text.contains(u'\t') ? MenuShortcutGap : 0;
            return {contents.width() + MenuItemLeft + menuIconColumn(*item) + gap + MenuItemRight,
                    std::max(contents.height(), IndicatorSize) + 2 * ControlPadding};
        }
        break;
    case CT_ItemViewItem: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return hasRoundedRows(widget)
            ? QSize(size.width(), std::max(size.height(), TextHeight)).grownBy(RowPadding)
            : size;
    }
    case CT_HeaderSection: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width() + Metrics::Unit, size.height() + Metrics::Unit};
    }
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {size.width(), std::max(size.height(), Metrics::TargetMinimum)};
    }
    case CT_GroupBox:
        return contents;
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
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
    case PM_MenuPanelWidth:
    case PM_SplitterWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
    case PM_ToolTipLabelFrameWidth:
        return MenuPadding;
    case PM_ScrollBarExtent:
        return ScrollBarWidth;
    case PM_ScrollBarSliderMin:
        return ScrollHandleLength;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_TabBarTabHSpace:
        return 2 * TabPadding;
    case PM_TabBarTabVSpace:
        return 2 * Metrics::Unit;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace polylogue::ui::theme
