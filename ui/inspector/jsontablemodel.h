// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace polylogue::ui::inspector {

//! \brief A list of JSON objects as a table, a column for each name that one of them has.
class JsonTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr qsizetype MostColumns = 200;

    using QAbstractTableModel::QAbstractTableModel;

    //! \param pointer where \a rows stands (RFC 6901)
    void setRows(const app::json::JsonNode &rows, const QString &pointer);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    //! Roles are JsonTreeModel's.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    app::json::JsonNode m_rows;
    QString m_pointer;
    QStringList m_columns;
};

} // namespace polylogue::ui::inspector
