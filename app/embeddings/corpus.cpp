// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/corpus.h"

#include <QHash>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using tables::ColumnType;
using tables::Table;

namespace {

// What a column of labels has at most: beyond that a legend tells nothing.
constexpr qsizetype mostLabels = 50;

const QStringList textNames{u"text"_s,    u"body"_s,     u"description"_s, u"content"_s,
                            u"summary"_s, u"abstract"_s, u"comment"_s};
const QStringList labelNames{u"label"_s, u"category"_s, u"class"_s, u"topic"_s, u"group"_s};
const QStringList titleNames{u"title"_s, u"headline"_s, u"name"_s, u"subject"_s};

int columnNamed(const Table &table, const QStringList &names)
{
    for (const QString &name : names) {
        for (qsizetype column = 0; column < table.columns.size(); ++column) {
            if (table.columns.at(column).name.compare(name, Qt::CaseInsensitive) == 0)
                return int(column);
        }
    }
    return -1;
}

double meanLength(const Table &table, int column)
{
    qint64 sum = 0;
    for (const QStringList &row : table.rows)
        sum += row.at(column).size();
    return table.rows.isEmpty() ? 0 : double(sum) / double(table.rows.size());
}

int longestColumn(const Table &table)
{
    int best = -1;
    double most = 0;
    for (int column = 0; column < table.columns.size(); ++column) {
        const double length = meanLength(table, column);
        const bool isText = table.columns.at(column).type == ColumnType::Text;
        if (isText && length > most) {
            best = column;
            most = length;
        }
    }
    return best < 0 && !table.columns.isEmpty() ? 0 : best;
}

//! A column whose cells come again and again.
int repeatingColumn(const Table &table, int except)
{
    for (int column = 0; column < table.columns.size(); ++column) {
        if (column == except || table.columns.at(column).type == ColumnType::Empty)
            continue;
        const qsizetype labels = labelCounts(table, column).size();
        if (labels >= 2 && labels <= mostLabels && labels * 3 <= table.rows.size())
            return column;
    }
    return -1;
}

int numberColumn(const Table &table, const CorpusColumns &others)
{
    for (int column = 0; column < table.columns.size(); ++column) {
        const bool isFree =
            column != others.text && column != others.label && column != others.title;
        if (isFree && table.columns.at(column).type == ColumnType::Number)
            return column;
    }
    return -1;
}

QString cellOf(const QStringList &row, int column)
{
    return column >= 0 && column < row.size() ? row.at(column).trimmed() : QString();
}

CorpusText textOfRow(const QStringList &row, const CorpusColumns &columns)
{
    CorpusText text{.text = cellOf(row, columns.text),
                    .label = cellOf(row, columns.label),
                    .title =
                        columns.title == columns.text ? QString() : cellOf(row, columns.title)};
    bool isNumber = false;
    const double number = cellOf(row, columns.number).toDouble(&isNumber);
    if (isNumber)
        text.number = number;
    if (columns.isTitleEmbedded && !text.title.isEmpty())
        text.text = text.text.isEmpty() ? text.title : text.title + u'\n' + text.text;
    return text;
}

//! \a count of \a rows, in their order; the same for the same random numbers on every machine.
QList<qsizetype> sampled(QList<qsizetype> rows, qsizetype count, std::mt19937 &random)
{
    if (count <= 0 || count >= rows.size())
        return rows;
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype left = rows.size() - i;
        rows.swapItemsAt(i, i + qsizetype((quint64(random()) * quint64(left)) >> 32));
    }
    rows.resize(count);
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace

CorpusColumns guessedColumns(const Table &table)
{
    CorpusColumns columns{.text = columnNamed(table, textNames),
                          .label = columnNamed(table, labelNames),
                          .title = columnNamed(table, titleNames)};
    if (columns.text < 0)
        columns.text = longestColumn(table);
    if (columns.title == columns.text)
        columns.title = -1;
    if (columns.label == columns.text || columns.label < 0)
        columns.label = repeatingColumn(table, columns.text);
    if (columns.title == columns.label)
        columns.title = -1;
    columns.number = numberColumn(table, columns);
    return columns;
}

QList<LabelCount> labelCounts(const Table &table, int column)
{
    QList<LabelCount> counts;
    QHash<QString, qsizetype> places;
    for (const QStringList &row : table.rows) {
        const QString label = cellOf(row, column);
        if (label.isEmpty())
            continue;
        const auto known = places.constFind(label);
        if (known != places.cend()) {
            ++counts[*known].count;
        } else {
            places.insert(label, counts.size());
            counts.append(LabelCount{.label = label, .count = 1});
        }
    }
    return counts;
}

Corpus corpusFromTable(const Table &table, const CorpusColumns &columns, const Sample &sample)
{
    Corpus all;
    QHash<QString, QList<qsizetype>> ofLabel;
    QList<qsizetype> rows;
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        CorpusText text = textOfRow(table.rows.at(row), columns);
        if (text.text.isEmpty())
            continue;
        text.source = QString::number(row + 1);
        ofLabel[text.label].append(all.size());
        rows.append(all.size());
        all.append(text);
    }
    std::mt19937 random(sample.seed);
    QList<qsizetype> taken;
    if (sample.labels.isEmpty())
        taken = sampled(rows, sample.each, random);
    for (const QString &label : sample.labels)
        taken += sampled(ofLabel.value(label), sample.each, random);
    Corpus corpus;
    corpus.reserve(taken.size());
    for (const qsizetype at : std::as_const(taken))
        corpus.append(all.at(at));
    return corpus;
}

Corpus corpusFromLines(const QString &lines)
{
    Corpus corpus;
    const QStringList all = lines.split(u'\n');
    for (qsizetype line = 0; line < all.size(); ++line) {
        const QString text = all.at(line).trimmed();
        if (!text.isEmpty())
            corpus.append(CorpusText{.text = text, .source = QString::number(line + 1)});
    }
    return corpus;
}

QList<qsizetype> textsWith(const Corpus &corpus, const QString &words)
{
    const QStringList wanted = words.simplified().split(u' ');
    QList<qsizetype> found;
    for (qsizetype at = 0; at < corpus.size(); ++at) {
        const CorpusText &text = corpus.at(at);
        const bool hasAll = std::ranges::all_of(wanted, [&text](const QString &word) {
            return text.text.contains(word, Qt::CaseInsensitive)
                || text.label.contains(word, Qt::CaseInsensitive)
                || text.title.contains(word, Qt::CaseInsensitive);
        });
        if (hasAll)
            found.append(at);
    }
    return found;
}

QStringList textsOf(const Corpus &corpus)
{
    QStringList texts;
    texts.reserve(corpus.size());
    for (const CorpusText &text : corpus)
        texts.append(text.text);
    return texts;
}

} // namespace polylogue::app::embeddings
