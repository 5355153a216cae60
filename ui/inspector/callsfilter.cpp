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
    if (m_words.isEmpty())
        return true;
    const QString text = first.data(CallsModel::SearchRole).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace polylogue::ui::inspector
