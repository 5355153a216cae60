// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/delimitedtext.h"

#include "app/tables/columntype.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::tables {

namespace {

constexpr qsizetype sniffedRecords = 100;
constexpr qsizetype longestName = 80;

//! Reads the cell at \a at and moves behind it, to the delimiter or the end of the line.
QString readCell(const QString &text, qsizetype &at, QChar delimiter, bool quotes, bool &open)
{
    QString cell;
    qsizetype begin = at;
    if (quotes && at < text.size() && text.at(at) == u'"') {
        for (++at;;) {
            const qsizetype quote = text.indexOf(u'"', at);
            open = quote < 0;
            cell += QStringView(text).sliced(at, (open ? text.size() : quote) - at);
            at = open ? text.size() : quote + 1;
            if (open || at >= text.size() || text.at(at) != u'"')
                break;
            cell += u'"';
            ++at;
        }
        begin = at;
    }
    while (at < text.size() && text.at(at) != delimiter && text.at(at) != u'\n')
        ++at;
    cell += QStringView(text).sliced(begin, at - begin);
    return cell;
}

//! How well \a delimiter takes the beginning of \a text apart: records that have as many cells as
//! most, and how many that is.
struct Fit
{
    double share = 0;
    qsizetype cells = 1;
};

Fit fitOf(const QString &text, QChar delimiter)
{
    Records split = splitRecords(text, delimiter, true, sniffedRecords);
    if (split.hasOpenQuote)
        split = splitRecords(text, delimiter, false, sniffedRecords);
    const QList<QStringList> records = split.records;
    QHash<qsizetype, qsizetype> counts;
    for (const QStringList &record : records)
        ++counts[record.size()];
    Fit fit;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        const double share = double(count.value()) / double(records.size());
        if (share > fit.share)
            fit = {.share = share, .cells = count.key()};
    }
    return fit;
}

bool canBeName(const QString &cell)
{
    return !cell.trimmed().isEmpty() && cell.size() <= longestName && !cell.contains(u'\n')
        && cellType(cell) == ColumnType::Text;
}

} // namespace

Records splitRecords(const QString &text, QChar delimiter, bool quotes, qsizetype most)
{
    Records result;
    QStringList record;
    qsizetype at = 0;
    while (at < text.size() && (most < 0 || result.records.size() < most)) {
        record.append(readCell(text, at, delimiter, quotes, result.hasOpenQuote));
        const bool endsLine = at >= text.size() || text.at(at) == u'\n';
        ++at;
        if (!endsLine && at == text.size())
            record.append(QString()); // the delimiter was the last character
        if (!endsLine && at < text.size())
            continue;
        if (record.size() > 1 || !record.constFirst().trimmed().isEmpty())
            result.records.append(record);
        record.clear();
    }
    return result;
}

QChar sniffedDelimiter(const QString &text)
{
    QChar best;
    double bestScore = 0;
    for (const QChar delimiter : {u'\t', u',', u';', u'|'}) {
        const Fit fit = fitOf(text, delimiter);
        // Commas of ordinary sentences come in any number; one column more is worth little.
        const double score = fit.cells < 2 || fit.share < 0.7
            ? 0
            : fit.share + 0.02 * double(std::min<qsizetype>(fit.cells, 10));
        if (score > bestScore) {
            best = delimiter;
            bestScore = score;
        }
    }
    return best;
}

bool looksLikeHeader(const QList<QStringList> &records)
{
    if (records.size() < 2)
        return false;
    const QStringList &first = records.constFirst();
    QStringList names = first;
    names.sort(Qt::CaseInsensitive);
    const auto same =
        std::adjacent_find(names.cbegin(), names.cend(), [](const QString &a, const QString &b) {
            return a.compare(b, Qt::CaseInsensitive) == 0;
        });
    if (!std::ranges::all_of(first, canBeName) || same != names.cend())
        return false;
    for (qsizetype column = 0; column < first.size(); ++column) {
        qsizetype length = 0;
        qsizetype cells = 0;
        for (const QStringList &record :
             records.sliced(1, std::min(records.size() - 1, sniffedRecords))) {
            const QString cell = record.value(column);
            const ColumnType type = cellType(cell);
            if (type != ColumnType::Text && type != ColumnType::Empty)
                return true; // a number, a date below a word
            if (cell == first.at(column))
                return false; // it is a value like the others
            length += cell.size();
            ++cells;
        }
        if (length > 3 * cells * first.at(column).size())
            return true; // texts below a name
    }
    // Words over words: a header is written as one, and one alone is not known from a first line.
    return first.size() > 1;
}

} // namespace polylogue::app::tables
