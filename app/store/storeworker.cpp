// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storeworker.h"

#include "app/store/backups.h"
#include "app/store/blobstore.h"
#include "app/store/emptytrash.h"
#include "app/store/messagereader.h"
#include "app/store/storefile.h"

#include <QFileInfo>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::store {

namespace {

using Mode = StoreStatus::Mode;

constexpr std::chrono::milliseconds retryInterval = 10s;
// Another program is soon done. Nor is more often tried with each new write: all that waits is
// written again each time.
constexpr std::chrono::milliseconds shortRetryInterval = 1s;

//! \return whether SQLite may have lost the file itself, not only the room in it.
bool isFileLost(const base::Error &error)
{
    static const QStringList codes = {u"SQLITE_IOERR"_s, u"SQLITE_READONLY"_s, u"SQLITE_CANTOPEN"_s,
                                      u"SQLITE_NOTADB"_s};
    return codes.contains(error.code);
}

} // namespace

//! \brief A chat that is being read.
struct StoreWorker::Load
{
    LoadTask task = {};
    std::unique_ptr<Database> database = {}; // outlives the reader
    std::unique_ptr<MessageReader> reader = {};
};

StoreWorker::StoreWorker(const QString &directory)
    : m_directory(directory)
    , m_upkeep(directory, this)
    , m_retryTimer(this)
{
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &StoreWorker::retry);
    connect(&m_upkeep, &Upkeep::damaged, this, &StoreWorker::salvage);
    connect(&m_upkeep, &Upkeep::idle, this, &StoreWorker::schedule);
    connect(&m_upkeep, &Upkeep::backedUp, this, [this](const base::Status &status) {
        if (!status) {
            m_notice = status.error();
            tellStatus();
        }
    });
}

StoreWorker::~StoreWorker() = default;

void StoreWorker::open()
{
    adopt(openStore(m_directory));
}

void StoreWorker::adopt(OpenedStore opened)
{
    m_database = std::move(opened.database);
    m_status.mode = opened.mode;
    m_notice = opened.error;
    m_lastAttempt.invalidate();
    if (opened.mode == Mode::Ready) {
        // Others hold the lock for moments. What waits longer is told and tried again: reading goes
        // on, and the end of the program does not wait for them.
        if (base::Status set = m_database->run(u"PRAGMA busy_timeout=1000"_s); !set)
            m_notice = set.error();
        if (!opened.wasEndedCleanly)
            m_upkeep.check();
    } else if (opened.mode == Mode::Unusable) {
        m_retryTimer.start(retryInterval);
    }
    m_upkeep.setEnabled(opened.mode == Mode::Ready);
    tellStatus();
}

void StoreWorker::closeFiles()
{
    if (m_load)
        endLoad({.kind = base::ErrorKind::Cancelled});
    m_database.reset();
    m_upkeep.setEnabled(false);
}

void StoreWorker::close()
{
    for (StoreTask &task : m_tasks) {
        if (auto *write = std::get_if<WriteTask>(&task))
            m_writes.add(std::move(*write));
    }
    m_tasks.clear();
    m_loads.clear();
    retry();
    // Now that no chat is open, nobody can come to use a file again. What cannot be removed is
    // tried again the next time.
    if (m_status.mode == Mode::Ready) {
        const base::Status removed =
            removeUnusedBlobs(*m_database, BlobStore(m_directory + "/blobs"_L1));
        Q_UNUSED(removed);
    }
    m_retryTimer.stop();
    closeFiles();
}

void StoreWorker::add(StoreTask task)
{
    m_tasks.push_back(std::move(task));
    schedule();
}

void StoreWorker::backUp(const Reply<Backup> &done)
{
    if (m_status.mode == Mode::Ready)
        m_upkeep.backUp(done);
    else
        done(whyClosed());
}

void StoreWorker::tellStatus()
{
    m_status.error = m_saveError ? m_saveError : m_notice;
    m_status.unsaved = m_saveError ? m_writes.changeCount() : 0;
    Q_EMIT statusChanged(m_status);
}

base::Error StoreWorker::whyClosed() const
{
    return m_notice.value_or(base::Error{.kind = base::ErrorKind::Disk,
                                         .code = u"SQLITE_CANTOPEN"_s,
                                         .subject = storePath(m_directory)});
}

void StoreWorker::schedule()
{
    if (m_isScheduled)
        return;
    m_isScheduled = true;
    QMetaObject::invokeMethod(this, &StoreWorker::doNext, Qt::QueuedConnection);
}

void StoreWorker::doNext()
{
    m_isScheduled = false;
    bool hasWrites = false;
    while (!m_tasks.empty() && std::holds_alternative<WriteTask>(m_tasks.front())) {
        m_writes.add(std::get<WriteTask>(std::move(m_tasks.front())));
        m_tasks.pop_front();
        hasWrites = true;
    }
    if (hasWrites) {
        save();
    } else if (!m_tasks.empty()) {
        // SQLite knows its log by the file's name: no other connection may be open when that is
        // given to another file. Upkeep::idle() comes.
        if (std::holds_alternative<ReplaceTask>(m_tasks.front()) && m_upkeep.isBusy())
            return;
        const StoreTask task = std::move(m_tasks.front());
        m_tasks.pop_front();
        if (const auto *load = std::get_if<LoadTask>(&task))
            m_loads.push_back(*load);
        else if (const auto *replacement = std::get_if<ReplaceTask>(&task))
            replace(*replacement);
        else
            read(std::get<ReadTask>(task));
    }
    continueLoad();
    if (!m_tasks.empty() || m_load || !m_loads.empty())
        schedule();
}

