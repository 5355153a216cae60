// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/controlstyle.h"

#include "ui/theme/blend.h"
#include "ui/theme/controlkinds.h"
#include "ui/theme/controlpainter.h"
#include "ui/theme/look.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QRadioButton>
#include <QStyleOption>
#include <QStyledItemDelegate>

#include <algorithm>

namespace polylogue::ui::theme {

namespace {

void setColour(QWidget *widget, QPalette::ColorRole role, const QColor &colour)
{
    QPalette palette = widget->palette();
    if (palette.isBrushSet(QPalette::Active, role) && palette.color(role) == colour)
        return;
    palette.setColor(role, colour);
    widget->setPalette(palette);
}

void setTextColour(QWidget *widget, const QColor &colour)
{
    setColour(widget, QPalette::WindowText, colour);
    widget->setForegroundRole(QPalette::WindowText); // also on what is no window
}

//! \a option as a button's label takes it: in the colours of the button's look.
template <typename Option>
Option labelOf(const Option &option, const Tokens &tokens, const QWidget *widget)
{
    Option label = option;
    const QColor text = buttonColours(tokens, lookOf(widget), option.state).text;
    label.palette.setColor(QPalette::ButtonText, text);
    label.palette.setColor(QPalette::WindowText, text);
    return label;
}

} // namespace

ControlStyle::ControlStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{ }

void ControlStyle::setTokens(const Tokens &tokens, double metadataPoints)
{
    m_tokens = tokens;
    m_metadataPoints = metadataPoints;
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        if (widget->testAttribute(Qt::WA_WState_Polished))
            dress(widget);
    }
}

void ControlStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    dress(widget);
    if (auto *frame = qobject_cast<QFrame *>(widget)) {
        const std::optional<Look> look = lookOf(widget);
        if (look == Look::Bare)
            frame->setFrameShape(QFrame::NoFrame);
        else if (look == Look::Card || look == Look::Popup)
            frame->setFrameShape(QFrame::StyledPanel);
        else if (frameInset(widget)) // its constructor could not tell the style what it is
            frame->setFrameStyle(frame->frameStyle());
    }
    if (auto *box = qobject_cast<QComboBox *>(widget);
        box && box->itemDelegate()->inherits("QComboBoxDelegate"))
        box->setItemDelegate(new QStyledItemDelegate(box));
    // Rows that were laid out before this have the heights of an undressed view.
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        QMetaObject::invokeMethod(view, &QAbstractItemView::doItemsLayout, Qt::QueuedConnection);
}

