// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/maptablemodel.h"

#include "ui/text/format.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>

namespace polylogue::ui::map {

namespace {

constexpr qsizetype longestLine = 160;
constexpr int markSize = 16;

} // namespace

void MapTableModel::setMap(const app::embeddings::TextMap &map)
{
    beginResetModel();
    m_corpus = map.corpus;
    m_clusters = map.clusters;
    m_points.clear();
    for (qsizetype point = 0; point < m_corpus.size(); ++point)
        m_points.append(point);
    endResetModel();
}

void MapTableModel::setMarks(const plot::Plot &plot)
{
    m_marks.clear();
    m_seriesNames.clear();
    for (const plot::Series &series : plot.series) {
        m_marks.append(markOf(series));
        m_seriesNames.append(series.name);
    }
    m_seriesOf = plot.seriesOf;
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
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant MapTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype point = m_points.at(index.row());
    const app::embeddings::CorpusText &text = m_corpus.at(point);
    if (role == Qt::DecorationRole && index.column() == Text && size_t(point) < m_seriesOf.size())
        return m_marks.value(m_seriesOf[size_t(point)]);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Text:
        return text::oneLine(text.title.isEmpty() ? text.text : text.title, longestLine);
    case Label:
        return text::oneLine(text.label, longestLine);
    case Cluster:
        return size_t(point) < m_clusters.of.ofRow.size()
            ? m_clusters.names.value(m_clusters.of.ofRow[size_t(point)])
            : QString();
    default:
        return {};
    }
}

QVariant MapTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Text:
        return tr("Text");
    case Label:
        return tr("Label");
    default:
        return tr("Cluster");
    }
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
