// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/lanecolours.h"

#include <array>

namespace polylogue::ui::theme {

LaneColour laneColour(qsizetype position)
{
    static const std::array<LaneColour, 6> colours{
        LaneColour{.colour = QColor(0x0072B2), .onColour = QColor(Qt::white)},
        LaneColour{.colour = QColor(0xD55E00), .onColour = QColor(Qt::black)},
        LaneColour{.colour = QColor(0x009E73), .onColour = QColor(Qt::black)},
        LaneColour{.colour = QColor(0xCC79A7), .onColour = QColor(Qt::black)},
        LaneColour{.colour = QColor(0xE69F00), .onColour = QColor(Qt::black)},
        LaneColour{.colour = QColor(0x56B4E9), .onColour = QColor(Qt::black)}};
    return colours.at(static_cast<size_t>(position) % colours.size());
}

} // namespace polylogue::ui::theme
