// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/labtablemodel.h"

namespace polylogue::ui::map {

void LabTableModel::show(const QStringList &columns, int rows, const Cell &cell,
                         const QStringList &rowNames)
{
    beginResetModel();
    m_columns = columns;
    m_rowNames = rowNames;
    m_rows = rows;
    m_cell = cell;
    endResetModel();
}

int LabTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int LabTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant LabTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return m_cell(index.row(), index.column(), role);
}

QVariant LabTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Horizontal)
        return m_columns.value(section);
    return m_rowNames.isEmpty() ? QVariant(section + 1) : QVariant(m_rowNames.value(section));
}

} // namespace polylogue::ui::map
