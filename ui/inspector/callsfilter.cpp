// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/callsfilter.h"

#include "ui/inspector/callsmodel.h"

#include <algorithm>

namespace polylogue::ui::inspector {

CallsFilter::CallsFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(CallsModel::SortRole);
}

void CallsFilter::show(const QString &words, const QString &purpose, bool onlyFailed)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    m_purpose = purpose;
    m_onlyFailed = onlyFailed;
    invalidateRowsFilter();
}

bool CallsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex first = sourceModel()->index(row, 0, parent);
    if (!m_purpose.isEmpty() && first.data(CallsModel::PurposeRole).toString() != m_purpose)
        return false;
    if (m_onlyFailed && !first.data(CallsModel::FailedRole).toBool())
        return false;
    return std::ranges::all_of(m_words, [&](const QString &word) {
        for (int column = 0; column < CallsModel::Columns; ++column) {
            const QString cell = first.siblingAtColumn(column).data().toString();
            if (cell.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return first.data(Qt::AccessibleDescriptionRole)
            .toString()
            .contains(word, Qt::CaseInsensitive);
    });
}

} // namespace polylogue::ui::inspector
