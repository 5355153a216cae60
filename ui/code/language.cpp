// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/code/language.h"

#include "ui/code/linelexer.h"
#include "ui/code/markuplexer.h"

namespace polylogue::ui::code {

using namespace Qt::StringLiterals;

Language &Language::region(const Region &region)
{
    m_regions.append(region);
    switch (region.closing) {
    case Closing::Fixed:
    case Closing::HereDocument:
    case Closing::RawString:
        m_opening.set(region.open.at(0).unicode());
        break;
    case Closing::Hashes:
        m_opening.set(region.open.isEmpty() ? '#' : region.open.at(0).unicode());
        break;
    }
    return *this;
}

Language &Language::traits(Traits traits)
{
    m_traits |= traits;
    return *this;
}

Language &Language::words(TokenKind kind, const QString &words)
{
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : list) {
        m_words.insert(has(Trait::IgnoresCase) ? word.toLower() : word, kind);
        m_longestWord = std::max(m_longestWord, word.size());
    }
    return *this;
}

TokenKind Language::kindOf(QStringView word) const
{
    if (word.size() > m_longestWord)
        return TokenKind::Plain;
    const QString key = has(Trait::IgnoresCase) ? word.toString().toLower() : word.toString();
    return m_words.value(key, TokenKind::Plain);
}

const Language *languageNamed(QStringView name)
{
    static const QHash<QString, const Language *> byName = [] {
        QHash<QString, const Language *> all;
        for (const Language &language : languages()) {
            for (const QString &each : language.names())
                all.insert(each, &language);
        }
        return all;
    }();
    const QString folded = name.left(40).trimmed().toString().toLower();
    if (folded.isEmpty())
        return byName.value(u"text"_s);
    const Language *known = byName.value(folded);
    return known ? known : byName.value(u"source"_s);
}

int indexOf(const Language &language)
{
    return static_cast<int>(&language - languages().constData());
}

QString suffixOf(const Language &language)
{
    return language.suffix().isEmpty() ? u"txt"_s : language.suffix();
}

QList<Token> lexLine(const Language &language, QStringView line, LexerState *state, bool endsLine)
{
    switch (language.family()) {
    case Language::Family::Table:
        return LineLexer(language, line, state, endsLine).run();
    case Language::Family::Markup:
        return lexMarkup(line, state);
    case Language::Family::Markdown:
        return lexMarkdown(line, state);
    case Language::Family::Diff:
        return lexDiff(line);
    case Language::Family::Plain:
        break;
    }
    return {};
}

} // namespace polylogue::ui::code
