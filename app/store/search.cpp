// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/search.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

//! A piece of what was typed: text between spaces, quotation marks taken off.
struct Token
{
    QString typed = {}; //!< as it stands
    QString name = {}; //!< what stands before a colon outside quotation marks; empty for none
    QString value = {};
    bool isQuoted = false; //!< begins with a quotation mark
};

//! Curly ones come from keyboards that mean well.
bool isQuote(QChar character)
{
    return character == u'"' || character == u'\u201c' || character == u'\u201d'
        || character == u'\u201e';
}

Token takeToken(const QString &typed, qsizetype &at)
{
    Token token;
    const qsizetype begin = at;
    bool isInQuotes = false;
    token.isQuoted = isQuote(typed.at(at));
    for (; at < typed.size(); ++at) {
        const QChar character = typed.at(at);
        if (character.isSpace() && !isInQuotes)
            break;
        if (isQuote(character)) {
            isInQuotes = !isInQuotes;
            if (!isInQuotes && token.isQuoted) {
                ++at; // what touches a closing mark is a word of its own
                break;
            }
        } else if (character == u':' && !isInQuotes && token.name.isEmpty()
                   && !token.value.isEmpty()) {
            token.name = std::exchange(token.value, {});
        } else {
            token.value += character;
        }
    }
    token.typed = typed.sliced(begin, at - begin);
    return token;
}

//! \return the first day of a date, a month or a year.
std::optional<QDate> parseDay(const QString &text)
{
    for (const QString &format : {u"yyyy-MM-dd"_s, u"yyyy-M-d"_s, u"yyyy-MM"_s, u"yyyy-M"_s}) {
        const QDate day = QDate::fromString(text, format);
        if (day.isValid())
            return day;
    }
    const QDate year = QDate::fromString(text, u"yyyy"_s);
    return text.size() == 4 && year.isValid() ? std::optional(year) : std::nullopt;
}

bool takeDay(const QString &value, std::optional<QDate> &day)
{
    const std::optional<QDate> parsed = parseDay(value);
    if (parsed)
        day = parsed;
    return parsed.has_value();
}

bool takeHas(const QString &value, SearchQuery &query)
{
    const QString thing = value.toLower();
    if (thing == "pdf"_L1 || thing == "document"_L1)
        query.hasDocument = true;
    else if (thing == "image"_L1)
        query.hasImage = true;
    else
        return false;
    return true;
}

bool isFilter(const QString &name)
{
    static const QStringList names{u"model"_s, u"in"_s, u"has"_s, u"before"_s, u"after"_s};
    return names.contains(name);
}

//! \return whether the filter means something.
bool takeFilter(const QString &name, const QString &value, SearchQuery &query)
{
    if (name == "model"_L1)
        query.model = value;
    else if (name == "in"_L1)
        query.folder = value;
    else if (name == "has"_L1)
        return takeHas(value, query);
    else if (name == "before"_L1)
        return takeDay(value, query.before);
    else
        return takeDay(value, query.after);
    return true;
}

void addWords(const QString &value, SearchQuery &query)
{
    if (!value.trimmed().isEmpty())
        query.words.append(value);
}

} // namespace

bool SearchQuery::isEmpty() const
{
    return words.isEmpty() && phrases.isEmpty() && model.isEmpty() && folder.isEmpty() && !hasImage
        && !hasDocument && !before && !after;
}

SearchQuery parseSearch(const QString &typed)
{
    SearchQuery query;
    qsizetype at = 0;
    while (at < typed.size()) {
        if (typed.at(at).isSpace()) {
            ++at;
            continue;
        }
        const Token token = takeToken(typed, at);
        const QString name = token.name.toLower();
        if (token.isQuoted) {
            if (!token.value.trimmed().isEmpty())
                query.phrases.append(token.value.simplified());
        } else if (!isFilter(name)) {
            addWords(token.name.isEmpty() ? token.value : token.typed, query);
        } else if (!token.value.isEmpty() && !takeFilter(name, token.value, query)) {
            query.unknown.append(token.typed);
        } // a filter without a value is still being typed
    }
    return query;
}

} // namespace polylogue::app::store
