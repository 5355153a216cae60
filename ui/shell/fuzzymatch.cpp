// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/fuzzymatch.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

namespace polylogue::ui::shell {

namespace {

constexpr int Found = 1;
constexpr int BeginsText = 10;
constexpr int BeginsWord = 8;
constexpr int FollowsLast = 6;
constexpr int Gap = 1;
constexpr int WholeText = 20;
constexpr int LeastForEach = 3; // below that the letters are strewn
constexpr int Never = std::numeric_limits<int>::min() / 2;
constexpr qsizetype LongestText = 200;
constexpr qsizetype LongestWord = 50;

//! Without case and accents; as many characters as before, so that positions hold.
QString folded(const QString &text)
{
    QString plain = text.toCaseFolded();
    if (plain.size() != text.size())
        plain = text;
    for (QChar &c : plain) {
        // Only where a letter is a letter and a mark, not where it is a syllable.
        if (c.unicode() >= 0x80 && c.unicode() < 0x2000 && c.decompositionTag() == QChar::Canonical)
            c = c.decomposition().at(0);
    }
    return plain;
}

//! What it is worth to find a character at each place of \a text.
std::vector<int> worths(const QString &text)
{
    std::vector<int> worth(static_cast<size_t>(text.size()), Found);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i == 0)
            worth[0] += BeginsText;
        else if (!text.at(i - 1).isLetterOrNumber()
                 || (text.at(i - 1).isLower() && text.at(i).isUpper()))
            worth[static_cast<size_t>(i)] += BeginsWord;
    }
    return worth;
}

bool isSubsequence(const QString &word, const QString &text)
{
    qsizetype at = 0;
    for (const QChar c : word) {
        at = text.indexOf(c, at) + 1;
        if (at == 0)
            return false;
    }
    return true;
}

//! The best place where \a word stands as a whole; worth more than any other way to find it.
std::optional<FuzzyMatch> wholeMatch(const QString &word, const QString &text,
                                     const std::vector<int> &worth)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (best < 0 || worth[static_cast<size_t>(at)] > worth[static_cast<size_t>(best)])
            best = at;
    }
    if (best < 0)
        return {};
    const auto others = static_cast<int>(word.size()) - 1;
    FuzzyMatch match{.score = worth[static_cast<size_t>(best)] + others * (Found + FollowsLast)};
    for (qsizetype i = 0; i < word.size(); ++i)
        match.positions.append(best + i);
    return match;
}

//! The best way to find \a word's characters in their order in \a text, both folded.
FuzzyMatch bestMatch(const QString &word, const QString &text, const std::vector<int> &worth)
{
    const auto length = static_cast<size_t>(text.size());
    const auto letters = static_cast<size_t>(word.size());
    std::vector<int> last(length, Never); // best scores with the letter before at each place
    std::vector<std::vector<size_t>> from(letters, std::vector<size_t>(length, 0));
    for (size_t letter = 0; letter < letters; ++letter) {
        std::vector<int> now(length, Never);
        size_t bestBefore = 0; // of last, up to two places before
        for (size_t i = 0; i < length; ++i) {
            if (i >= 2 && last[i - 2] > last[bestBefore])
                bestBefore = i - 2;
            if (text.at(static_cast<qsizetype>(i)) != word.at(static_cast<qsizetype>(letter)))
                continue;
            const int beside = i >= 1 ? last[i - 1] + FollowsLast : Never;
            const int apart = i >= 2 ? last[bestBefore] - Gap : Never;
            now[i] = worth[i] + (letter == 0 ? 0 : std::max(beside, apart));
            from[letter][i] = beside >= apart ? i - 1 : bestBefore;
        }
        last = std::move(now);
    }
    const auto end = std::ranges::max_element(last);
    FuzzyMatch match{.score = *end};
    auto at = static_cast<size_t>(end - last.begin());
    for (size_t letter = letters; letter-- > 0; at = from[letter][at])
        match.positions.prepend(static_cast<qsizetype>(at));
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    const QString shown = text.left(LongestText);
    const QString plain = folded(shown);
    const QString wanted = folded(pattern.simplified());
    const std::vector<int> worth = worths(shown);
    FuzzyMatch match;
    for (const QString &whole : wanted.split(u' ', Qt::SkipEmptyParts)) {
        const QString word = whole.left(LongestWord);
        if (!isSubsequence(word, plain))
            return {};
        std::optional<FuzzyMatch> found = wholeMatch(word, plain, worth);
        if (!found) {
            found = bestMatch(word, plain, worth);
            if (found->score < LeastForEach * word.size())
                return {};
        }
        match.score += found->score;
        match.positions += found->positions;
    }
    if (!wanted.isEmpty() && plain == wanted)
        match.score += WholeText;
    std::ranges::sort(match.positions);
    match.positions.erase(std::ranges::unique(match.positions).begin(), match.positions.end());
    return match;
}

} // namespace polylogue::ui::shell
