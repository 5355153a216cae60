// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/code/lexer.h"

#include <QFlags>
#include <QHash>
#include <QList>
#include <QString>

#include <bitset>

namespace polylogue::ui::code {

enum class RegionOption {
    MultiLine = 1, //!< goes on in the next line; without it the line's end closes
    Nested = 2, //!< the opening may occur within and wants a closing of its own
    Escapes = 4, //!< a backslash takes the next character along, the line's end as well
    Doubled = 8, //!< the closing written twice stands for itself
    AtLineStart = 16, //!< opens only as the first thing of a line
    AtWordStart = 32, //!< opens only at a line's start or behind what is no word
    Character = 64, //!< holds one character or escape, else it is no region: 'a' but not 'a
};
Q_DECLARE_FLAGS(RegionOptions, RegionOption)
Q_DECLARE_OPERATORS_FOR_FLAGS(RegionOptions)

//! \brief How the closing of a region is found.
enum class Closing {
    Fixed, //!< Region::close; empty: the line's end
    RawString, //!< C++: R"name( is closed by )name"
    Hashes, //!< Rust, Swift: r##" is closed by "##; the opening is the letter, or nothing
    HereDocument, //!< shell: <<NAME is closed by a line that is NAME
};

//! \brief A stretch of one colour with a beginning and an end: a string, a comment.
struct Region
{
    QString open = {};
    QString close = {};
    TokenKind kind = TokenKind::String;
    RegionOptions options = {};
    Closing closing = Closing::Fixed;
};

enum class Trait {
    IgnoresCase = 1, //!< of keywords
    Calls = 2, //!< a word before a parenthesis is a function
    CapitalTypes = 4, //!< a word that begins with a capital is a type
    Directives = 8, //!< "#word" at the start of a line
    Decorators = 16, //!< "@word"
    Macros = 32, //!< "word!"
    Variables = 64, //!< "$word", "${...}", "$(...)"
    StringKeys = 128, //!< a string before a colon is a name
    LineKeys = 256, //!< what stands before ':' or '=' at the start of a line is a name
    Sections = 512, //!< "[name]" at the start of a line
    DashedWords = 1024, //!< a '-' within a word belongs to it
    Declarations = 2048, //!< within braces, what stands before ':' is a name: CSS
    BlockScalars = 4096, //!< a line that ends with '|' or '>' makes the deeper ones strings: YAML
};
Q_DECLARE_FLAGS(Traits, Trait)
Q_DECLARE_OPERATORS_FOR_FLAGS(Traits)

//! \brief One language as data. What cannot be said so has a lexer of its own (markuplexer.h).
class Language
{
public:
    enum class Family { Table, Markup, Markdown, Diff, Plain };

    //! \param names the first is the usual one; lower case
    Language(const QStringList &names, const QString &suffix, Family family = Family::Table)
        : m_names(names)
        , m_suffix(suffix)
        , m_family(family)
    { }

    Language &region(const Region &region);
    Language &traits(Traits traits);
    //! \param words separated by spaces
    Language &words(TokenKind kind, const QString &words);

    const QStringList &names() const { return m_names; }
    const QString &suffix() const { return m_suffix; } //!< of files, without a dot
    Family family() const { return m_family; }
    bool has(Trait trait) const { return m_traits.testFlag(trait); }
    const QList<Region> &regions() const { return m_regions; }
    bool mayOpenRegion(QChar c) const { return c.unicode() < 128 && m_opening.test(c.unicode()); }
    TokenKind kindOf(QStringView word) const; //!< Plain for none of its words

private:
    QStringList m_names;
    QString m_suffix;
    Family m_family;
    Traits m_traits;
    QList<Region> m_regions;
    std::bitset<128> m_opening; // characters that a region opens with
    QHash<QString, TokenKind> m_words;
    qsizetype m_longestWord = 0;
};

//! \brief All languages; names are unique. Made at the first call, free to use in any thread.
const QList<Language> &languages();

//! \return the place of \a language in languages().
int indexOf(const Language &language);

} // namespace polylogue::ui::code
