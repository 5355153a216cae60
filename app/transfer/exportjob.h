// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/blobstore.h"
#include "app/transfer/exportrequest.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace polylogue::app::transfer {

//! \brief Writes an export, whole or not at all; blocks on the disk.
//! \param goesOn is told after each message how many are done; false cancels
//! \return ErrorKind::Disk (type "exists" where a folder is in the way, "not_as_written" where it
//!         reads back otherwise) or ErrorKind::Cancelled; what was there before stays then.
base::Result<ExportReport> writeExport(const ExportRequest &request, const store::BlobStore &blobs,
                                       const std::function<bool(qint64 done)> &goesOn);

//! \brief An export in another thread. Exactly one of completed() and failed(); destroying it
//! cancels silently and
//!        waits until nothing half-made is left.
class ExportJob final : public QObject
{
    Q_OBJECT

public:
    ExportJob(const ExportRequest &request, const store::BlobStore &blobs,
              QObject *parent = nullptr);
    ~ExportJob() override;

    void cancel();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total); //!< messages, a few times a second
    void completed(const polylogue::app::transfer::ExportReport &report);
    void failed(const polylogue::app::base::Error &error);

private:
    std::shared_ptr<std::atomic_bool> m_isCancelled; // shared with the work in the other thread
    QFutureWatcher<base::Result<ExportReport>> m_watcher;
};

} // namespace polylogue::app::transfer
