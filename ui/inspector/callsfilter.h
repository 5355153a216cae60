// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSortFilterProxyModel>

namespace polylogue::ui::inspector {

//! \brief Which calls of a CallsModel are shown.
class CallsFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CallsFilter(QObject *parent = nullptr);

    //! \param words each has to occur in a row
    //! \param purpose LedgerRow::purpose; empty for any
    void show(const QString &words, const QString &purpose, bool onlyFailed);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    QString m_purpose;
    bool m_onlyFailed = false;
};

} // namespace polylogue::ui::inspector
