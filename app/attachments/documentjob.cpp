// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/documentjob.h"

#include "app/attachments/decodeprotocol.h"
#include "app/attachments/delivery.h"
#include "app/attachments/pagejob.h"

#include <QFileInfo>
#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

using conversation::DocumentPart;
using conversation::Rung;

namespace {

constexpr int recognitionSide = 2600; // pixels; letters need 300 a inch to be told apart

// What is kept of the text: one byte, 'a' for all of it and 's' for shortened, and the pages.
const QString textName = u"text-1"_s;

QString nameOf(Rung rung, int page)
{
    return rung == Rung::PageImages ? u"page-%1-%2.jpg"_s.arg(page + 1).arg(pageImageSide)
                                    : u"recognized-%1"_s.arg(page + 1);
}

QList<int> chosenPages(const DocumentPart &document)
{
    // A range that makes no sense names nothing less than all.
    const auto chosen = pagesOf(document.delivery.pages, document.pageCount);
    return chosen ? *chosen : *pagesOf({}, document.pageCount);
}

std::optional<PageImage> keptImage(const DocumentPart &document, int page,
                                   const Documents &documents)
{
    const QByteArray &sha256 = document.blob.sha256;
    const QString name = nameOf(Rung::PageImages, page);
    const QString path = documents.cachePath(sha256, name);
    if (const QFileInfo file(path); !path.isEmpty() && file.isFile() && file.size() > 0)
        return PageImage{.page = page, .path = path, .size = file.size()};
    const QByteArray bytes = documents.kept(sha256, name);
    if (bytes.isEmpty())
        return {};
    return PageImage{.page = page, .bytes = bytes, .size = bytes.size()};
}

std::optional<DocumentContent> keptText(const DocumentPart &document, const Documents &documents)
{
    const QByteArray bytes = documents.kept(document.blob.sha256, textName);
    const auto texts =
        bytes.isEmpty() ? std::nullopt : decodePageTexts(QByteArrayView(bytes).sliced(1));
    if (!texts)
        return {};
    DocumentContent content{.isShortened = bytes.front() == 's'};
    for (const int page : chosenPages(document)) {
        if (page < texts->size())
            content.texts.append({page, texts->at(page)});
    }
    return content;
}

} // namespace

std::optional<DocumentContent> keptContent(const DocumentPart &document, Rung rung,
                                           const Documents &documents)
{
    if (rung == Rung::Text)
        return keptText(document, documents);
    DocumentContent content;
    for (const int page : chosenPages(document)) {
        if (rung == Rung::PageImages) {
            const auto image = keptImage(document, page, documents);
            if (!image)
                return {};
            content.images.append(*image);
        } else {
            const QByteArray text = documents.kept(document.blob.sha256, nameOf(rung, page));
            if (text.isEmpty())
                return {};
            content.texts.append({page, QString::fromUtf8(text).trimmed()});
        }
    }
    return content;
}

DocumentJob::DocumentJob(const DocumentPart &document, Rung rung, Documents &documents,
                         QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_rung(rung)
    , m_documents(documents)
{
    QTimer::singleShot(0, this, &DocumentJob::start);
}

DocumentJob::~DocumentJob() = default;

void DocumentJob::start()
{
    if (keptContent(m_document, m_rung, m_documents)) {
        complete();
        return;
    }
    if (m_documents.path(m_document.blob).isEmpty()) {
        fail({.kind = base::ErrorKind::File, .type = u"blob_missing"_s});
        return;
    }
    if (m_rung == Rung::Text)
        readTexts();
    else
        startPages();
}

DecodeRequest DocumentJob::request(DecodeRequest::Kind kind) const
{
    const int side = m_rung == Rung::RecognizedText ? recognitionSide : pageImageSide;
    return {.kind = kind,
            .path = m_documents.path(m_document.blob),
            .maximumSize = QSize(side, side),
            .maximumCharacters = maximumDocumentCharacters,
            .password = m_documents.password(m_document.blob.sha256)};
}

void DocumentJob::readTexts()
{
    m_reading = std::make_unique<DecodeJob>(request(DecodeRequest::Kind::PdfText));
    connect(m_reading.get(), &DecodeJob::finished, this, &DocumentJob::takeTexts);
    connect(m_reading.get(), &DecodeJob::failed, this, &DocumentJob::fail);
}

void DocumentJob::takeTexts(const DecodeResult &result)
{
    m_documents.keep(m_document.blob.sha256, textName,
                     (result.isTruncated ? "s"_ba : "a"_ba) + encodePageTexts(result.pageTexts));
    complete();
}

void DocumentJob::startPages()
{
    for (const int page : chosenPages(m_document)) {
        ++m_total;
        const QString name = nameOf(m_rung, page);
        const bool isKept = m_rung == Rung::PageImages
            ? keptImage(m_document, page, m_documents).has_value()
            : !m_documents.kept(m_document.blob.sha256, name).isEmpty();
        if (!isKept)
            m_waiting.append(page);
    }
    Q_EMIT progressed(m_total - int(m_waiting.size()), m_total);
    while (!m_waiting.isEmpty() && int(m_pages.size()) < QThread::idealThreadCount())
        startPage(m_waiting.takeFirst());
}

void DocumentJob::startPage(int page)
{
    const QByteArray sha256 = m_document.blob.sha256;
    const QString name = nameOf(m_rung, page);
    DecodeRequest wanted = request(DecodeRequest::Kind::PdfPage);
    wanted.page = page;
    auto job = std::make_unique<PageJob>(
        wanted,
        m_rung == Rung::PageImages ? PageJob::Result::Image : PageJob::Result::RecognizedText,
        m_documents.cachePath(sha256, name));
    connect(job.get(), &PageJob::imageMade, this,
            [this, sha256, name, page](const QByteArray &jpeg) {
                m_documents.keepUnlessWritten(sha256, name, jpeg);
                onPageMade(page);
            });
    connect(job.get(), &PageJob::textRead, this, [this, sha256, name, page](const QString &text) {
        // Never empty, so that a blank page is known to be one.
        m_documents.keep(sha256, name, text.toUtf8() + '\n');
        onPageMade(page);
    });
    connect(job.get(), &PageJob::failed, this, &DocumentJob::fail);
    m_pages.emplace(page, std::move(job));
}

void DocumentJob::onPageMade(int page)
{
    const auto made = m_pages.extract(page); // is in its signal still
    if (!m_waiting.isEmpty())
        startPage(m_waiting.takeFirst());
    const int left = int(m_pages.size()) + int(m_waiting.size());
    made.mapped().release()->deleteLater();
    if (left == 0)
        complete();
    else
        Q_EMIT progressed(m_total - left, m_total);
}

void DocumentJob::complete()
{
    const auto content = keptContent(m_document, m_rung, m_documents);
    if (content)
        Q_EMIT finished(*content);
    else // written a moment ago, and gone
        fail({.kind = base::ErrorKind::Disk, .subject = m_document.fileName});
}

void DocumentJob::fail(const base::Error &error)
{
    m_waiting.clear();
    for (auto &[page, job] : m_pages) {
        job->disconnect(this);
        job.release()->deleteLater(); // one of them is in its signal still
    }
    m_pages.clear();
    base::Error named = error;
    if (named.kind == base::ErrorKind::File)
        named.subject = m_document.fileName; // a blob's name means nothing to anybody
    Q_EMIT failed(named);
}

} // namespace polylogue::app::attachments
