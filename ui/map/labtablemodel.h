// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <functional>

namespace polylogue::ui::map {

//! \brief A table whose cells are made when they are looked at.
class LabTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Cell = std::function<QVariant(int row, int column, int role)>;

    using QAbstractTableModel::QAbstractTableModel;

    //! \param cell asked for all roles \param rowNames none: rows are numbered
    void show(const QStringList &columns, int rows, const Cell &cell,
              const QStringList &rowNames = {});
    void clear() { show({}, 0, {}); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QStringList m_columns;
    QStringList m_rowNames;
    int m_rows = 0;
    Cell m_cell;
};

} // namespace polylogue::ui::map
