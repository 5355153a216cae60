// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

#include <functional>

namespace polylogue::ui::markdown {

//! \return the part of \a block between two offsets of plainText(). Of a table whole rows stay,
//!         cells that are not in the part empty.
Block clipped(const Block &block, int start, int end);

//! \brief Blocks as a fragment of HTML for other programs to paste: elements and inline styles, no
//!        classes, no scripts, nothing to fetch. Only https, http and mailto addresses are links.
//! \param codeHtml of a block of code, escaped; without it code is not coloured
QString toHtml(const QList<Block> &blocks,
               const std::function<QString(const Block &)> &codeHtml = {});

//! \brief Blocks as Markdown that parses to the same blocks (CommonMark 0.31 with GFM tables, task
//!        lists and strike).
QString toMarkdown(const QList<Block> &blocks);

} // namespace polylogue::ui::markdown
