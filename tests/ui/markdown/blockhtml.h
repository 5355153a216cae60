// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

#include <QString>
#include <QStringList>

namespace polylogue::test {

//! \return \a blocks as a document in HTML.
//!
//! Blocks do not say which item a paragraph without a mark goes on with, nor whether a quote is in
//! a list or a list in a quote: such an item is `<li class="continued">`, and every marked item
//! begins a list of its own with its own number.
QString toHtml(const QList<ui::markdown::Block> &blocks);

//! \brief Brings the HTML of a Markdown renderer to what a list of blocks can tell.
//!
//! \return a line for each leaf: quote bars, list depth, mark, kind, text with its formats. Gone
//! are, on purpose of the blocks' design (ui/markdown/block.h):
//! - how text is written: white space between elements, entities, order of attributes, escapes in
//!   addresses, line ends within a paragraph;
//! - whether a list is tight, where one list ends and the next of the same kind begins, and the
//!   order in which quotes and lists are nested;
//! - titles and empty texts of links; emphasis within emphasis; empty quotes;
//! - pictures: links with their description, or without one their address, as text.
//!
//! Any other tag than those a renderer writes is text, as HTML in Markdown is; so are tags that
//! stand in \a markdown, of which the HTML was made, in the same words.
QStringList leavesOfHtml(const QString &html, const QString &markdown = {});

} // namespace polylogue::test
