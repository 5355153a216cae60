// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What comparing two answers of 60 kB costs: unrelated, alike, and such as nobody would write.
// Prints one JSON object; times in milliseconds.

#include "app/comparison/textdiff.h"
#include "tests/bench/spread.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <cstdio>

using namespace polylogue::app::comparison;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 7;
constexpr qsizetype Bytes = 60'000;

QString prose(QRandomGenerator &random, int words, int perSentence)
{
    QString text;
    for (int i = 1; text.size() < Bytes; ++i) {
        text += u"Word%1"_s.arg(random.bounded(words));
        text += i % perSentence != 0 ? u" "_s : i % (perSentence * 5) == 0 ? u".\n\n"_s : u". "_s;
    }
    return text;
}

//! Every tenth word another.
QString edited(const QString &text, QRandomGenerator &random)
{
    QStringList words = text.split(u' ');
    for (QString &word : words) {
        if (random.bounded(10) == 0)
            word = u"Changed"_s;
    }
    return words.join(u' ');
}

QJsonObject measured(const QString &left, const QString &right)
{
    std::vector<double> times;
    TextDiff diff;
    for (int round = 0; round < Rounds; ++round) {
        const double start = polylogue::bench::threadCpu();
        diff = diffTexts(left, right);
        times.push_back(polylogue::bench::threadCpu() - start);
    }
    QJsonObject result = polylogue::bench::spread(times);
    result.insert(u"segments"_s, qint64(diff.segments.size()));
    result.insert(u"coarse"_s, diff.isCoarse);
    return result;
}

} // namespace

int main()
{
    QRandomGenerator random(3);
    const QString text = prose(random, 4000, 14);
    QJsonObject report;
    report.insert(u"unrelated"_s, measured(text, prose(random, 4000, 14)));
    report.insert(u"alike"_s, measured(text, edited(text, random)));
    report.insert(u"few_words"_s, measured(prose(random, 30, 14), prose(random, 30, 14)));
    report.insert(u"one_sentence"_s,
                  measured(prose(random, 300, 1'000'000), prose(random, 300, 1'000'000)));
    report.insert(u"a_word_a_sentence"_s, measured(prose(random, 900, 1), prose(random, 900, 1)));
    std::puts(QJsonDocument(report).toJson().constData());
    return 0;
}
