// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

namespace polylogue::ui::theme {

//! \return \a colour with \a share (0..1) of \a other in it.
QColor blended(const QColor &colour, const QColor &other, float share);

//! \return what text and icons of disabled controls have; the reason stands beside them in text2.
QColor disabledText(const Tokens &tokens);

} // namespace polylogue::ui::theme
