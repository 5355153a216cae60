// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

#include <QSize>

#include <optional>

class QStyleOptionMenuItem;
class QWidget;

namespace polylogue::ui::theme {

// What ControlStyle asks about the widgets that it sizes and draws; a null widget is none of it.

inline constexpr int ControlPadding = 6; //!< with the edge, above and below
inline constexpr int MenuItemLeft = 12;
inline constexpr int MenuItemRight = 24;

//! \return the space that a button leaves at each side of its text and icon, with its edge.
QSize buttonPadding(const QWidget *button);

//! \return whether a line edit has no box of its own.
bool isBare(const QWidget *widget);

bool isTextEdit(const QWidget *widget); //!< of several lines

//! \return whether \a widget is the list that a combo box opens, or in it.
bool isInComboBox(const QWidget *widget);

//! \return how far a frame that we draw keeps its contents from its edge; not set where Fusion
//! draws.
std::optional<int> frameInset(const QWidget *widget);

//! \return whether rows are boxes of their own, as in lists and trees.
bool hasRoundedRows(const QWidget *view);

//! \return the width that a menu's entry leaves for icons and ticks.
int menuIconColumn(const QStyleOptionMenuItem &item);

} // namespace polylogue::ui::theme
