// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/maptablemodel.h"

#include "ui/text/format.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QSet>

namespace polylogue::ui::map {

namespace {

constexpr qsizetype longestLine = 160;
constexpr qsizetype mostLookedAt = 1000; // pages of a file follow each other
constexpr int markSize = 16;
constexpr int digitsOfNumber = 10;

} // namespace

void MapTableModel::setMap(const app::embeddings::TextMap &map)
{
    beginResetModel();
    m_corpus = map.corpus;
    m_clusters = map.clusters;
    m_numberName = map.numberName;
    m_columns = {Text, Label, Cluster};
    if (!m_numberName.isEmpty())
        m_columns.append(Number);
    if (hasSources(m_corpus))
        m_columns.append(Source);
    m_points.clear();
    for (qsizetype point = 0; point < m_corpus.size(); ++point)
        m_points.append(point);
    endResetModel();
}

void MapTableModel::setMarks(const plot::Plot &plot)
{
    m_marks.clear();
    for (plot::Series series : plot.series) {
        if (plot.shapes.isEmpty())
            m_marks.append(markOf(series));
        for (const plot::Series &shape : plot.shapes) {
            series.shape = shape.shape;
            m_marks.append(markOf(series));
        }
    }
    m_markOf = plot.seriesOf;
    for (size_t point = 0; point < plot.shapeOf.size(); ++point)
        m_markOf[point] = m_markOf[point] * int(plot.shapes.size()) + plot.shapeOf[point];
    if (!m_points.isEmpty())
        Q_EMIT dataChanged(index(0, Text), index(int(m_points.size()) - 1, Text),
                           {Qt::DecorationRole});
}

void MapTableModel::setPoints(const QList<qsizetype> &points)
{
    beginResetModel();
    m_points = points;
    endResetModel();
}

int MapTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_points.size());
}

int MapTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant MapTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype point = m_points.at(index.row());
    const app::embeddings::CorpusText &text = m_corpus.at(point);
    const Column column = m_columns.at(index.column());
    if (role == Qt::DecorationRole && column == Text && size_t(point) < m_markOf.size())
        return m_marks.value(m_markOf[size_t(point)]);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Text:
        return text::oneLine(text.title.isEmpty() ? text.text : text.title, longestLine);
    case Label:
        return text::oneLine(text.label, longestLine);
    case Cluster:
        return size_t(point) < m_clusters.of.ofRow.size()
            ? m_clusters.names.value(m_clusters.of.ofRow[size_t(point)])
            : QString();
    case Number:
        return text.number ? QLocale().toString(*text.number, 'g', digitsOfNumber) : QString();
    case Source:
        return text::oneLine(text.source, longestLine);
    }
    return {};
}

QVariant MapTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (m_columns.value(section)) {
    case Text:
        return tr("Text");
    case Label:
        return tr("Label");
    case Cluster:
        return tr("Cluster");
    case Number:
        return text::oneLine(m_numberName, longestLine);
    case Source:
        return tr("Source");
    }
    return {};
}

bool hasSources(const app::embeddings::Corpus &corpus)
{
    QSet<QString> sources;
    for (const app::embeddings::CorpusText &text :
         corpus.first(std::min(corpus.size(), mostLookedAt))) {
        if (text.source.isEmpty())
            continue;
        if (sources.contains(text.source))
            return true;
        sources.insert(text.source);
    }
    return false;
}

QIcon markOf(const plot::Series &series)
{
    const qreal ratio = qGuiApp->devicePixelRatio();
    QPixmap pixmap(QSize(markSize, markSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(markSize / 2.0, markSize / 2.0);
    painter.scale(5, 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(series.colour);
    painter.drawPath(plot::outlineOf(series.shape));
    painter.end();
    return QIcon(pixmap);
}

} // namespace polylogue::ui::map
