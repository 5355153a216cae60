// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatreader.h"
#include "app/store/chatstore.h"
#include "app/store/upkeep.h"
#include "app/store/writequeue.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <variant>

namespace polylogue::app::store {

class Database;
struct OpenedStore;

//! \brief Something to be read at once.
struct ReadTask
{
    //! Gets the database, or why there is none; returns why it could not be read.
    std::function<base::Status(const base::Result<Database *> &)> read = {};
};

//! \brief A chat to be read slice by slice.
struct LoadTask
{
    ConversationId chat = {};
    Reply<conversation::LoadedMessages> part = {};
};

//! \brief The database is to be replaced: by a backup, or where that is empty by what can be
//! salvaged of it.
struct ReplaceTask
{
    QString backup = {};
    Reply<void> done = {};
};

using StoreTask = std::variant<WriteTask, ReadTask, LoadTask, ReplaceTask>;

//! \brief Does what ChatStore is asked for, in order, on the store's thread.
//!
//! Writes that wait are saved together. A long load goes on between other tasks, on a connection of
//! its own that sees the database as it was when the load began.
class StoreWorker final : public QObject
{
    Q_OBJECT

public:
    explicit StoreWorker(const QString &directory);
    ~StoreWorker() override;

    void open();
    //! \brief Saves what waits and closes the file; nothing is read any more.
    void close();
    void add(StoreTask task);
    void backUp(const Reply<Backup> &done);

Q_SIGNALS:
    void statusChanged(const polylogue::app::store::StoreStatus &status);
    void replaced();

private:
    struct Load;

    void adopt(OpenedStore opened);
    void closeFiles();
    void tellStatus();
    base::Error whyClosed() const;

    void schedule();
    void doNext();
    void save();
    void retry();
    void reopen();
    void read(const ReadTask &task);
    void continueLoad();
    base::Status beginLoad();
    void endLoad(const base::Error &error);
    void replace(const ReplaceTask &task);
    void salvage();

    QString m_directory;
    Upkeep m_upkeep;
    QTimer m_retryTimer;
    QElapsedTimer m_lastAttempt; // to save, that failed
    std::unique_ptr<Database> m_database;
    std::deque<StoreTask> m_tasks;
    std::deque<LoadTask> m_loads; // that wait for m_load
    std::unique_ptr<Load> m_load;
    WriteQueue m_writes;
    StoreStatus m_status;
    std::optional<base::Error> m_notice; // about the file or a backup
    std::optional<base::Error> m_saveError;
    bool m_isScheduled = false;
    bool m_wasSalvaged = false; // once for each run: a bad disk would go on for ever
};

} // namespace polylogue::app::store
