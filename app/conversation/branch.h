// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

#include <QHash>
#include <QList>

namespace polylogue::app::conversation {

//! \brief The rows of a branch: finds the row of a message, grows at both ends without going
//! through
//!        what is there.
class Branch
{
public:
    qsizetype size() const { return m_ids.size(); }
    bool isEmpty() const { return m_ids.isEmpty(); }
    const QList<MessageId> &ids() const { return m_ids; }
    const MessageId &at(qsizetype row) const { return m_ids.at(row); }
    //! \return the last message; null where there is none.
    MessageId end() const { return m_ids.isEmpty() ? MessageId{} : m_ids.constLast(); }
    //! \return the row of \a id; -1 where it is not in the branch.
    qsizetype rowOf(const MessageId &id) const;

    void assign(const QList<MessageId> &ids);
    void prepend(const QList<MessageId> &ids);
    void insert(qsizetype row, const MessageId &id);
    void remove(qsizetype firstRow, qsizetype lastRow);
    void clear() { assign({}); }

private:
    void renumber(qsizetype firstRow, qsizetype endRow);

    QList<MessageId> m_ids;
    QHash<MessageId, qsizetype> m_places; // row + m_firstPlace
    qsizetype m_firstPlace = 0; // sinks when rows are prepended, so that places stay
};

} // namespace polylogue::app::conversation
