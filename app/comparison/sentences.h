// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace polylogue::app::comparison {

//! \brief A stretch of a text; those of a text follow each other without a gap, so that white space
//!        belongs to what stands before it.
struct Sentence
{
    enum class Kind {
        Prose,
        Code, //!< a line within a fence, or the fence
        Blank, //!< white space at the beginning of the text
    };

    Kind kind = Kind::Prose;
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const Sentence &) const = default;
};

//! \brief Takes Markdown apart into sentences (Unicode Standard Annex 29, 5).
//!
//! Lines that only break a paragraph do not end a sentence; headings, items of lists, rows of
//! tables and lines of code do. Neither "Dr." nor the number of an item is a sentence.
QList<Sentence> sentencesOf(const QString &markdown);

//! \return the words of \a sentence, which stands in \a text, without what is only Markdown's:
//!         marks of lists, headings and quotes, asterisks, backticks, and the targets of links.
QString plainSentence(const QString &text, const Sentence &sentence);

} // namespace polylogue::app::comparison
