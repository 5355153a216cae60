// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a map costs, of the layout call alone; compare.py runs it beside other implementations.
//
//   bench_map write POINTS COLUMNS FILE.csv     vectors as those of headlines: of topics and their
//   words bench_map time FILE cosine|euclidean [THREADS] [OUT.csv]      processor seconds, one JSON
//   object bench_map memory POINTS COLUMNS             the most memory that was used, beside the
//   vectors' own

#include "app/embeddings/vectorfile.h"
#include "app/projection/umap.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringList>

#include <sys/resource.h>

#include <cmath>
#include <cstdio>
#include <ctime>

using namespace polylogue::app;
using namespace polylogue::app::projection;
using namespace Qt::StringLiterals;

namespace {

constexpr int topics = 4;
constexpr int vocabulary = 6000;
constexpr int wordsOfText = 7;

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double normal(QRandomGenerator &random)
{
    return std::sqrt(-2 * std::log(1 - random.generateDouble()))
        * std::cos(6.283185307179586 * random.generateDouble());
}

//! Each text is the mean of its words; most are of its topic, and some words are used far more
//! often.
Matrix texts(size_t points, size_t columns)
{
    QRandomGenerator random(1);
    std::vector<float> words(vocabulary * columns);
    for (float &value : words)
        value = static_cast<float>(normal(random));
    Matrix result{
        .rows = points, .columns = columns, .values = std::vector<float>(points * columns)};
    for (size_t row = 0; row < points; ++row) {
        for (int i = 0; i < wordsOfText; ++i) {
            const double draw = std::pow(random.generateDouble(), 3);
            const bool isOfTopic = random.bounded(10) < 7;
            const auto word = isOfTopic
                ? static_cast<size_t>(draw * vocabulary / topics) * topics + row % topics
                : static_cast<size_t>(random.bounded(vocabulary));
            for (size_t at = 0; at < columns; ++at)
                result.values[row * columns + at] += words[word * columns + at] / wordsOfText;
        }
    }
    return result;
}

int write(const Matrix &matrix, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    for (size_t row = 0; row < matrix.rows; ++row) {
        QByteArrayList cells;
        for (size_t at = 0; at < matrix.columns; ++at)
            cells.append(QByteArray::number(rowOf(matrix, row)[at], 'g', 7));
        file.write(cells.join(',') + '\n');
    }
    return 0;
}

int measureTime(const QStringList &arguments)
{
    const auto file = embeddings::readVectorFile(arguments.at(1));
    if (!file)
        return 2;
    const bool isCosine = arguments.at(2) == "cosine"_L1;
    Workers workers(arguments.size() > 3 ? arguments.at(3).toInt() : 1);
    const double start = processorSeconds();
    const auto map =
        umap(file->vectors, {.metric = isCosine ? Metric::Cosine : Metric::Euclidean}, workers);
    const double seconds = processorSeconds() - start;
    if (arguments.size() > 4) {
        Matrix places{.rows = map->positions.size(), .columns = 2};
        for (const Position &position : map->positions)
            places.values.insert(places.values.end(), {position.x, position.y});
        if (write(places, arguments.at(4)) != 0)
            return 1;
    }
    const QJsonObject report{{u"points"_s, static_cast<qint64>(file->vectors.rows)},
                             {u"seconds"_s, seconds},
                             {u"recall"_s, map->recall}};
    std::puts(QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
    return 0;
}

int measureMemory(size_t points, size_t columns)
{
    const Matrix matrix = texts(points, columns);
    Workers workers(1);
    if (!umap(matrix, {}, workers))
        return 1;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double peak = static_cast<double>(usage.ru_maxrss) * 1024;
    const double vectors = static_cast<double>(matrix.values.size() * sizeof(float));
    const QJsonObject report{
        {u"peak_mb"_s, peak / 1e6}, {u"vectors_mb"_s, vectors / 1e6}, {u"times"_s, peak / vectors}};
    std::puts(QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const QString task = arguments.value(0);
    const auto number = [&arguments](qsizetype at) { return arguments.value(at).toULongLong(); };
    if (task == "write"_L1 && arguments.size() == 4)
        return write(texts(number(1), number(2)), arguments.at(3));
    if (task == "time"_L1 && arguments.size() >= 3)
        return measureTime(arguments);
    if (task == "memory"_L1 && arguments.size() == 3)
        return measureMemory(number(1), number(2));
    std::fputs("usage: bench_map write|time|memory ...; see its source\n", stderr);
    return 2;
}
