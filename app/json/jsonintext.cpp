// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsonintext.h"

#include "app/json/jsoncodec.h"

#include <algorithm>

namespace polylogue::app::json {

namespace {

constexpr qsizetype MostCharacters = 4'000'000;
constexpr qsizetype MostSteps = 8'000'000; // characters looked at, some of them more than once
constexpr qsizetype StepsOfAttempt = 500;

bool isCollection(const JsonNode &node)
{
    return node.isObject() || node.isArray();
}

//! \return the value between \a begin and \a end, where all of that is one.
std::optional<FoundJson> valueAt(QStringView text, qsizetype begin, qsizetype end)
{
    while (begin < end && text.at(begin).isSpace())
        ++begin;
    while (end > begin && text.at(end - 1).isSpace())
        --end;
    if (begin == end || (text.at(begin) != u'{' && text.at(begin) != u'['))
        return {};
    const auto node = parse(text.sliced(begin, end - begin).toUtf8());
    if (!node || !isCollection(*node))
        return {};
    return FoundJson{.node = *node, .begin = begin, .end = end};
}

//! \return the first code block that holds a value.
std::optional<FoundJson> inFence(QStringView text)
{
    qsizetype fence = text.indexOf(u"```");
    while (fence >= 0) {
        const qsizetype line = text.indexOf(u'\n', fence);
        const qsizetype close = line < 0 ? -1 : text.indexOf(u"```", line);
        if (close < 0)
            return {};
        if (const auto found = valueAt(text, line, close))
            return found;
        fence = text.indexOf(u"```", close + 3);
    }
    return {};
}

//! \return where the bracket at \a begin is closed; -1 for nowhere.
qsizetype closingOf(QStringView text, qsizetype begin, qsizetype &steps)
{
    int depth = 0;
    bool isInString = false;
    for (qsizetype at = begin; at < text.size(); ++at) {
        if (--steps < 0)
            return -1;
        const QChar character = text.at(at);
        if (isInString) {
            if (character == u'\\')
                ++at;
            else if (character == u'"')
                isInString = false;
        } else if (character == u'"') {
            isInString = true;
        } else if (character == u'{' || character == u'[') {
            ++depth;
        } else if ((character == u'}' || character == u']') && --depth == 0) {
            return at + 1;
        }
    }
    return -1;
}

std::optional<FoundJson> between(QStringView text)
{
    std::optional<FoundJson> longest;
    qsizetype steps = MostSteps;
    for (qsizetype at = 0; at < text.size() && steps > 0; ++at) {
        if (text.at(at) != u'{' && text.at(at) != u'[')
            continue;
        const qsizetype end = closingOf(text, at, steps);
        if (end < 0)
            continue;
        const auto found = valueAt(text, at, end);
        steps -= end - at + StepsOfAttempt;
        if (!found)
            continue;
        if (!longest || end - at > longest->end - longest->begin)
            longest = found;
        at = end - 1;
    }
    return longest;
}

} // namespace

std::optional<FoundJson> findJson(const QString &text)
{
    const QStringView looked = QStringView(text).first(std::min(text.size(), MostCharacters));
    if (const auto whole = valueAt(looked, 0, looked.size()))
        return whole;
    if (const auto fenced = inFence(looked))
        return fenced;
    return between(looked);
}

} // namespace polylogue::app::json
