// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

#include <functional>

namespace polylogue::ui::markdown {

//! \return the part of \a block between two offsets of plainText(). Of a table whole rows stay,
//!         cells that are not in the part empty.
Block clipped(const Block &block, int start, int end);

//! \brief How HTML is written.
struct HtmlOptions
{
    //! For a page whose style sheet dresses the elements and whose title is its only h1; otherwise
    //! styles are written into them, for programs that paste it.
    bool isPage = false;
    //! Of a block of code, escaped; without it code is not coloured.
    std::function<QString(const Block &)> codeHtml = {};
};

//! \brief Blocks as a fragment of HTML, lists and quotes nested again. All text is escaped; no
//!        scripts, nothing to fetch; only https, http and mailto addresses are links. Thread-safe.
QString toHtml(const QList<Block> &blocks, const HtmlOptions &options = {});

//! \brief Blocks as Markdown that parses to the same blocks (CommonMark 0.31 with GFM tables, task
//!        lists and strike).
QString toMarkdown(const QList<Block> &blocks);

} // namespace polylogue::ui::markdown
