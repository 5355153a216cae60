// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPainterPath>
#include <QStringView>

namespace polylogue::ui::math {

//! \brief Reads the `d` of an SVG path (M L H V C S Q Z, also relative); stops at anything else.
QPainterPath svgPath(QStringView data);

} // namespace polylogue::ui::math