//! What a widget draws by its own palette and font.
void ControlStyle::dress(QWidget *widget) const
{
    if (qobject_cast<QDialog *>(widget))
        setColour(widget, QPalette::Window, m_tokens.surface);
    const std::optional<Look> look = lookOf(widget);
    if (!look)
        return;
    QFont font = widget->font();
    if (*look == Look::Secondary) {
        setTextColour(widget, m_tokens.text2);
        font.setPointSizeF(m_metadataPoints);
    } else if (*look == Look::Warning || *look == Look::Bad) {
        setTextColour(widget, *look == Look::Bad ? m_tokens.bad : m_tokens.warn);
    } else if (*look == Look::Primary) {
        font.setBold(true);
    } else if (*look == Look::Link) {
        font.setUnderline(true);
    } else if (*look == Look::Bare) {
        setColour(widget, QPalette::Base, Qt::transparent);
    }
    if (font != widget->font())
        widget->setFont(font);
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    const ControlPainter controls(painter, m_tokens);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return controls.drawBox(option->rect,
                                buttonColours(m_tokens, lookOf(widget), option->state),
                                lookOf(widget) == Look::Floating ? option->rect.height() / 2.0
                                                                 : Metrics::RadiusControl);
    case PE_FrameDefaultButton:
    case PE_FrameTabBarBase:
    case PE_PanelScrollAreaCorner:
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (!isBare(widget))
            controls.drawField(option->rect, option->state);
        return;
    case PE_Frame:
        if (frameInset(widget) || isInComboBox(widget))
            return drawFrame(option, painter, widget);
        break;
    case PE_FrameTabWidget:
        return controls.drawLine(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)));
    case PE_PanelMenu:
        painter->fillRect(option->rect, m_tokens.surface);
        return;
    case PE_FrameMenu:
        return controls.drawBox(option->rect, {.edge = m_tokens.line}, 0);
    case PE_PanelTipLabel:
        return controls.drawBox(option->rect, {.fill = m_tokens.surface2, .edge = m_tokens.border},
                                0);
    case PE_PanelItemViewRow:
        if (hasRoundedRows(widget))
            return;
        break;
    case PE_PanelItemViewItem:
        if (!hasRoundedRows(widget))
            break;
        if (option->state.testFlag(State_Selected))
            controls.drawBox(option->rect, {.fill = m_tokens.selection}, Metrics::RadiusMark);
        else if (option->state.testFlags(State_MouseOver | State_Enabled))
            controls.drawBox(option->rect, {.fill = m_tokens.surface2}, Metrics::RadiusMark);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return controls.drawCheckBox(option->rect, option->state);
    case PE_IndicatorRadioButton:
        return controls.drawRadioButton(option->rect, option->state);
    case PE_IndicatorArrowDown:
        return controls.drawChevron(option->rect, Qt::DownArrow, option->state);
    case PE_IndicatorArrowUp:
        return controls.drawChevron(option->rect, Qt::UpArrow, option->state);
    case PE_IndicatorArrowLeft:
        return controls.drawChevron(option->rect, Qt::LeftArrow, option->state);
    case PE_IndicatorArrowRight:
        return controls.drawChevron(option->rect, Qt::RightArrow, option->state);
    case PE_FrameFocusRect:
        return drawFocusRing(option, painter, widget);
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ControlStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    const ControlPainter controls(painter, m_tokens);
    switch (element) {
    case CE_PushButton:
        QProxyStyle::drawControl(element, option, painter, widget);
        if (option->state.testFlag(State_HasFocus)) // Fusion's own edge is not drawn
            drawFocusRing(option, painter, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const QStyleOptionButton label = labelOf(*button, m_tokens, widget);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            const QStyleOptionToolButton label = labelOf(*button, m_tokens, widget);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuItem(*item, painter);
        break;
    case CE_MenuEmptyArea:
        return;
    case CE_Splitter:
        return controls.drawLine(option->rect);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_tokens.surface);
        return controls.drawLine(option->rect.adjusted(0, option->rect.height() - 1, 0, 0));
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader label = *header;
            label.palette.setColor(QPalette::ButtonText, m_tokens.text2);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_TabBarTabShape:
        return controls.drawTab(option->rect, option->state);
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QStyleOptionTab label = *tab;
            label.state.setFlag(State_HasFocus, false); // drawTab() shows it
            if (!tab->state.testAnyFlags(State_Selected | State_MouseOver))
                label.palette.setColor(QPalette::WindowText, m_tokens.text2);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_ProgressBarGroove:
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            std::optional<double> share;
            if (bar->maximum > bar->minimum)
                share =
                    (double(bar->progress) - bar->minimum) / (double(bar->maximum) - bar->minimum);
            return controls.drawProgress(
                bar->rect, share, (bar->direction == Qt::RightToLeft) != bar->invertedAppearance);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    const ControlPainter controls(painter, m_tokens);
    const auto part = [&](SubControl subControl) {
        return proxy()->subControlRect(control, option, subControl, widget);
    };
    switch (control) {
    case CC_ComboBox:
        controls.drawField(option->rect, option->state);
        return controls.drawChevron(part(SC_ComboBoxArrow), Qt::DownArrow, option->state);
    case CC_SpinBox:
        controls.drawField(option->rect, option->state);
        controls.drawChevron(part(SC_SpinBoxUp), Qt::UpArrow, option->state);
        return controls.drawChevron(part(SC_SpinBoxDown), Qt::DownArrow, option->state);
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return drawToolButton(*button, painter, widget);
        break;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            if (bar->maximum > bar->minimum)
                controls.drawScrollHandle(
                    part(SC_ScrollBarSlider),
                    bar->activeSubControls == SC_ScrollBarSlider
                        && bar->state.testAnyFlags(State_MouseOver | State_Sunken));
            return;
        }
        break;
    case CC_GroupBox:
        if (const auto *box = qstyleoption_cast<const QStyleOptionGroupBox *>(option)) {
            painter->save();
            QFont bold = painter->font();
            bold.setBold(true);
            painter->setFont(bold);
            drawItemText(painter, part(SC_GroupBoxLabel), Qt::AlignLeft | Qt::TextShowMnemonic,
                         box->palette, box->state.testFlag(State_Enabled), box->text,
                         QPalette::WindowText);
            painter->restore();
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    if (hint == SH_EtchDisabledText || hint == SH_ComboBox_Popup
        || hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

void ControlStyle::drawFrame(const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const ControlPainter controls(painter, m_tokens);
    const std::optional<Look> look = lookOf(widget);
    if (isTextEdit(widget))
        return controls.drawField(option->rect, option->state);
    if (look == Look::Card)
        return controls.drawBox(option->rect, {.fill = m_tokens.surface, .edge = m_tokens.line},
                                Metrics::RadiusBlock);
    if (look == Look::Popup || isInComboBox(widget))
        return controls.drawBox(option->rect, {.fill = m_tokens.surface, .edge = m_tokens.border},
                                0);
    const bool isFocused = option->state.testFlag(State_HasFocus);
    controls.drawBox(
        option->rect,
        {.fill = m_tokens.surface, .edge = isFocused ? m_tokens.accent : m_tokens.line},
        Metrics::RadiusControl);
}

void ControlStyle::drawFocusRing(const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (!option->state.testFlag(State_KeyboardFocusChange)
        || qobject_cast<const QAbstractItemView *>(widget)) // its frame shows it, and the row
        return;
    QRectF rect = option->rect;
    QColor colour = m_tokens.accent;
    if (qobject_cast<const QAbstractButton *>(widget) && !qobject_cast<const QCheckBox *>(widget)
        && !qobject_cast<const QRadioButton *>(widget)) {
        if (lookOf(widget) == Look::Floating)
            return; // its edge shows it
        rect = widget->rect();
        // On accent only another colour shows: a ring inside the edge.
        if (lookOf(widget) == Look::Primary) {
            colour = m_tokens.onAccent;
            rect.adjust(2, 2, -2, -2);
        }
    }
    const ControlPainter controls(painter, m_tokens);
    controls.drawBox(rect, {.edge = colour},
                     std::min<double>(Metrics::RadiusControl, rect.height() / 2), 2);
}

void ControlStyle::drawToolButton(const QStyleOptionToolButton &option, QPainter *painter,
                                  const QWidget *widget) const
{
    proxy()->drawPrimitive(PE_PanelButtonTool, &option, painter, widget);
    QStyleOptionToolButton label = option;
    label.features.setFlag(QStyleOptionToolButton::HasMenu, false); // it shows no arrow
    label.rect.adjust(buttonPadding(widget).width(), 0, -buttonPadding(widget).width(), 0);
    proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
    if (option.state.testFlag(State_HasFocus))
        drawFocusRing(&option, painter, widget);
}

void ControlStyle::drawMenuItem(const QStyleOptionMenuItem &option, QPainter *painter) const
{
    const ControlPainter controls(painter, m_tokens);
    const QRect rect = option.rect;
    const auto mirrored = [&option](const QRect &part) {
        return visualRect(option.direction, option.rect, part);
    };
    const QRect inner = rect.adjusted(MenuItemLeft, 0, -MenuItemRight, 0);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        if (!option.text.isEmpty())
            drawItemText(painter, mirrored(inner), Qt::AlignVCenter | Qt::AlignLeft, option.palette,
                         true, option.text, QPalette::PlaceholderText);
        else
            controls.drawLine(QRect(rect.left() + Metrics::Unit, rect.center().y(),
                                    rect.width() - 2 * Metrics::Unit, 1));
        return;
    }
    const bool isEnabled = option.state.testFlag(State_Enabled);
    if (isEnabled && option.state.testFlag(State_Selected))
        controls.drawBox(rect, {.fill = m_tokens.selection}, Metrics::RadiusMark);
    const QRect mark(inner.left() - 4, rect.center().y() - Metrics::IconSize / 2, Metrics::IconSize,
                     Metrics::IconSize);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked) {
        controls.drawTick(mirrored(mark), option.state);
    } else if (!option.icon.isNull()) {
        option.icon.paint(painter, mirrored(mark), Qt::AlignCenter,
                          isEnabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter->save();
    painter->setFont(option.font);
    painter->setPen(isEnabled ? m_tokens.text : disabledText(m_tokens));
    const QString text = option.text.section(u'\t', 0, 0);
    const QString shortcut = option.text.section(u'\t', 1);
    constexpr int Flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic;
    painter->drawText(
        mirrored(inner.adjusted(menuIconColumn(option), 0, 0, 0)),
        Flags | (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft), text);
    painter->drawText(
        mirrored(inner),
        Flags | (option.direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight), shortcut);
    painter->restore();
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        controls.drawChevron(
            mirrored(QRect(inner.right() + 1, rect.top(), MenuItemRight - 4, rect.height())),
            option.direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow, option.state);
}

} // namespace polylogue::ui::theme
