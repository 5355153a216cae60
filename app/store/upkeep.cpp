// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/upkeep.h"

#include "app/store/backups.h"
#include "app/store/blobsweep.h"
#include "app/store/storefile.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace polylogue::app::store {

namespace {

constexpr auto quietStart = 10s; // for nothing but what the user waits for
constexpr auto dayCheck = 1h; // how often is looked whether a new day has begun

bool isFileSound(const QString &directory)
{
    const auto database = Database::open(storePath(directory), Database::Mode::ReadWrite);
    const auto sound = database ? isSound(**database) : base::Result<bool>(database.error());
    // What cannot be told now is told by whoever reads or writes next.
    return sound.value_or(true);
}

QDateTime dayAgo()
{
    return QDateTime::currentDateTimeUtc().addDays(-1);
}

//! Files are swept where a backup is made: then it is known what all of them need.
base::Result<Backup> backUpAndSweep(const QString &directory, const QDateTime &before)
{
    base::Result<Backup> backup = makeBackup(directory, QDate::currentDate());
    if (backup) {
        // What cannot be removed is tried again with the next one.
        const base::Status swept = sweepBlobs(directory, before);
        Q_UNUSED(swept);
    }
    return backup;
}

} // namespace

Upkeep::Upkeep(const QString &directory, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Upkeep::backUpDaily);
}

void Upkeep::setEnabled(bool isEnabled)
{
    m_isEnabled = isEnabled;
    if (!isEnabled)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(quietStart);
    beginNext();
}

void Upkeep::check()
{
    m_isCheckDue = true;
    beginNext();
}

void Upkeep::backUp(const Reply<Backup> &done)
{
    if (done)
        m_replies.append(done);
    m_isBackupDue = true;
    beginNext();
}

void Upkeep::backUpDaily()
{
    m_timer.start(dayCheck);
    if (!hasBackupOf(m_directory, QDate::currentDate()))
        backUp({});
}

void Upkeep::beginNext()
{
    if (m_isBusy || !m_isEnabled)
        return;
    if (m_isCheckDue)
        runCheck();
    else if (m_isBackupDue)
        runBackup();
}

void Upkeep::runCheck()
{
    m_isBusy = true;
    m_isCheckDue = false;
    auto *watcher = new QFutureWatcher<bool>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (!watcher->result())
            Q_EMIT damaged();
        finish();
    });
    watcher->setFuture(QtConcurrent::run(isFileSound, m_directory));
}

void Upkeep::runBackup()
{
    m_isBusy = true;
    m_isBackupDue = false;
    auto *watcher = new QFutureWatcher<base::Result<Backup>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, replies = std::exchange(m_replies, {})] {
                watcher->deleteLater();
                const base::Result<Backup> backup = watcher->result();
                Q_EMIT backedUp(backup ? base::Status() : base::Status(backup.error()));
                for (const Reply<Backup> &done : replies)
                    done(backup);
                finish();
            });
    watcher->setFuture(QtConcurrent::run(backUpAndSweep, m_directory, qMin(m_startedAt, dayAgo())));
}

void Upkeep::finish()
{
    m_isBusy = false;
    Q_EMIT idle();
    beginNext();
}

} // namespace polylogue::app::store
