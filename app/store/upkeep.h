// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatstore.h"
#include "app/store/writequeue.h"

#include <QTimer>

namespace polylogue::app::store {

//! \brief Looks after the open database beside the work, on connections of its own: checks it after
//!        an unclean end, makes a backup each day
//!        and removes attached files that nobody needs.
class Upkeep final : public QObject
{
    Q_OBJECT

public:
    explicit Upkeep(const QString &directory, QObject *parent = nullptr);

    //! \brief Whether the database is open for writing; nothing is begun while it is not.
    void setEnabled(bool isEnabled);
    //! \return whether a connection is open; see idle().
    bool isBusy() const { return m_isBusy; }
    //! \brief Checks the file as soon as may be.
    void check();
    //! \brief Makes a backup as soon as may be; \a done may be empty.
    void backUp(const Reply<Backup> &done);

Q_SIGNALS:
    void damaged(); //!< the check failed
    void backedUp(const polylogue::app::base::Status &status);
    void idle();

private:
    void beginNext();
    void runCheck();
    void runBackup();
    void finish();
    void backUpDaily();

    QString m_directory;
    //! What this program may have in memory only was stored, or used again, since then.
    const QDateTime m_startedAt = QDateTime::currentDateTimeUtc();
    QTimer m_timer;
    QList<Reply<Backup>> m_replies; // of the backup that is due
    bool m_isEnabled = false;
    bool m_isBusy = false;
    bool m_isCheckDue = false;
    bool m_isBackupDue = false;
};

} // namespace polylogue::app::store
