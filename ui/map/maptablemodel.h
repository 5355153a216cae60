// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"
#include "ui/plot/plot.h"

#include <QAbstractTableModel>
#include <QIcon>

namespace polylogue::ui::map {

//! \brief Some or all texts of a map as rows, with the marks that they have on it.
class MapTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Text, Label, Cluster, Number, Source };

    using QAbstractTableModel::QAbstractTableModel;

    void setMap(const app::embeddings::TextMap &map);
    //! \param series of \a plot, whose marks are shown
    void setMarks(const plot::Plot &plot);
    //! \param points in the order in which they are shown
    void setPoints(const QList<qsizetype> &points);
    const QList<qsizetype> &points() const { return m_points; }
    qsizetype pointOf(const QModelIndex &index) const { return m_points.at(index.row()); }
    //! \return -1 where it is not among the rows.
    int rowOf(qsizetype point) const { return int(m_points.indexOf(point)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    app::embeddings::Corpus m_corpus;
    app::embeddings::Clusters m_clusters;
    QString m_numberName;
    QList<Column> m_columns{Text, Label, Cluster}; // that are shown
    QList<QIcon> m_marks; // one for each series, or for each shape of each
    std::vector<int> m_markOf; // one for each text
    QList<qsizetype> m_points;
};

//! \return whether several texts come from one place, so that places tell them apart.
bool hasSources(const app::embeddings::Corpus &corpus);

//! \return the mark of \a series as an icon of 16 pixels.
QIcon markOf(const plot::Series &series);

} // namespace polylogue::ui::map
