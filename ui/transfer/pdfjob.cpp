// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/pdfjob.h"

#include "app/base/newfile.h"

#include <QFileInfo>
#include <QLocale>
#include <QPageSize>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::base::Error;
using app::base::NewFile;
using app::base::Status;

namespace {

constexpr int Resolution = 1'200;
constexpr qreal Margin = 18; // millimetres

QPdfWriter &prepared(QPdfWriter &writer)
{
    const bool isLetter = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    writer.setPageLayout(
        QPageLayout(QPageSize(isLetter ? QPageSize::Letter : QPageSize::A4), QPageLayout::Portrait,
                    QMarginsF(Margin, Margin, Margin, Margin), QPageLayout::Millimeter));
    writer.setResolution(Resolution);
    writer.setCreator(u"Polylogue"_s);
    return writer;
}

Status writeFile(const QString &target, const QByteArray &bytes)
{
    NewFile file(QFileInfo(target).absolutePath());
    if (const Status opened = file.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    if (const Status written = file.write(bytes); !written)
        return written;
    if (const Status verified = file.verify(); !verified)
        return verified;
    return file.keepAs(QFileInfo(target).absoluteFilePath());
}

app::transfer::ExportReport reportOf(const QList<app::store::WholeChat> &chats,
                                     const QString &target)
{
    app::transfer::ExportReport report{.path = target, .chats = static_cast<int>(chats.size())};
    for (const app::store::WholeChat &chat : chats)
        report.messages += chat.messages.size();
    return report;
}

} // namespace

PdfJob::PdfJob(const QList<app::store::WholeChat> &chats,
               const app::transfer::ExportOptions &options, const app::store::BlobStore &blobs,
               const QString &target, QObject *parent)
    : QObject(parent)
    , m_target(target)
    , m_report(reportOf(chats, target))
    , m_writer(&m_buffer)
    , m_document(chats, options, blobs, paintableSize(prepared(m_writer)))
    , m_paint(m_document, m_writer)
{
    if (!chats.isEmpty())
        m_writer.setTitle(chats.constFirst().record.title);
    m_buffer.open(QIODevice::WriteOnly);
    connect(&m_paint, &PaintJob::progressed, this, &PdfJob::progressed);
    connect(&m_paint, &PaintJob::ended, this, &PdfJob::write);
}

PdfJob::~PdfJob()
{
    m_written.disconnect(this);
    m_written.waitForFinished();
}

void PdfJob::cancel()
{
    if (!m_paint.isRunning())
        return;
    m_paint.cancel();
    Q_EMIT failed(Error{.kind = app::base::ErrorKind::Cancelled});
}

void PdfJob::write()
{
    m_report.bytes = m_buffer.size();
    connect(&m_written, &QFutureWatcherBase::finished, this, [this] {
        if (const Status written = m_written.result(); written)
            Q_EMIT completed(m_report);
        else
            Q_EMIT failed(written.error());
    });
    m_written.setFuture(QtConcurrent::run(writeFile, m_target, m_buffer.data()));
}

} // namespace polylogue::ui::transfer
