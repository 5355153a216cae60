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
    m_ids.insert(row, id);
    renumber(row, m_ids.size());
}

void Branch::remove(qsizetype firstRow, qsizetype lastRow)
{
    for (qsizetype row = firstRow; row <= lastRow; ++row)
        m_places.remove(m_ids.at(row));
    m_ids.remove(firstRow, lastRow - firstRow + 1);
    renumber(firstRow, m_ids.size());
}

void Branch::renumber(qsizetype firstRow, qsizetype endRow)
{
    for (qsizetype row = firstRow; row < endRow; ++row)
        m_places.insert(m_ids.at(row), m_firstPlace + row);
}

} // namespace polylogue::app::conversation
