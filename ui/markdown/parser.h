// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

#include <QStringView>

namespace polylogue::ui::markdown {

//! \brief What is shown as it stands, without its markup, because a reader could not use it anyway.
namespace Limits {
inline constexpr qsizetype BlockCharacters = 200'000; //!< outside of fenced code
inline constexpr int Nesting = 100;
inline constexpr unsigned TableRows = 2'000;
inline constexpr unsigned TableCells = 40'000;
inline constexpr qsizetype Delimiters = 20'000; //!< of emphasis and links within a block
inline constexpr qsizetype Addresses = 5'000; //!< bare ones within a block
inline constexpr qsizetype AddressSearch = 20'000'000; //!< addresses times longest word
inline constexpr qsizetype Runs = 1'000; //!< formatted stretches of a paragraph, each shaped alone
inline constexpr qsizetype PlainPiece = 4'000; //!< characters of a paragraph made by these limits
} // namespace Limits

//! \brief Whether the text is all there, or still coming in.
enum class Ending {
    Complete,
    Open, //!< what has been opened at the end is closed for display
};

//! \brief Whether formulas are looked for.
enum class Formulas { Recognised, AsText };

//! \brief GitHub's Markdown as a flat list of leaves. Thread-safe; linear in the text's length.
//!
//! HTML is text. Images become links with their alternative text and real target. Formulas
//! are taken as they stand. Never fails.
QList<Block> parse(QStringView text, Ending ending = Ending::Complete,
                   Formulas formulas = Formulas::Recognised);

//! \brief \a text as it stands: one paragraph a line, long lines in pieces.
QList<Block> plainBlocks(QStringView text);

//! \return whether \a text, which stands between two places to cut, is too much to be formatted;
//! then all that goes on with it is as well.
bool isBeyondLimits(QStringView text);

//! \brief Text beyond the limits as it stands: paragraphs of many lines, of Limits::PlainPiece
//! characters at most. None but the last changes with text that comes behind.
QList<Block> unformattedBlocks(QStringView text);

//! \return how many characters of \a text the first of its unformattedBlocks() takes.
qsizetype unformattedPiece(QStringView text);

} // namespace polylogue::ui::markdown
