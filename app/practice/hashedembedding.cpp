// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/hashedembedding.h"

#include "app/practice/words.h"

#include <QMap>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

// Words that tell nothing weigh little, but a text of nothing else has a direction too.
constexpr double commonWordWeight = 0.05;
constexpr double letterWeight = 0.2;

//! FNV-1a, 64 bits: qHash() differs from run to run.
quint64 hashOf(const QString &feature)
{
    quint64 hash = 14'695'981'039'346'656'037ULL;
    for (const char byte : feature.toUtf8()) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 1'099'511'628'211ULL;
    }
    hash ^= hash >> 29; // the low bits alone are poorly mixed
    return hash;
}

using Features = QMap<QString, double>; // ordered: sums must not depend on the order of a hash

Features featuresOf(const QString &text)
{
    Features features;
    for (const QString &word : wordsOf(text)) {
        if (isCommonWord(word)) {
            features[u"w:"_s + word] += commonWordWeight;
            continue;
        }
        const QString stem = stemOf(word);
        features[u"w:"_s + stem] += 1;
        const QString padded = u'<' + word + u'>';
        for (qsizetype i = 0; i + 3 <= padded.size(); ++i)
            features[u"l:"_s + padded.sliced(i, 3)] +=
                letterWeight / std::sqrt(static_cast<double>(padded.size()));
    }
    if (features.isEmpty())
        features[u"t:"_s + text] = 1;
    return features;
}

} // namespace

std::vector<float> hashedEmbedding(const QString &text, int dimensions)
{
    std::vector<double> sums(static_cast<size_t>(dimensions), 0.0);
    const Features features = featuresOf(text);
    for (auto feature = features.begin(); feature != features.end(); ++feature) {
        // A word that comes again says less than it did the first time.
        const double weight = std::sqrt(feature.value());
        quint64 hash = hashOf(feature.key());
        for (int copy = 0; copy < 2; ++copy) { // two places: a clash of both is rare
            const double sign = (hash >> 63) != 0 ? 1.0 : -1.0;
            sums[(hash >> 8) % sums.size()] += sign * weight;
            hash = hash * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        }
    }
    double square = 0;
    for (const double sum : sums)
        square += sum * sum;
    if (square == 0) { // everything cancelled out
        sums[0] = 1;
        square = 1;
    }
    std::vector<float> vector;
    vector.reserve(sums.size());
    for (const double sum : sums)
        vector.push_back(static_cast<float>(sum / std::sqrt(square)));
    return vector;
}

} // namespace polylogue::app::practice
