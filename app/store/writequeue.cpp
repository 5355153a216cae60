// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/writequeue.h"

#include "app/store/applychange.h"
#include "app/store/backups.h"
#include "app/store/database.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

//! \return whether saving fails for a reason in the change itself: it would fail again.
bool isRefusal(const base::Error &error)
{
    static const QStringList codes = {u"SQLITE_CONSTRAINT"_s, u"SQLITE_MISMATCH"_s,
                                      u"SQLITE_TOOBIG"_s,     u"SQLITE_ERROR"_s,
                                      u"SQLITE_MISUSE"_s,     u"SQLITE_RANGE"_s};
    return error.kind != base::ErrorKind::Disk || codes.contains(error.code);
}

bool emptiesTrash(const WriteTask &write)
{
    return std::any_of(write.changes.begin(), write.changes.end(), [](const Change &change) {
        return std::holds_alternative<EmptyTrash>(change);
    });
}

base::Status apply(Database &database, const WriteTask &write)
{
    for (const Change &change : write.changes) {
        if (base::Status applied = applyChange(database, change); !applied)
            return applied;
    }
    return emptiesTrash(write) ? noteEmptiedTrash(database) : base::Status();
}

void tell(WriteTask &write, const base::Status &status)
{
    if (const Reply<void> done = std::exchange(write.done, {}))
        done(status);
}

} // namespace

int WriteQueue::changeCount() const
{
    qsizetype count = 0;
    for (const WriteTask &write : m_writes)
        count += write.changes.size();
    return static_cast<int>(count);
}

WriteQueue::Outcome WriteQueue::save(Database &database)
{
    Outcome outcome;
    QList<base::Status> results;
    base::Status saved = saveTogether(database, results);
    if (saved) {
        for (const base::Status &result : std::as_const(results))
            finishFirst(result, outcome);
        return outcome;
    }
    if (saved.error().code == "SQLITE_BUSY"_L1) {
        outcome.status = saved;
        return outcome;
    }
    // Alone what is small may still fit, and what is wrong holds up nothing else.
    while (!m_writes.isEmpty()) {
        saved = database.transaction([&] { return apply(database, m_writes.first()); });
        if (!saved && !isRefusal(saved.error())) {
            outcome.status = saved;
            return outcome;
        }
        finishFirst(saved, outcome);
    }
    return outcome;
}

base::Status WriteQueue::saveTogether(Database &database, QList<base::Status> &results)
{
    return database.transaction([&]() -> base::Status {
        for (const WriteTask &write : std::as_const(m_writes)) {
            if (base::Status begun = database.run(u"SAVEPOINT one_write"_s); !begun)
                return begun;
            const base::Status applied = apply(database, write);
            if (!applied && !isRefusal(applied.error()))
                return applied;
            if (!applied) {
                if (base::Status undone = database.run(u"ROLLBACK TO one_write"_s); !undone)
                    return undone;
            }
            if (base::Status ended = database.run(u"RELEASE one_write"_s); !ended)
                return ended;
            results.append(applied);
        }
        return {};
    });
}

void WriteQueue::finishFirst(const base::Status &result, Outcome &outcome)
{
    WriteTask write = m_writes.takeFirst();
    if (!result)
        outcome.refused = result.error();
    else
        outcome.hasEmptiedTrash = outcome.hasEmptiedTrash || emptiesTrash(write);
    tell(write, result);
}

void WriteQueue::tellWaiting(const base::Error &error)
{
    for (WriteTask &write : m_writes)
        tell(write, error);
}

} // namespace polylogue::app::store
