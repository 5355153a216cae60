// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/blobstore.h"
#include "app/store/chatrecord.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace polylogue::app::transfer {

//! \brief A conversation, or one of its messages, that could not be read.
struct ImportProblem
{
    QString document = {}; //!< the file's name
    int conversation = 0; //!< which of all, from 1; 0: before the first
    base::Error error = {};

    bool operator==(const ImportProblem &) const = default;
};

//! \brief What came of an import.
struct ImportReport
{
    int found = 0; //!< conversations
    int read = 0; //!< of them
    qsizetype messages = 0;
    int missingAttachments = 0; //!< not there, or of a kind that we do not take
    QList<ImportProblem> problems = {}; //!< the first 100

    bool operator==(const ImportReport &) const = default;
};

struct ImportedChats
{
    QList<store::WholeChat> chats = {};
    ImportReport report = {};

    bool operator==(const ImportedChats &) const = default;
};

//! \brief Reads any of the forms of app/transfer/README.md; blocks on the disk. Attachments go to
//!        \a blobs, nothing else is written.
//! \param goesOn is told after each block how many bytes were read, and of how many; false cancels
//! \return ErrorKind::File where the file as a whole is none that we read: type "json", "zip",
//!         "encrypted", "zip_bomb", "unknown_form", "newer", "nothing_found" or those of
//!         openRegularFile(); ErrorKind::TooLarge; ErrorKind::Disk; ErrorKind::Cancelled.
base::Result<ImportedChats>
readImport(const QString &path, const store::BlobStore &blobs,
           const std::function<bool(qint64 done, qint64 total)> &goesOn);

//! \brief An import in another thread. Exactly one of completed() and failed(); destroying it
//!        cancels silently.
class ImportJob final : public QObject
{
    Q_OBJECT

public:
    ImportJob(const QString &path, const store::BlobStore &blobs, QObject *parent = nullptr);
    ~ImportJob() override;

    void cancel();

Q_SIGNALS:
    void progressed(int percent);
    void completed(const polylogue::app::transfer::ImportedChats &imported);
    void failed(const polylogue::app::base::Error &error);

private:
    std::shared_ptr<std::atomic_bool> m_isCancelled; // shared with the work in the other thread
    QFutureWatcher<base::Result<ImportedChats>> m_watcher;
};

} // namespace polylogue::app::transfer
