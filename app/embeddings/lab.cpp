// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/lab.h"

#include "app/projection/nndescent.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

namespace polylogue::app::embeddings {

using projection::Matrix;
using projection::Metric;
using projection::Neighbours;
using projection::Report;
using projection::Workers;

namespace {

constexpr size_t mostCompared = 20'000; // each with each
constexpr size_t reachOfDuplicates = 20;
constexpr quint32 seed = 42;
constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

//! The nearest of the rows that take part, under their own numbers; all others have none.
struct Nearest
{
    std::vector<size_t> rows = {}; //!< that take part
    Neighbours among = {}; //!< places in rows

    size_t neighbour(size_t place, size_t rank) const
    {
        return rows[among.rows[place * among.count + rank]];
    }
    double cosine(size_t place, size_t rank) const
    {
        return 1 - double(among.distances[place * among.count + rank]);
    }
};

std::optional<Nearest> nearestOf(const Matrix &vectors, const std::vector<size_t> &rows, size_t k,
                                 Workers &workers, const Report &report)
{
    Nearest nearest{.rows = rows};
    const size_t count = std::min(k, rows.empty() ? 0 : rows.size() - 1);
    if (count == 0)
        return nearest;
    const Matrix taken = rowsOf(vectors, rows);
    auto found = rows.size() <= mostCompared
        ? exactNeighbours(taken, count, Metric::Cosine, workers, report)
        : approximateNeighbours(taken, count, Metric::Cosine, seed, workers, report);
    if (!found)
        return {};
    nearest.among = std::move(*found);
    return nearest;
}

bool hasDirection(const float *row, size_t columns)
{
    return std::all_of(row, row + columns, [](float value) { return std::isfinite(value); })
        && !projection::isZero(row, columns);
}

std::vector<size_t> directedRows(const Matrix &vectors)
{
    std::vector<size_t> rows;
    for (size_t row = 0; row < vectors.rows; ++row) {
        if (hasDirection(rowOf(vectors, row), vectors.columns))
            rows.push_back(row);
    }
    return rows;
}

} // namespace

Matrix cosines(const Matrix &left, const Matrix &right)
{
    Matrix result{.rows = left.rows,
                  .columns = right.rows,
                  .values = std::vector<float>(left.rows * right.rows, float(noNumber))};
    const std::vector<size_t> others = directedRows(right);
    for (const size_t row : directedRows(left)) {
        for (const size_t other : others)
            result.values[row * right.rows + other] = float(
                1 - distance(rowOf(left, row), rowOf(right, other), left.columns, Metric::Cosine));
    }
    return result;
}

QList<QueryMatch> queryMatches(const Matrix &queries, const Matrix &documents)
{
    const Matrix all = cosines(queries, documents);
    QList<QueryMatch> matches;
    for (size_t row = 0; row < all.rows; ++row) {
        const float *line = rowOf(all, row);
        const float own = line[row];
        QueryMatch match{.cosine = double(own)};
        if (std::isfinite(own))
            match.rank = 1 + std::count_if(line, line + all.columns, [own](float other) {
                             return other > own;
                         });
        matches.append(match);
    }
    return matches;
}

std::optional<QList<NearPair>> nearDuplicates(const Matrix &vectors, double least, qsizetype most,
                                              Workers &workers, const Report &report)
{
    const auto nearest =
        nearestOf(vectors, directedRows(vectors), reachOfDuplicates, workers, report);
    if (!nearest)
        return {};
    QList<NearPair> pairs;
    for (size_t place = 0; place < nearest->rows.size(); ++place) {
        for (size_t rank = 0; rank < nearest->among.count; ++rank) {
            const double alike = nearest->cosine(place, rank);
            if (alike < least)
                break;
            const auto row = qsizetype(nearest->rows[place]);
            const auto other = qsizetype(nearest->neighbour(place, rank));
            pairs.append(NearPair{
                .first = std::min(row, other), .second = std::max(row, other), .cosine = alike});
        }
    }
    // Most pairs are found from both sides.
    std::ranges::sort(pairs, [](const NearPair &left, const NearPair &right) {
        return std::pair(left.first, left.second) < std::pair(right.first, right.second);
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [](const NearPair &left, const NearPair &right) {
                                return left.first == right.first && left.second == right.second;
                            }),
                pairs.end());
    std::ranges::stable_sort(pairs, [](const NearPair &left, const NearPair &right) {
        return left.cosine > right.cosine;
    });
    if (pairs.size() > most)
        pairs.resize(most);
    return pairs;
}

std::optional<Agreement> agreement(const Matrix &left, const Matrix &right, size_t k,
                                   Workers &workers, const Report &report)
{
    const std::vector<size_t> ourRows = directedRows(left);
    const std::vector<size_t> theirRows = directedRows(right);
    std::vector<size_t> rows; // that count in both
    std::ranges::set_intersection(ourRows, theirRows, std::back_inserter(rows));
    auto ours = nearestOf(left, rows, k, workers, report);
    auto theirs = ours ? nearestOf(right, rows, k, workers, report) : std::nullopt;
    if (!theirs)
        return {};
    const size_t count = ours->among.count;
    Agreement result{.ofRow = std::vector<double>(left.rows, noNumber)};
    for (Neighbours *side : {&result.left, &result.right}) {
        const Nearest &from = side == &result.left ? *ours : *theirs;
        side->count = count;
        side->recall = from.among.recall;
        side->rows.assign(left.rows * count, 0);
        side->distances.assign(left.rows * count, std::numeric_limits<float>::quiet_NaN());
        for (size_t place = 0; place < rows.size(); ++place) {
            for (size_t rank = 0; rank < count; ++rank) {
                side->rows[rows[place] * count + rank] = uint32_t(from.neighbour(place, rank));
                side->distances[rows[place] * count + rank] =
                    from.among.distances[place * count + rank];
            }
        }
    }
    if (count == 0)
        return result;
    double sum = 0;
    for (const size_t row : rows) {
        const auto begin = result.left.rows.begin() + std::ptrdiff_t(row * count);
        const auto other = result.right.rows.begin() + std::ptrdiff_t(row * count);
        const auto both = std::count_if(begin, begin + std::ptrdiff_t(count), [&](uint32_t found) {
            return std::find(other, other + std::ptrdiff_t(count), found)
                != other + std::ptrdiff_t(count);
        });
        result.ofRow[row] = double(both) / double(count);
        sum += result.ofRow[row];
    }
    result.mean = sum / double(rows.size());
    return result;
}

std::optional<HitRates> hitRates(const Matrix &vectors, const QStringList &labels, size_t k,
                                 Workers &workers, const Report &report)
{
    std::vector<size_t> rows;
    QHash<QString, qsizetype> counts;
    for (const size_t row : directedRows(vectors)) {
        if (!labels.at(qsizetype(row)).isEmpty()) {
            rows.push_back(row);
            ++counts[labels.at(qsizetype(row))];
        }
    }
    const auto nearest = nearestOf(vectors, rows, k, workers, report);
    if (!nearest)
        return {};
    const size_t count = nearest->among.count;
    HitRates rates{.hitRate = std::vector<double>(count), .precision = std::vector<double>(count)};
    QHash<QString, HitRates::OfLabel> ofLabel;
    for (size_t place = 0; place < rows.size(); ++place) {
        const QString &label = labels.at(qsizetype(rows[place]));
        if (counts.value(label) < 2)
            continue; // there is nothing to find
        ++rates.texts;
        double hits = 0;
        for (size_t rank = 0; rank < count; ++rank) {
            if (labels.at(qsizetype(nearest->neighbour(place, rank))) == label)
                ++hits;
            rates.hitRate[rank] += hits > 0 ? 1 : 0;
            rates.precision[rank] += hits / double(rank + 1);
        }
        HitRates::OfLabel &sum = ofLabel[label];
        sum.label = label;
        ++sum.texts;
        sum.hitRate += hits > 0 ? 1 : 0;
        sum.precision += hits / double(std::max<size_t>(count, 1));
    }
    for (size_t rank = 0; rank < count && rates.texts > 0; ++rank) {
        rates.hitRate[rank] /= double(rates.texts);
        rates.precision[rank] /= double(rates.texts);
    }
    for (HitRates::OfLabel label : std::as_const(ofLabel)) {
        label.hitRate /= double(label.texts);
        label.precision /= double(label.texts);
        rates.labels.append(label);
    }
    std::ranges::sort(rates.labels, [](const auto &left, const auto &right) {
        return left.texts != right.texts ? left.texts > right.texts : left.label < right.label;
    });
    return rates;
}

} // namespace polylogue::app::embeddings
