// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/fuzzymatch.h"

#include <QVarLengthArray>

#include <algorithm>
#include <utility>

namespace polylogue::ui::shell {

namespace {

constexpr int Found = 1;
constexpr int BeginsText = 10;
constexpr int BeginsWord = 8;
constexpr int FollowsLast = 6;
constexpr int Gap = 1;
constexpr int WholeText = 20;
constexpr int InOnePiece = 6; // before initials of other words
constexpr int LeastForEach = 3; // below that the letters are strewn
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
std::vector<qint8> worths(const QString &text)
{
    std::vector<qint8> worth(static_cast<size_t>(text.size()), Found);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i == 0)
            worth[0] = Found + BeginsText;
        else if (!text.at(i - 1).isLetterOrNumber()
                 || (text.at(i - 1).isLower() && text.at(i).isUpper()))
            worth[static_cast<size_t>(i)] = Found + BeginsWord;
    }
    return worth;
}

//! The best place where \a word stands as a whole; -1 for none.
qsizetype wholeMatch(const QString &word, const QString &text, const std::vector<qint8> &worth)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (best < 0 || worth[static_cast<size_t>(at)] > worth[static_cast<size_t>(best)])
            best = at;
    }
    return best;
}

//! A place where one of a word's letters stands, reached in the best way.
struct Step
{
    qsizetype at = 0;
    int score = 0; // of this letter and those before
    qsizetype from = -1; // the step of the letter before
};
using Steps = QVarLengthArray<Step, 256>;

//! All steps of \a letter at \a text's places, after the steps \a first to \a end of the letter
//! before; appended to \a steps.
void appendSteps(Steps &steps, QChar letter, const QString &text, const std::vector<qint8> &worth,
                 qsizetype first, qsizetype end)
{
    const bool isFirstLetter = first == end;
    qsizetype next = first; // the steps before it are not beside any more
    qsizetype apart = -1; // the best of those
    for (qsizetype at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) {
        Step step{.at = at, .score = worth[static_cast<size_t>(at)]};
        for (; next < end && steps.at(next).at < at - 1; ++next) {
            if (apart < 0 || steps.at(next).score > steps.at(apart).score)
                apart = next;
        }
        const bool hasBeside = next < end && steps.at(next).at == at - 1;
        if (hasBeside
            && (apart < 0 || steps.at(next).score + FollowsLast >= steps.at(apart).score - Gap)) {
            step.from = next;
            step.score += steps.at(next).score + FollowsLast;
        } else if (apart >= 0) {
            step.from = apart;
            step.score += steps.at(apart).score - Gap;
        } else if (!isFirstLetter) {
            continue;
        }
        steps.append(step);
    }
}

//! The best way to find \a word's characters in their order; its score, or nothing where they are
//! not there.
std::optional<int> strewnMatch(const QString &word, const QString &text,
                               const std::vector<qint8> &worth, QList<qsizetype> *positions)
{
    Steps steps;
    qsizetype first = 0; // of the letter before
    for (const QChar letter : word) {
        const qsizetype end = steps.size();
        appendSteps(steps, letter, text, worth, first, end);
        if (steps.size() == end)
            return {};
        first = end;
    }
    qsizetype best = first;
    for (qsizetype step = first + 1; step < steps.size(); ++step) {
        if (steps.at(step).score > steps.at(best).score)
            best = step;
    }
    for (qsizetype step = best; positions && step >= 0; step = steps.at(step).from)
        positions->append(steps.at(step).at);
    return steps.at(best).score;
}

} // namespace

FuzzyText::FuzzyText(const QString &text)
    : m_folded(folded(text.left(LongestText)))
    , m_worth(worths(text.left(LongestText)))
{ }

FuzzyPattern::FuzzyPattern(const QString &typed)
    : m_folded(folded(typed.simplified()))
{
    for (const QString &word : m_folded.split(u' ', Qt::SkipEmptyParts))
        m_words.append(word.left(LongestWord));
}

std::optional<int> FuzzyPattern::find(const FuzzyText &text, QList<qsizetype> *positions) const
{
    int score = 0;
    for (const QString &word : m_words) {
        // Worth more than any other way to find it.
        const qsizetype whole = wholeMatch(word, text.m_folded, text.m_worth);
        if (whole >= 0) {
            const auto others = static_cast<int>(word.size()) - 1;
            score += text.m_worth[static_cast<size_t>(whole)] + others * (Found + FollowsLast);
            score += others > 0 ? InOnePiece : 0;
            for (qsizetype i = 0; positions && i < word.size(); ++i)
                positions->append(whole + i);
            continue;
        }
        const auto strewn = strewnMatch(word, text.m_folded, text.m_worth, positions);
        if (!strewn || *strewn < LeastForEach * word.size())
            return {};
        score += *strewn;
    }
    if (!m_words.isEmpty() && text.m_folded == m_folded)
        score += WholeText;
    return score;
}

std::optional<int> FuzzyPattern::score(const FuzzyText &text) const
{
    return find(text, nullptr);
}

QList<qsizetype> FuzzyPattern::positions(const FuzzyText &text) const
{
    QList<qsizetype> positions;
    if (!find(text, &positions))
        return {};
    std::ranges::sort(positions);
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
    return positions;
}

} // namespace polylogue::ui::shell
