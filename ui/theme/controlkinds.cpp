// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/controlkinds.h"

#include "ui/theme/look.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTableView>
#include <QTextEdit>
#include <QToolButton>

namespace polylogue::ui::theme {

namespace {

constexpr int TextEditInset = 6;
constexpr int ViewInset = 5;
constexpr int MenuIconColumn = 28;

} // namespace

QSize buttonPadding(const QWidget *button)
{
    switch (lookOf(button).value_or(Look::Card)) {
    case Look::Quiet:
        return qobject_cast<const QToolButton *>(button) ? QSize(ControlPadding, ControlPadding)
                                                         : QSize(9, ControlPadding);
    case Look::Link:
        return {5, 2};
    case Look::Floating:
        return {0, 0};
    default:
        return qobject_cast<const QToolButton *>(button) ? QSize(11, ControlPadding)
                                                         : QSize(13, ControlPadding);
    }
}

bool isBare(const QWidget *widget)
{
    return lookOf(widget) == Look::Bare
        || (widget
            && (qobject_cast<const QComboBox *>(widget->parentWidget())
                || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())));
}

bool isTextEdit(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
}

bool isInComboBox(const QWidget *widget)
{
    return widget && widget->window()->inherits("QComboBoxPrivateContainer");
}

std::optional<int> frameInset(const QWidget *widget)
{
    const auto *frame = qobject_cast<const QFrame *>(widget);
    if (!frame || frame->frameShape() != QFrame::StyledPanel)
        return std::nullopt;
    if (isTextEdit(widget))
        return TextEditInset;
    if (widget->isWindow() && isInComboBox(widget))
        return ViewInset;
    if (qobject_cast<const QAbstractItemView *>(widget))
        return ViewInset;
    const std::optional<Look> look = lookOf(widget);
    if (look == Look::Card || look == Look::Popup)
        return 1;
    return std::nullopt;
}

bool hasRoundedRows(const QWidget *view)
{
    return qobject_cast<const QAbstractItemView *>(view) && !qobject_cast<const QTableView *>(view)
        && !qobject_cast<const QHeaderView *>(view);
}

int menuIconColumn(const QStyleOptionMenuItem &item)
{
    return item.maxIconWidth > 0 || item.menuHasCheckableItems ? MenuIconColumn : 0;
}

} // namespace polylogue::ui::theme
