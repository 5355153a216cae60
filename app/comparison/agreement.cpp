// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/agreement.h"

#include "app/comparison/words.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace polylogue::app::comparison {

namespace {

constexpr double leastLikeness = 0.22;
constexpr double shareOfWords = 0.35;
// Of fewer pairs of sentences there is no usual likeness.
constexpr size_t fewestPairs = 3;
constexpr double usualWhereUnknown = 0.5;

using WordSet = QSet<QString>;

WordSet wordSet(const QString &sentence)
{
    WordSet words;
    for (const QStringView word : wordsOf(sentence)) {
        if (word.front().isLetterOrNumber())
            words.insert(word.toString().toLower());
    }
    return words;
}

Vector normalised(Vector vector)
{
    double sum = 0;
    for (const float value : vector)
        sum += double(value) * double(value);
    const double length = std::sqrt(sum);
    if (length > 0) {
        for (float &value : vector)
            value = float(double(value) / length);
    }
    return vector;
}

double product(const Vector &a, const Vector &b)
{
    double sum = 0;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

//! Both answers together: rare is a word that few of all sentences have.
class Likeness final
{
public:
    Likeness(const MeantAnswer &left, const MeantAnswer &right)
    {
        add(left);
        add(right);
        findUsual();
    }

    //! \return of the sentences \a a and \a b, counted through both answers.
    double of(size_t a, size_t b) const
    {
        const double cosine = product(m_vectors[a], m_vectors[b]);
        const double above = m_usual < 1 ? (cosine - m_usual) / (1 - m_usual) : 0;
        return (1 - shareOfWords) * above + shareOfWords * sharedWords(m_words[a], m_words[b]);
    }

private:
    void add(const MeantAnswer &answer)
    {
        for (const QString &sentence : answer.sentences) {
            m_words.push_back(wordSet(sentence));
            for (const QString &word : m_words.back())
                ++m_sentencesWith[word];
        }
        for (const Vector &vector : answer.vectors)
            m_vectors.push_back(normalised(vector));
    }

    void findUsual()
    {
        std::vector<double> cosines;
        for (size_t a = 0; a < m_vectors.size(); ++a) {
            for (size_t b = a + 1; b < m_vectors.size(); ++b)
                cosines.push_back(product(m_vectors[a], m_vectors[b]));
        }
        if (cosines.size() < fewestPairs)
            return;
        const auto middle = cosines.begin() + qsizetype(cosines.size() / 2);
        std::nth_element(cosines.begin(), middle, cosines.end());
        m_usual = *middle;
    }

    double weight(const QString &word) const
    {
        return std::log(double(m_words.size() + 1) / double(m_sentencesWith.value(word)));
    }

    double weight(const WordSet &words) const
    {
        double sum = 0;
        for (const QString &word : words)
            sum += weight(word);
        return sum;
    }

    //! Of the shorter sentence: what it says may be part of the longer one.
    double sharedWords(const WordSet &a, const WordSet &b) const
    {
        const double shorter = std::min(weight(a), weight(b));
        return shorter > 0 ? weight(WordSet(a).intersect(b)) / shorter : 0;
    }

    std::vector<WordSet> m_words;
    std::vector<Vector> m_vectors;
    QHash<QString, int> m_sentencesWith;
    double m_usual = usualWhereUnknown;
};

} // namespace

QList<MeantSentence> meantSentences(const QString &markdown)
{
    QList<MeantSentence> sentences;
    for (const Sentence &sentence : sentencesOf(markdown)) {
        if (sentence.kind != Sentence::Kind::Prose)
            continue;
        const QString words = plainSentence(markdown, sentence);
        if (std::ranges::any_of(words, [](QChar c) { return c.isLetter(); }))
            sentences.append(MeantSentence{.place = sentence, .words = words});
    }
    return sentences;
}

Counterparts counterparts(const MeantAnswer &left, const MeantAnswer &right)
{
    const size_t rows = left.vectors.size();
    const size_t columns = right.vectors.size();
    Counterparts found{.ofLeft = std::vector<qsizetype>(rows, -1),
                       .ofRight = std::vector<qsizetype>(columns, -1)};
    if (rows == 0 || columns == 0)
        return found;
    const Likeness likeness(left, right);
    std::vector<double> bestOfRight(columns, leastLikeness);
    for (size_t i = 0; i < rows; ++i) {
        double best = leastLikeness;
        for (size_t j = 0; j < columns; ++j) {
            const double alike = likeness.of(i, rows + j);
            if (alike >= best) {
                best = alike;
                found.ofLeft[i] = qsizetype(j);
            }
            if (alike >= bestOfRight[j]) {
                bestOfRight[j] = alike;
                found.ofRight[j] = qsizetype(i);
            }
        }
    }
    return found;
}

} // namespace polylogue::app::comparison
