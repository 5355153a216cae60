// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tables/tablereader.h"

#include <QAbstractTableModel>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableView;

namespace polylogue::ui::tables {

//! \brief The first rows of a table as it was read.
class SourceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const app::tables::Table &table);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    app::tables::Table m_table;
};

//! \brief A text read as a table: what came of it, and how it is to be read instead.
class SourceTable final : public QWidget
{
    Q_OBJECT

public:
    explicit SourceTable(QWidget *parent = nullptr);

    //! \brief Reads \a text, as it looks. \return whether it is a table.
    bool setText(const QString &text);
    //! \brief Shows a table that is no text: there is nothing to be read otherwise.
    void setTable(const app::tables::Table &table);
    const app::tables::Table &table() const { return m_read.table; }

Q_SIGNALS:
    void tableChanged();

private:
    void readAgain();
    bool read(const app::tables::ReadOptions &options);
    void showRead();

    QString m_text;
    app::tables::ReadTable m_read;
    QComboBox *m_delimiter = nullptr; // these are children
    QCheckBox *m_header = nullptr;
    QLabel *m_summary = nullptr;
    SourceModel *m_model = nullptr;
    QTableView *m_view = nullptr;
};

} // namespace polylogue::ui::tables
