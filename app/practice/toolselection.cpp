// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/toolselection.h"

#include "app/practice/words.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype likePrefix = 5; // "calculate" and "calculator" mean the same tool

//! Verbs that stand in many names and tell nothing.
bool isGenericStem(const QString &stem)
{
    static const QSet<QString> generic{
        u"get"_s,     u"fetch"_s,  u"do"_s,   u"run"_s, u"call"_s,    u"make"_s,    u"give"_s,
        u"generat"_s, u"return"_s, u"tool"_s, u"us"_s,  u"current"_s, u"function"_s};
    return generic.contains(stem) || isCommonWord(stem);
}

QStringList stemsOfName(const QString &name)
{
    QStringList stems;
    for (const QString &word : wordsOfName(name)) {
        const QString stem = stemOf(word);
        if (!isGenericStem(stem) && !isCommonWord(word) && !stems.contains(stem))
            stems.append(stem);
    }
    return stems;
}

bool areAlike(const QString &a, const QString &b)
{
    return a == b
        || (a.size() >= likePrefix && b.size() >= likePrefix
            && a.first(likePrefix) == b.first(likePrefix));
}

//! Where \a text first has a word like \a stem.
std::optional<qsizetype> positionOf(const QString &stem, const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}]+"_s);
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        if (areAlike(stemOf(match.captured().toLower()), stem))
            return match.capturedStart();
    }
    return {};
}

//! The stems of a tool's name that no other tool has; all of them where that leaves none.
QStringList ownStems(const Function &tool, const std::vector<Function> &tools)
{
    const QStringList all = stemsOfName(tool.name);
    QStringList own = all;
    for (const Function &other : tools) {
        if (other.name == tool.name)
            continue;
        for (const QString &stem : stemsOfName(other.name))
            own.removeAll(stem);
    }
    return own.isEmpty() ? all : own;
}

std::optional<qsizetype> mentionByName(const QStringList &stems, const QString &text)
{
    qsizetype hits = 0;
    std::optional<qsizetype> first;
    bool isLeadHit = false;
    for (qsizetype i = 0; i < stems.size(); ++i) {
        const auto position = positionOf(stems[i], text);
        if (!position)
            continue;
        ++hits;
        isLeadHit |= i == 0;
        first = std::min(first.value_or(*position), *position);
    }
    // "search the harbours" means search_web, but "a number" does not mean special_number.
    const bool isMeant =
        hits == stems.size() || hits * 2 > stems.size() || (hits * 2 == stems.size() && isLeadHit);
    return hits > 0 && isMeant ? first : std::nullopt;
}

std::optional<qsizetype> mentionByDescription(const QString &description, const QString &text)
{
    QStringList stems;
    for (const QString &stem : tellingStemsOf(description)) {
        if (!isGenericStem(stem) && !stems.contains(stem))
            stems.append(stem);
    }
    qsizetype hits = 0;
    std::optional<qsizetype> first;
    for (const QString &stem : std::as_const(stems)) {
        if (const auto position = positionOf(stem, text)) {
            ++hits;
            first = std::min(first.value_or(*position), *position);
        }
    }
    return hits >= 2 && hits * 3 >= stems.size() ? first : std::nullopt;
}

} // namespace

QStringList wordsOfName(const QString &name)
{
    static const QRegularExpression hump(u"(?<=[a-z0-9])(?=[A-Z])"_s);
    QString own = name.sliced(name.lastIndexOf("__"_L1) < 0 ? 0 : name.lastIndexOf("__"_L1) + 2);
    return wordsOf(own.replace(hump, u" "_s).replace(u'_', u' '));
}

std::vector<WantedTool> wantedTools(const std::vector<Function> &tools, const QString &text)
{
    std::vector<WantedTool> wanted;
    for (const Function &tool : tools) {
        const QStringList stems = ownStems(tool, tools);
        auto position = mentionByName(stems, text);
        if (!position)
            position = mentionByDescription(tool.description, text);
        if (position)
            wanted.push_back({.tool = &tool, .position = *position, .stems = stems});
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const WantedTool &a, const WantedTool &b) {
        return a.position < b.position;
    });
    return wanted;
}

bool speaksOf(const QString &text, const WantedTool &tool)
{
    return std::any_of(tool.stems.begin(), tool.stems.end(),
                       [&text](const QString &stem) { return positionOf(stem, text).has_value(); });
}

} // namespace polylogue::app::practice
