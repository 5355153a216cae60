// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/textdiff.h"

#include "app/comparison/sentencepairs.h"
#include "app/comparison/sentences.h"
#include "app/comparison/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::comparison {

namespace {

using Kind = DiffSegment::Kind;

bool isOnlySpace(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isSpace(); });
}

//! One of the two texts, taken apart.
struct Text
{
    QStringList sentences = {};
    std::vector<int> numbers = {};
    std::vector<WordBag> bags = {};
};

Text takenApart(const QString &markdown, Numbering &sentenceNumbers, Numbering &wordNumbers)
{
    Text text;
    for (const Sentence &sentence : sentencesOf(markdown)) {
        const QString written = markdown.sliced(sentence.start, sentence.length);
        // In code white space at the beginning of a line counts.
        QString key = sentence.kind == Sentence::Kind::Code ? written : written.simplified();
        while (sentence.kind == Sentence::Kind::Code && !key.isEmpty() && key.back().isSpace())
            key.chop(1);
        WordBag bag;
        for (const QStringView word : wordsOf(key)) {
            if (word.front().isLetterOrNumber())
                bag.push_back(wordNumbers.number(word.toString().toLower()));
        }
        std::sort(bag.begin(), bag.end());
        text.sentences.append(written);
        text.numbers.push_back(sentenceNumbers.number(key));
        text.bags.push_back(std::move(bag));
    }
    return text;
}

//! Adds \a text to what stands last of \a side since words were last common.
void addRun(QList<WordRun> &runs, Side side, QStringView text)
{
    for (qsizetype i = runs.size() - 1; i >= 0; --i) {
        if (runs.at(i).side == side) {
            runs[i].text += text;
            return;
        }
        if (runs.at(i).side == Side::Both || side == Side::Both)
            break;
    }
    // What was there comes before what is there now.
    if (side == Side::Left && !runs.isEmpty() && runs.constLast().side == Side::Right)
        runs.insert(runs.size() - 1, WordRun{.side = side, .text = text.toString()});
    else
        runs.append(WordRun{.side = side, .text = text.toString()});
}

//! A space alone between words that differ is no common word.
QList<WordRun> withoutIslands(const QList<WordRun> &runs)
{
    QList<WordRun> joined;
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const WordRun &run = runs.at(i);
        const bool isIsland =
            run.side == Side::Both && i > 0 && i + 1 < runs.size() && isOnlySpace(run.text);
        if (isIsland) {
            addRun(joined, Side::Left, run.text);
            addRun(joined, Side::Right, run.text);
        } else {
            addRun(joined, run.side, run.text);
        }
    }
    return joined;
}

QList<WordRun> wordRuns(const QString &left, const QString &right, Effort &effort)
{
    const QList<QStringView> leftWords = wordsOf(left);
    const QList<QStringView> rightWords = wordsOf(right);
    Numbering numbering;
    const auto numbersOf = [&numbering](const QList<QStringView> &words) {
        std::vector<int> numbers;
        for (const QStringView word : words)
            numbers.push_back(numbering.number(word.toString()));
        return numbers;
    };
    const std::vector<int> leftNumbers = numbersOf(leftWords);
    const Pairs common = commonSequence(leftNumbers, numbersOf(rightWords), effort);
    QList<WordRun> runs;
    qsizetype l = 0;
    qsizetype r = 0;
    const auto addUntil = [&](qsizetype leftEnd, qsizetype rightEnd) {
        for (; l < leftEnd; ++l)
            addRun(runs, Side::Left, leftWords.at(l));
        for (; r < rightEnd; ++r)
            addRun(runs, Side::Right, rightWords.at(r));
    };
    for (const auto &pair : common) {
        addUntil(pair.first, pair.second);
        addRun(runs, Side::Both, leftWords.at(l++));
        ++r;
    }
    addUntil(leftWords.size(), rightWords.size());
    return withoutIslands(runs);
}

