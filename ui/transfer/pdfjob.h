// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "ui/transfer/paintjob.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QObject>
#include <QPdfWriter>
#include <QTimer>

namespace polylogue::ui::transfer {

//! \brief Writes chats as a PDF, in steps that leave the window free. Whole or not at all.
//!
//! Exactly one of completed() and failed(); destroying it is silent, and waits for a write.
class PdfJob final : public QObject
{
    Q_OBJECT

public:
    //! \param chats excerpts of one branch each
    //! \param target is replaced where it is there
    PdfJob(const QList<app::store::WholeChat> &chats, const app::transfer::ExportOptions &options,
           const app::store::BlobStore &blobs, const QString &target, QObject *parent = nullptr);
    ~PdfJob() override;

    void cancel();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    void completed(const polylogue::app::transfer::ExportReport &report);
    void failed(const polylogue::app::base::Error &error);

private:
    void write();

    QString m_target;
    app::transfer::ExportReport m_report;
    QBuffer m_buffer;
    QPdfWriter m_writer;
    PrintDocument m_document;
    PaintJob m_paint;
    QFutureWatcher<app::base::Status> m_written; // in another thread: a disk can be slow
};

} // namespace polylogue::ui::transfer
