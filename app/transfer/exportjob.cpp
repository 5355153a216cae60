// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/exportjob.h"

#include "app/transfer/attachmentfiles.h"
#include "app/transfer/exportwriters.h"
#include "app/transfer/ownform.h"

#include <QPromise>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using base::Error;
using base::Result;

namespace {

constexpr qint64 progressStep = 256; // messages

qint64 messagesOf(const ExportRequest &request)
{
    qint64 sum = 0;
    for (const store::WholeChat &chat : request.chats)
        sum += chat.messages.size();
    return sum;
}

//! In the form that sha256sum -c reads.
void writeSums(ExportOutput &output)
{
    QByteArray sums;
    for (const ExportedFile &file : output.files())
        sums += file.sha256.toHex() + "  " + file.name.toUtf8() + '\n';
    output.begin(ownform::SumsFile);
    output.write(sums);
    output.end();
}

void writeDocuments(const ExportContext &context)
{
    switch (context.request.format) {
    case ExportFormat::Markdown:
        writeMarkdown(context);
        break;
    case ExportFormat::Html:
        writeHtml(context);
        break;
    case ExportFormat::Json:
        writeJson(context);
        break;
    case ExportFormat::JsonLines:
        writeJsonLines(context);
        break;
    }
}

} // namespace

bool needsFolder(const ExportRequest &request)
{
    switch (request.format) {
    case ExportFormat::Json:
        return false;
    case ExportFormat::JsonLines:
        return true;
    case ExportFormat::Html:
        return request.chats.size() > 1;
    case ExportFormat::Markdown:
        break;
    }
    if (request.chats.size() > 1)
        return true;
    if (!request.options.attachments || request.chats.isEmpty())
        return false;
    const store::WholeChat excerpt =
        excerptOf(request.chats.first(), request.scope, request.selection);
    return !blobsOf(excerpt.messages).isEmpty();
}

QString fileSuffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Markdown:
        return u"md"_s;
    case ExportFormat::Html:
        return u"html"_s;
    case ExportFormat::Json:
        return u"json"_s;
    case ExportFormat::JsonLines:
        break;
    }
    return u"jsonl"_s;
}

QString titleOf(const store::WholeChat &chat, const ExportRequest &request)
{
    const QString title = chat.record.title.simplified();
    return title.isEmpty() ? request.words.untitled : title;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) : QString();
}

QByteArray readAttachment(const ExportContext &context, const NamedBlob &attachment)
{
    const Result<QByteArray> bytes = readBlob(context.blobs, attachment.blob);
    if (bytes)
        return *bytes;
    context.report.missing.append(attachment.fileName);
    return {};
}

Result<ExportReport> writeExport(const ExportRequest &request, const store::BlobStore &blobs,
                                 const std::function<bool(qint64 done)> &goesOn)
{
    ExportRequest excerpts = request;
    for (store::WholeChat &chat : excerpts.chats)
        chat = excerptOf(chat, request.scope, request.selection);
    const bool isFolder = needsFolder(excerpts);

    ExportOutput output(request.target,
                        isFolder ? ExportOutput::Form::Folder : ExportOutput::Form::File, goesOn);
    ExportReport report{.path = request.target,
                        .chats = static_cast<int>(excerpts.chats.size()),
                        .messages = messagesOf(excerpts)};
    writeDocuments({.request = excerpts, .blobs = blobs, .output = output, .report = report});
    if (isFolder)
        writeSums(output);
    output.commit();
    if (const base::Status status = output.status(); !status)
        return status.error();
    report.bytes = output.bytes();
    return report;
}

ExportJob::ExportJob(const ExportRequest &request, const store::BlobStore &blobs, QObject *parent)
    : QObject(parent)
    , m_isCancelled(std::make_shared<std::atomic_bool>(false))
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const Result<ExportReport> result = m_watcher.result();
        if (result)
            Q_EMIT completed(*result);
        else
            Q_EMIT failed(result.error());
    });
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this,
            [this, total = messagesOf(request)](int value) {
                Q_EMIT progressed(qMin(value * progressStep, total), total);
            });
    // Not the future's own cancelling: that would drop the result.
    m_watcher.setFuture(QtConcurrent::run(
        [request, blobs, isCancelled = m_isCancelled](QPromise<Result<ExportReport>> &promise) {
            promise.setProgressRange(0, static_cast<int>(messagesOf(request) / progressStep) + 1);
            promise.addResult(writeExport(request, blobs, [&](qint64 done) {
                promise.setProgressValue(static_cast<int>(done / progressStep));
                return !isCancelled->load();
            }));
        }));
}

ExportJob::~ExportJob()
{
    m_watcher.disconnect(this);
    cancel();
    m_watcher.waitForFinished();
}

void ExportJob::cancel()
{
    m_isCancelled->store(true);
}

} // namespace polylogue::app::transfer
