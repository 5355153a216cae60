// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSortFilterProxyModel>

namespace polylogue::ui::grid {

//! \brief The rows of a GridModel that are looked for.
class GridFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Show { All, Answered, Failed, NotAsExpected, Different, Waiting };

    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setShown(Show show);
    //! \brief Leaves the rows that have \a text in some cell.
    void setWords(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Show m_show = Show::All;
    QString m_words;
};

} // namespace polylogue::ui::grid
