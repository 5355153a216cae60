// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/hashedembedding.h"

#include "app/practice/topics.h"
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
constexpr double topicWeight = 2.0;

//! FNV-1a, 64 bits: qHash() differs from run to run.
quint64 hashOf(const QString &feature)
{
    quint64 hash = 14'695'981'039'346'656'037ULL;
    for (const char byte : feature.toUtf8()) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 1'099'511'628'211ULL;
    }
    return hash;
}

//! The finalizer of splitmix64: every bit of the result depends on every bit of \a value.
quint64 mixed(quint64 value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
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
        if (const QString topic = topicOfStem(stem); !topic.isEmpty())
            features[u"t:"_s + topic] += topicWeight;
        const QString padded = u'<' + word + u'>';
        for (qsizetype i = 0; i + 3 <= padded.size(); ++i)
            features[u"l:"_s + padded.sliced(i, 3)] +=
                letterWeight / std::sqrt(static_cast<double>(padded.size()));
    }
    if (features.isEmpty())
        features[u"x:"_s + text] = 1;
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
        // Plus or minus in every dimension: nearly orthogonal for different features.
        quint64 bits = hashOf(feature.key());
        for (size_t i = 0; i < sums.size(); ++i) {
            if (i % 32 == 0)
                bits = mixed(bits + 0x9e3779b97f4a7c15ULL);
            sums[i] += ((bits >> (i % 32)) & 1) != 0 ? weight : -weight;
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
