// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

namespace polylogue::ui::theme {

//! \return what the plain widgets of Qt wear: flat, hairlines, rounded, accent where the focus is.
//!         Check boxes, radio buttons, combo and spin boxes are ControlStyle's.
//! \param metadataPoints the size of metadata, in points (a style sheet takes whole pixels only)
QString styleSheet(const Tokens &tokens, double metadataPoints);

} // namespace polylogue::ui::theme
