// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/importjob.h"

#include "app/transfer/importreader.h"

#include <QPromise>
#include <QtConcurrent>

namespace polylogue::app::transfer {

using base::Result;

Result<ImportedChats> readImport(const QString &path, const store::BlobStore &blobs,
                                 const std::function<bool(qint64 done, qint64 total)> &goesOn)
{
    QString document;
    const Result<std::unique_ptr<ImportFiles>> files = openImport(path, document);
    if (!files)
        return files.error();
    return ImportReader(**files, blobs, goesOn).read(document);
}

ImportJob::ImportJob(const QString &path, const store::BlobStore &blobs, QObject *parent)
    : QObject(parent)
    , m_isCancelled(std::make_shared<std::atomic_bool>(false))
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const Result<ImportedChats> result = m_watcher.result();
        if (result)
            Q_EMIT completed(*result);
        else
            Q_EMIT failed(result.error());
    });
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &ImportJob::progressed);
    // Not the future's own cancelling: that would drop the result.
    m_watcher.setFuture(QtConcurrent::run(
        [path, blobs, isCancelled = m_isCancelled](QPromise<Result<ImportedChats>> &promise) {
            promise.setProgressRange(0, 100);
            promise.addResult(readImport(path, blobs, [&](qint64 done, qint64 total) {
                if (total > 0)
                    promise.setProgressValue(static_cast<int>(100 * done / total));
                return !isCancelled->load();
            }));
        }));
}

ImportJob::~ImportJob()
{
    m_watcher.disconnect(this);
    cancel();
    m_watcher.waitForFinished();
}

void ImportJob::cancel()
{
    m_isCancelled->store(true);
}

} // namespace polylogue::app::transfer
