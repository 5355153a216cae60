// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/textfilesjob.h"

#include "app/attachments/decodejob.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using attachments::DecodeJob;
using attachments::DecodeRequest;
using attachments::DecodeResult;
using base::Error;
using base::ErrorKind;
using base::Result;
using embeddings::TextFile;

namespace {

constexpr int mostCharacters = 20'000'000; // of a document

//! What needs no decoder.
struct Listed
{
    QStringList paths = {};
    QList<TextFile> files = {}; //!< one for each path; those of documents are still empty
    QList<UnreadFile> unread = {};
};

Result<Listed> listed(const QString &path, const std::atomic_bool &isGone)
{
    Listed list;
    const bool isFolder = QFileInfo(path).isDir();
    const auto paths = isFolder ? embeddings::textFilesBelow(path) : Result<QStringList>({path});
    if (!paths)
        return paths.error();
    const QDir folder(isFolder ? path : QFileInfo(path).path());
    for (const QString &each : *paths) {
        if (isGone)
            break;
        TextFile file{.name = folder.relativeFilePath(each)};
        if (!embeddings::isPdfName(each)) {
            if (const auto text = embeddings::readTextFile(each))
                file.pages = {*text};
            else
                list.unread.append(UnreadFile{.name = file.name, .error = text.error()});
        }
        list.paths.append(each);
        list.files.append(file);
    }
    return list;
}

} // namespace

class TextFilesJob::Private
{
public:
    Private(TextFilesJob &owner, const QString &wanted)
        : job(owner)
        , path(wanted)
    {
        connect(&listing, &QFutureWatcher<Result<Listed>>::finished, &job, [this] {
            const Result<Listed> result = listing.result();
            if (!result) {
                Q_EMIT job.failed(result.error());
                return;
            }
            list = *result;
            readNext();
        });
    }

    //! The next document; what is no document was read before.
    void readNext()
    {
        while (at < list.paths.size() && !embeddings::isPdfName(list.paths.at(at)))
            ++at;
        if (at == list.paths.size()) {
            end();
            return;
        }
        Q_EMIT job.progressed(at, list.paths.size());
        decoding = std::make_unique<DecodeJob>(DecodeRequest{.kind = DecodeRequest::Kind::PdfText,
                                                             .path = list.paths.at(at),
                                                             .maximumCharacters = mostCharacters});
        connect(decoding.get(), &DecodeJob::finished, &job, [this](const DecodeResult &result) {
            take(result);
            ++at;
            readNext();
        });
        connect(decoding.get(), &DecodeJob::failed, &job, [this](const Error &error) {
            note(error);
            ++at;
            readNext();
        });
    }

    void take(const DecodeResult &result)
    {
        const bool isBlank = std::ranges::all_of(
            result.pageTexts, [](const QString &page) { return page.trimmed().isEmpty(); });
        if (isBlank) {
            note({.kind = ErrorKind::File, .type = u"no_text"_s});
            return;
        }
        list.files[at].pages = result.pageTexts;
        if (result.isTruncated)
            note({.kind = ErrorKind::File, .type = u"truncated"_s});
    }

    void note(const Error &error)
    {
        list.unread.append(UnreadFile{.name = list.files.at(at).name, .error = error});
    }

    void end()
    {
        list.files.removeIf([](const TextFile &file) { return file.pages.isEmpty(); });
        if (!list.files.isEmpty()) {
            Q_EMIT job.finished(list.files, list.unread);
            return;
        }
        Error error = list.unread.constFirst().error;
        error.subject = list.unread.constFirst().name;
        Q_EMIT job.failed(error);
    }

    TextFilesJob &job;
    QString path;
    std::atomic_bool isGone = false;
    QFutureWatcher<Result<Listed>> listing;
    Listed list;
    qsizetype at = 0; // of the list
    std::unique_ptr<DecodeJob> decoding;
};

TextFilesJob::TextFilesJob(const QString &path, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, path))
{
    QTimer::singleShot(0, this, [this] {
        d->listing.setFuture(QtConcurrent::run([this] { return listed(d->path, d->isGone); }));
    });
}

TextFilesJob::~TextFilesJob()
{
    d->isGone = true;
    d->listing.waitForFinished();
}

} // namespace polylogue::app::session
