// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/branch.h"

namespace polylogue::app::conversation {

qsizetype Branch::rowOf(const MessageId &id) const
{
    const auto found = m_places.constFind(id);
    return found == m_places.constEnd() ? -1 : *found - m_firstPlace;
}

void Branch::assign(const QList<MessageId> &ids)
{
    m_ids = ids;
    m_places.clear();
    m_places.reserve(m_ids.size());
    m_firstPlace = 0;
    renumber(0, m_ids.size());
}

void Branch::prepend(const QList<MessageId> &ids)
{
    m_ids = ids + m_ids;
    m_firstPlace -= ids.size();
    renumber(0, ids.size());
}

void Branch::insert(qsizetype row, const MessageId &id)
{
    const bool isNearBeginning = row < m_ids.size() - row;
    m_ids.insert(row, id);
    if (isNearBeginning) {
        --m_firstPlace; // the rows below keep their places
        renumber(0, row + 1);
    } else {
        renumber(row, m_ids.size());
    }
}

void Branch::remove(qsizetype firstRow, qsizetype lastRow)
{
    const qsizetype count = lastRow - firstRow + 1;
    if (count > m_ids.size() - count) { // the fewer rows that stay are found a place sooner
        assign(m_ids.first(firstRow) + m_ids.sliced(lastRow + 1));
        return;
    }
    for (qsizetype row = firstRow; row <= lastRow; ++row)
        m_places.remove(m_ids.at(row));
    m_ids.remove(firstRow, count);
    if (firstRow < m_ids.size() - firstRow) {
        m_firstPlace += count; // the rows below keep their places
        renumber(0, firstRow);
    } else {
        renumber(firstRow, m_ids.size());
    }
}

void Branch::renumber(qsizetype firstRow, qsizetype endRow)
{
    for (qsizetype row = firstRow; row < endRow; ++row)
        m_places.insert(m_ids.at(row), m_firstPlace + row);
}

} // namespace polylogue::app::conversation