void StoreWorker::save()
{
    if (m_writes.isEmpty())
        return;
    if (m_saveError && m_lastAttempt.isValid()
        && !m_lastAttempt.hasExpired(shortRetryInterval.count())) {
        m_writes.tellWaiting(*m_saveError);
        m_retryTimer.start(qMin(m_retryTimer.remainingTimeAsDuration(), shortRetryInterval));
        tellStatus();
        return;
    }
    WriteQueue::Outcome outcome;
    if (m_status.mode == Mode::Ready)
        outcome = m_writes.save(*m_database);
    else
        outcome.status = whyClosed();
    if (outcome.refused)
        m_notice = outcome.refused;
    if (outcome.hasEmptiedTrash) {
        // What was deleted is in the log until that begins anew, and in the backups.
        if (base::Status truncated = m_database->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
            !truncated)
            m_notice = truncated.error();
        m_upkeep.backUp({});
    }
    const bool hadError = m_saveError.has_value();
    m_saveError.reset();
    if (!outcome.status) {
        m_saveError = outcome.status.error();
        m_lastAttempt.start();
        m_writes.tellWaiting(*m_saveError);
        if (isCorrupt(*m_saveError))
            m_upkeep.check();
        const bool isBusy = m_saveError->code == "SQLITE_BUSY"_L1;
        m_retryTimer.start(isBusy ? shortRetryInterval : retryInterval);
    }
    if (hadError || m_saveError || outcome.refused)
        tellStatus();
}

void StoreWorker::retry()
{
    m_lastAttempt.invalidate();
    if (m_status.mode != Mode::Ready || (m_saveError && isFileLost(*m_saveError)))
        reopen();
    save();
}

void StoreWorker::reopen()
{
    if (m_upkeep.isBusy() || m_status.mode == Mode::NewerSchema)
        return;
    // Where the file is gone for now (a disk that was taken away), an empty one is no replacement.
    if (m_status.mode != Mode::Unusable && !QFileInfo::exists(storePath(m_directory)))
        return;
    const bool wasUnusable = m_status.mode == Mode::Unusable;
    closeFiles();
    adopt(openStore(m_directory));
    if (wasUnusable && m_database)
        Q_EMIT replaced();
}

void StoreWorker::read(const ReadTask &task)
{
    const base::Status status = m_database ? task.read(m_database.get()) : task.read(whyClosed());
    if (!status && isCorrupt(status.error()))
        m_upkeep.check();
}

void StoreWorker::continueLoad()
{
    if (!m_load && m_loads.empty())
        return;
    if (!m_load) {
        if (base::Status begun = beginLoad(); !begun) {
            endLoad(begun.error());
            return;
        }
    }
    const auto part = m_load->reader->next();
    if (!part) {
        if (isCorrupt(part.error()))
            m_upkeep.check();
        endLoad(part.error());
        return;
    }
    m_load->task.part(part);
    if (part->isLast)
        m_load.reset();
}

base::Status StoreWorker::beginLoad()
{
    m_load = std::make_unique<Load>();
    m_load->task = std::move(m_loads.front());
    m_loads.pop_front();
    if (!m_database)
        return whyClosed();
    // A file that is gone (a disk that was taken away) is not to be replaced by an empty one.
    if (!QFileInfo::exists(storePath(m_directory)))
        return base::Error{.kind = base::ErrorKind::Disk,
                           .code = u"SQLITE_CANTOPEN"_s,
                           .subject = storePath(m_directory)};
    auto opened = Database::open(storePath(m_directory),
                                 m_status.mode == Mode::Ready ? Database::Mode::ReadWrite
                                                              : Database::Mode::ReadOnly);
    if (!opened)
        return opened.error();
    m_load->database = std::move(*opened);
    if (base::Status begun = m_load->database->run(u"BEGIN"_s); !begun)
        return begun;
    m_load->reader = std::make_unique<MessageReader>(*m_load->database, m_load->task.chat);
    return {};
}

void StoreWorker::endLoad(const base::Error &error)
{
    m_load->task.part(error);
    m_load.reset();
}

void StoreWorker::replace(const ReplaceTask &task)
{
    base::Status done;
    if (!task.backup.isEmpty())
        done = prepareBackup(m_directory, task.backup);
    if (done) {
        const bool wasWhole = m_status.mode == Mode::Ready;
        closeFiles();
        if (task.backup.isEmpty()) {
            m_wasSalvaged = true;
            adopt(openSalvaged(m_directory));
        } else {
            const auto kept = replaceStore(m_directory, wasWhole ? u"replaced"_s : u"damaged"_s);
            if (!kept)
                done = kept.error();
            adopt(openStore(m_directory));
        }
        Q_EMIT replaced();
        save();
    }
    if (task.done)
        task.done(done);
}

void StoreWorker::salvage()
{
    if (m_status.mode != Mode::Ready)
        return;
    if (m_wasSalvaged) {
        m_notice = base::Error{.kind = base::ErrorKind::Disk,
                               .type = u"damaged"_s,
                               .code = u"SQLITE_CORRUPT"_s,
                               .subject = storePath(m_directory)};
        tellStatus();
        return;
    }
    m_tasks.push_front(ReplaceTask{});
    schedule();
}

} // namespace polylogue::app::store
