// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/change.h"

#include <QList>

#include <functional>
#include <optional>

namespace polylogue::app::store {

class Database;

template <typename T> using Reply = std::function<void(const base::Result<T> &)>;

//! \brief Changes to be saved all or none.
struct WriteTask
{
    QList<Change> changes = {};
    Reply<void> done = {}; //!< empty once it was called
};

//! \brief What waits to be saved, in order.
class WriteQueue final
{
public:
    struct Outcome
    {
        base::Status status = {}; //!< why the rest still waits
        std::optional<base::Error> refused = {}; //!< of a write that can never be saved
        bool hasEmptiedTrash = false;
    };

    void add(WriteTask write) { m_writes.append(std::move(write)); }
    bool isEmpty() const { return m_writes.isEmpty(); }
    int changeCount() const;

    //! \brief Saves as much as possible, all in one transaction where that succeeds, and tells each
    //!        write that is saved or refused.
    Outcome save(Database &database);
    //! \brief Tells those who were told nothing yet why their write waits.
    void tellWaiting(const base::Error &error);

private:
    base::Status saveTogether(Database &database, QList<base::Status> &results);
    void finishFirst(const base::Status &result, Outcome &outcome);

    QList<WriteTask> m_writes;
};

} // namespace polylogue::app::store
