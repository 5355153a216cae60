// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/clusternames.h"

#include "app/projection/functionwords.h"

#include <QHash>
#include <QSet>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace polylogue::app::projection {

namespace {

constexpr qsizetype shortestWord = 2;
constexpr qsizetype shortestLatinWord = 3; // shorter ones are articles and the like
constexpr double leastRatio = 4; // of a word's share in the cluster and elsewhere
constexpr int manyTexts = 4;

bool isWord(QStringView piece)
{
    const bool isLatin =
        std::all_of(piece.begin(), piece.end(), [](QChar c) { return c.unicode() < 0x250; });
    return piece.size() >= (isLatin ? shortestLatinWord : shortestWord)
        && std::any_of(piece.begin(), piece.end(), [](QChar c) { return c.isLetter(); });
}

QStringList wordsOf(const QString &text)
{
    QStringList words;
    const QString lower = text.toLower();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, lower);
    for (qsizetype begin = 0, end = finder.toNextBoundary(); end >= 0;
         begin = end, end = finder.toNextBoundary()) {
        const QStringView piece = QStringView(lower).sliced(begin, end - begin);
        if (isWord(piece) && !isFunctionWord(piece))
            words.append(piece.toString());
    }
    return words;
}

struct WordCount
{
    double uses = 0;
    int texts = 0;
};

//! The words of one cluster's texts.
struct ClusterWords
{
    QHash<QString, WordCount> counts = {};
    double all = 0;
    int texts = 0;
};

struct Scored
{
    QString word = {};
    double score = 0;
};

//! Squared: in few texts words that are frequent everywhere come before those that tell
//! something otherwise.
double rarity(double ratio)
{
    return std::pow(std::log(1 + ratio), 2);
}

} // namespace

QList<QStringList> distinctiveWords(const QStringList &texts, const Clustering &clustering,
                                    int most)
{
    std::vector<ClusterWords> clusters(size_t(clustering.count));
    QHash<QString, double> everywhere;
    double all = 0;
    for (qsizetype row = 0; row < texts.size(); ++row) {
        const QStringList words = wordsOf(texts.at(row));
        all += double(words.size());
        for (const QString &word : words)
            ++everywhere[word];
        const int number = clustering.ofRow[size_t(row)];
        if (number == Clustering::none)
            continue;
        ClusterWords &cluster = clusters[size_t(number)];
        ++cluster.texts;
        cluster.all += double(words.size());
        for (const QString &word : words)
            ++cluster.counts[word].uses;
        const QSet<QString> different(words.begin(), words.end());
        for (const QString &word : different)
            ++cluster.counts[word].texts;
    }

    QList<QStringList> result;
    const double mean = all / std::max(double(clusters.size()), 1.0);
    for (const ClusterWords &cluster : clusters) {
        std::vector<Scored> scored;
        for (auto it = cluster.counts.cbegin(); it != cluster.counts.cend(); ++it) {
            const double total = everywhere.value(it.key());
            const double share = it->uses / cluster.all;
            const double others = all - cluster.all;
            const bool isOwn = others <= 0 || share >= leastRatio * (total - it->uses) / others;
            if (isOwn && (cluster.texts < manyTexts || it->texts > 1))
                scored.push_back({.word = it.key(), .score = share * rarity(mean / total)});
        }
        std::sort(scored.begin(), scored.end(), [](const Scored &left, const Scored &right) {
            return left.score != right.score ? left.score > right.score : left.word < right.word;
        });
        QStringList words;
        for (const Scored &word : scored) {
            if (words.size() < most)
                words.append(word.word);
        }
        result.append(words);
    }
    return result;
}

} // namespace polylogue::app::projection
