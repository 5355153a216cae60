// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/pdfdecoder.h"

#include <QPainter>
#include <QPdfDocument>
#include <QPdfSelection>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr int sampledPages = 8;

bool hasLetters(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

} // namespace

PdfDecoder::PdfDecoder()
    : m_document(std::make_unique<QPdfDocument>())
{ }

PdfDecoder::~PdfDecoder() = default;

Decoded PdfDecoder::decode(QIODevice &device, const DecodeRequest &request)
{
    Decoded decoded{.header = {.mediaType = u"application/pdf"_s}};
    decoded.header.outcome = load(device, request.password);
    if (decoded.header.outcome != DecodeOutcome::Decoded)
        return decoded;
    decoded.header.pageCount = m_document->pageCount();

    switch (request.kind) {
    case DecodeRequest::Kind::Image:
    case DecodeRequest::Kind::Picture:
    case DecodeRequest::Kind::FileText:
        decoded.header.outcome = DecodeOutcome::NotSupported;
        break;
    case DecodeRequest::Kind::PdfInfo:
        decoded.header.hasText = hasText();
        break;
    case DecodeRequest::Kind::PdfPage:
        renderPage(decoded, request);
        break;
    case DecodeRequest::Kind::PdfText:
        readTexts(decoded, request.maximumCharacters);
        break;
    }
    return decoded;
}

DecodeOutcome PdfDecoder::load(QIODevice &device, const QString &password)
{
    m_document->setPassword(password);
    m_document->load(&device);
    switch (m_document->error()) {
    case QPdfDocument::Error::None:
        break;
    case QPdfDocument::Error::IncorrectPassword:
        return password.isEmpty() ? DecodeOutcome::PasswordNeeded : DecodeOutcome::WrongPassword;
    case QPdfDocument::Error::UnsupportedSecurityScheme:
        return DecodeOutcome::NotSupported;
    default:
        return DecodeOutcome::Damaged;
    }
    // A document that can be read and has no pages is Status::Error without an error.
    if (m_document->pageCount() <= 0)
        return DecodeOutcome::NoPages;
    return m_document->status() == QPdfDocument::Status::Ready ? DecodeOutcome::Decoded
                                                               : DecodeOutcome::Damaged;
}

//! Looks at pages spread over the whole document: a scan often has a typed cover.
bool PdfDecoder::hasText() const
{
    const int pages = m_document->pageCount();
    const int samples = std::min(pages, sampledPages);
    for (int i = 0; i < samples; ++i) {
        const auto page = int(qint64(i) * pages / samples);
        if (hasLetters(m_document->getAllText(page).text()))
            return true;
    }
    return false;
}

void PdfDecoder::readTexts(Decoded &decoded, int maximumCharacters) const
{
    QStringList texts;
    qsizetype left = maximumCharacters;
    bool isTextFound = false;
    for (int page = 0; page < m_document->pageCount(); ++page) {
        QString text = m_document->getAllText(page).text();
        isTextFound = isTextFound || hasLetters(text);
        if (text.size() > left) {
            text.truncate(left);
            decoded.header.isTruncated = true;
        }
        left -= text.size();
        texts.append(text);
        if (decoded.header.isTruncated)
            break;
    }
    decoded.header.hasText = isTextFound;
    decoded.text = encodePageTexts(texts);
}

void PdfDecoder::renderPage(Decoded &decoded, const DecodeRequest &request) const
{
    DecodeHeader &header = decoded.header;
    if (request.page >= m_document->pageCount()) {
        header.outcome = DecodeOutcome::NoPages;
        return;
    }
    const QSizeF points = m_document->pagePointSize(request.page);
    constexpr qreal maximumPoints = 1'000'000; // PDF 2.0 allows 14,400 and a unit for larger ones
    if (!(points.width() > 0 && points.width() < maximumPoints && points.height() > 0
          && points.height() < maximumPoints)) {
        header.outcome = DecodeOutcome::Damaged;
        return;
    }
    header.originalSize = points.toSize().expandedTo(QSize(1, 1));
    const QSize size = points.scaled(request.maximumSize, Qt::KeepAspectRatio)
                           .toSize()
                           .expandedTo(QSize(1, 1))
                           .boundedTo(request.maximumSize);
    if (qint64(size.width()) * size.height() * 4 > maximumPixelBytes) {
        header.outcome = DecodeOutcome::TooLarge;
        return;
    }
    const QImage page = m_document->render(request.page, size);
    if (page.isNull()) {
        header.outcome = DecodeOutcome::Damaged;
        return;
    }
    // What a page leaves blank is paper.
    decoded.image = QImage(size, QImage::Format_RGB32);
    decoded.image.fill(Qt::white);
    QPainter(&decoded.image).drawImage(0, 0, page);
}

} // namespace polylogue::app::attachments
