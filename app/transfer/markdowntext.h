// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

//! Foreign text in a Markdown document.
namespace polylogue::app::transfer {

//! \return \a text as one line in which nothing is markup.
QString escapedMarkdown(const QString &text);

//! \return \a text as a block of code that nothing in it ends.
QString codeBlock(const QString &text, const QString &language = {});

//! \return Markdown with every line quoted.
QString quotedMarkdown(const QString &markdown);

//! \return Markdown in which no block of code stays open at the end and takes in what follows.
QString closedMarkdown(const QString &markdown);

//! \return \a path as a link's target.
QString linkTarget(const QString &path);

} // namespace polylogue::app::transfer
