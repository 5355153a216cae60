// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

class QWidget;

namespace polylogue::ui::theme {

//! \brief A part that a plain Qt widget plays; the application's style dresses it.
enum class Look {
    Primary, //!< QPushButton: the one action of its place, on accent
    Quiet, //!< QPushButton, QToolButton: no edge until it is pointed at
    Link, //!< QPushButton, QToolButton: reads as a link
    Floating, //!< QToolButton: round, lies over what is below it
    Bare, //!< QLineEdit, QPlainTextEdit, item views: no box of its own, stands in somebody else's
    Secondary, //!< QLabel: metadata, text2 at 12.5 px
    Warning, //!< QLabel: in warn
    Bad, //!< QLabel: in bad
    Card, //!< QFrame: surface, hairline, rounded
    Popup, //!< QFrame: a panel that opens over the window
};

//! \brief Dresses \a widget, also one that is shown already.
void setLook(QWidget *widget, Look look);

//! \return what setLook() said last of \a widget; not set for none, also where \a widget is null.
std::optional<Look> lookOf(const QWidget *widget);

} // namespace polylogue::ui::theme
