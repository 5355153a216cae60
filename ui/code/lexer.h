// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace polylogue::ui::code {

//! \brief What a stretch of source code is; one colour each.
enum class TokenKind {
    Plain,
    Keyword,
    Type,
    Constant, //!< true, null, escape sequences of markup
    Number,
    String,
    Comment,
    Function,
    Name, //!< keys, attributes, variables
    Meta, //!< directives, decorators, tags
    Inserted,
    Removed,
};

//! \brief A stretch of a line that is not plain.
struct Token
{
    int start = 0;
    int length = 0;
    TokenKind kind = TokenKind::Plain;

    bool operator==(const Token &) const = default;
};

//! \brief What a line leaves open for the next one. The first line of a text has an empty one.
struct LexerState
{
    int region = -1; //!< what is open; -1 for nothing
    int depth = 0; //!< of what nests
    QString closing = {}; //!< of regions whose end is chosen where they begin
    int embedded = -1; //!< another language within, by its place in the table; -1 for none
    QString fence = {}; //!< what ends the embedded one
    bool isInLine = false; //!< the line goes on, see lexLine()

    bool operator==(const LexerState &) const = default;
};

class Language;

//! \brief The language that a fenced block names, in any case, also by suffix: "C++", "py".
//! \return never null; one with generic colours for a name that is not known, one without any for
//!         an empty name and for plain text.
const Language *languageNamed(QStringView name);

//! \return a suffix for a file in \a language, without a dot; "txt" where it has none.
QString suffixOf(const Language &language);

//! \brief Takes one line apart. Costs its length; reads nothing else.
//! \param line without its newline
//! \param state what the line before left open; afterwards what this one does
//! \param endsLine false for a piece of a line that goes on
//! \return tokens in order, without overlaps
QList<Token> lexLine(const Language &language, QStringView line, LexerState *state,
                     bool endsLine = true);

} // namespace polylogue::ui::code