class Comparer final
{
public:
    Comparer(const QString &left, const QString &right)
        : m_left(takenApart(left, m_sentenceNumbers, m_wordNumbers))
        , m_right(takenApart(right, m_sentenceNumbers, m_wordNumbers))
    { }

    TextDiff diff()
    {
        const Pairs equal = commonSequence(m_left.numbers, m_right.numbers, m_effort);
        for (const auto &pair : equal) {
            addDifferent(pair.first, pair.second);
            m_diff.segments.append(DiffSegment{.kind = Kind::Equal,
                                               .left = m_left.sentences.at(m_l++),
                                               .right = m_right.sentences.at(m_r++)});
        }
        addDifferent(m_left.sentences.size(), m_right.sentences.size());
        m_diff.isCoarse = m_effort.isExhausted;
        return m_diff;
    }

private:
    //! What stands before the sentences \a leftEnd and \a rightEnd: pairs that are alike, and
    //! between them what one side has alone.
    void addDifferent(qsizetype leftEnd, qsizetype rightEnd)
    {
        const auto bags = [](const Text &text, qsizetype begin, qsizetype end) {
            return std::vector<WordBag>(text.bags.begin() + begin, text.bags.begin() + end);
        };
        const qsizetype leftBegin = m_l;
        const qsizetype rightBegin = m_r;
        if (leftBegin < leftEnd && rightBegin < rightEnd) {
            for (const auto &pair :
                 similarSentences(bags(m_left, leftBegin, leftEnd),
                                  bags(m_right, rightBegin, rightEnd), m_effort)) {
                addAlone(leftBegin + pair.first, rightBegin + pair.second);
                addChanged();
            }
        }
        addAlone(leftEnd, rightEnd);
    }

    void addAlone(qsizetype leftEnd, qsizetype rightEnd)
    {
        while (m_l < leftEnd)
            m_diff.segments.append(
                DiffSegment{.kind = Kind::Removed, .left = m_left.sentences.at(m_l++)});
        while (m_r < rightEnd)
            m_diff.segments.append(
                DiffSegment{.kind = Kind::Added, .right = m_right.sentences.at(m_r++)});
    }

    void addChanged()
    {
        const QString left = m_left.sentences.at(m_l++);
        const QString right = m_right.sentences.at(m_r++);
        m_diff.segments.append(DiffSegment{.kind = Kind::Changed,
                                           .left = left,
                                           .right = right,
                                           .words = wordRuns(left, right, m_effort)});
    }

    Numbering m_sentenceNumbers;
    Numbering m_wordNumbers;
    Text m_left;
    Text m_right;
    Effort m_effort;
    TextDiff m_diff;
    qsizetype m_l = 0; // sentences taken so far
    qsizetype m_r = 0;
};

qsizetype wordCount(QStringView text)
{
    return std::ranges::count_if(wordsOf(text),
                                 [](QStringView word) { return word.front().isLetterOrNumber(); });
}

} // namespace

TextDiff diffTexts(const QString &left, const QString &right)
{
    return Comparer(left, right).diff();
}

double agreement(const TextDiff &diff)
{
    qsizetype all = 0;
    qsizetype common = 0;
    for (const DiffSegment &segment : diff.segments) {
        all += wordCount(segment.left) + wordCount(segment.right);
        if (segment.kind == Kind::Equal)
            common += 2 * wordCount(segment.left);
        for (const WordRun &run : segment.words) {
            if (run.side == Side::Both)
                common += 2 * wordCount(run.text);
        }
    }
    return all == 0 ? 1 : double(common) / double(all);
}

QDebug operator<<(QDebug debug, const WordRun &run)
{
    const char *sign = run.side == Side::Both ? "=" : run.side == Side::Left ? "-" : "+";
    return debug.nospace() << sign << run.text;
}

QDebug operator<<(QDebug debug, const DiffSegment &segment)
{
    return debug.nospace() << "DiffSegment(" << int(segment.kind) << ", " << segment.left << ", "
                           << segment.right << ", " << segment.words << ')';
}

} // namespace polylogue::app::comparison
