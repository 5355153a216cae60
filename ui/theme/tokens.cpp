// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"

namespace polylogue::ui::theme {

Tokens tokensFor(bool dark)
{
    if (dark)
        return {.window = QColor(0x18191A),
                .surface = QColor(0x1F2122),
                .surface2 = QColor(0x292C2D),
                .text = QColor(0xECEDEA),
                .text2 = QColor(0xAEB2AF),
                .line = QColor(0x383B3D),
                .accent = QColor(0x6FD3C4),
                .accentBg = QColor(0x17352F),
                .onAccent = QColor(0x0E2421),
                .warn = QColor(0xF0B95A),
                .warnBg = QColor(0x3A2D12),
                .bad = QColor(0xFF9B93),
                .badBg = QColor(0x41201D),
                .code = QColor(0x181A1B),
                .selection = QColor(0x24463F),
                .syntax = {.keyword = QColor(0xE79BCB),
                           .type = QColor(0x7CCBE0),
                           .constant = QColor(0xF0B95A),
                           .string = QColor(0xA5D08A),
                           .function = QColor(0x93BCF5),
                           .name = QColor(0xC6ABF2),
                           .meta = QColor(0xD9A98A),
                           .inserted = QColor(0x8FD69A)},
                .border = QColor(0x7B807E)};
    return {.window = QColor(0xF6F6F3),
            .surface = QColor(0xFFFFFF),
            .surface2 = QColor(0xF0F0EC),
            .text = QColor(0x1B1C1A),
            .text2 = QColor(0x5A5C57),
            .line = QColor(0xDEDED8),
            .accent = QColor(0x0B6B62),
            .accentBg = QColor(0xE3F1EE),
            .onAccent = QColor(0xFFFFFF),
            .warn = QColor(0x8A5300),
            .warnBg = QColor(0xFFF3DC),
            .bad = QColor(0xA8231C),
            .badBg = QColor(0xFDECEA),
            .code = QColor(0xF5F5F1),
            .selection = QColor(0xD5EBE7),
            .syntax = {.keyword = QColor(0x8B2A6E),
                       .type = QColor(0x0B5F75),
                       .constant = QColor(0x7A4A00),
                       .string = QColor(0x2C6628),
                       .function = QColor(0x28509E),
                       .name = QColor(0x6A3FA0),
                       .meta = QColor(0x7B4B2A),
                       .inserted = QColor(0x1F6B2D)},
            .border = QColor(0x858782)};
}

} // namespace polylogue::ui::theme
