// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/ledgerrow.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace polylogue::ui::inspector {

//! \brief HTTP calls, the newest first. Cells are worded when they are seen.
class CallsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Purpose, Host, Model, Status, Duration, Tokens, Bytes, RequestId };
    static constexpr int Columns = RequestId + 1;
    enum Role {
        SortRole = Qt::UserRole,
        PurposeRole, //!< LedgerRow::purpose
        FailedRole, //!< bool
        SearchRole, //!< all that a filter looks through
    };

    explicit CallsModel(theme::Theme &theme, QObject *parent = nullptr);

    void setRows(const QList<app::store::LedgerRow> &rows);
    const app::store::LedgerRow &row(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QVariant sortValue(const app::store::LedgerRow &row, int column) const;
    QString words(const app::store::LedgerRow &row, int column) const;

    theme::Theme &m_theme;
    QList<app::store::LedgerRow> m_rows;
};

//! \return what a call was made for, in words.
QString purposeText(const QString &purpose);

} // namespace polylogue::ui::inspector
