// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/importattachments.h"

#include "app/attachments/attachmentjob.h"
#include "app/attachments/signature.h"
#include "app/transfer/ownform.h"

#include <QCryptographicHash>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using attachments::maximumAttachmentSize;
using conversation::BlobRef;
using conversation::ContentPart;

namespace {

QByteArray sha256Of(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

BlobRef *blobOf(ContentPart &part)
{
    if (auto *image = std::get_if<conversation::ImagePart>(&part))
        return &image->blob;
    if (auto *document = std::get_if<conversation::DocumentPart>(&part))
        return &document->blob;
    if (auto *file = std::get_if<conversation::TextFilePart>(&part))
        return &file->blob;
    return nullptr;
}

//! Of what our own exports hold; empty for what cannot be sent.
QString ownMediaTypeOf(const QByteArray &bytes)
{
    const QString mediaType = attachments::mediaTypeOf(bytes.first(qMin(bytes.size(), 1024)));
    if (attachments::isSendable(mediaType))
        return mediaType;
    const bool isText = mediaType.isEmpty() && !bytes.contains('\0') && bytes.isValidUtf8();
    return isText ? u"text/plain"_s : QString();
}

} // namespace

ImportAttachments::ImportAttachments(const ImportFiles &files, const store::BlobStore &blobs)
    : m_files(files)
    , m_blobs(blobs)
{
    for (const QString &path : files.names())
        m_paths.insert(path.section(u'/', -1), path);
}

QString ImportAttachments::pathOf(const QString &beginning) const
{
    const auto found = m_paths.lowerBound(beginning);
    const bool isThere =
        !beginning.isEmpty() && found != m_paths.cend() && found.key().startsWith(beginning);
    return isThere ? found.value() : QString();
}

std::optional<BlobRef> ImportAttachments::store(const QByteArray &bytes, const QString &mediaType)
{
    if (mediaType.isEmpty() || bytes.size() > maximumAttachmentSize)
        return {};
    const base::Result<BlobRef> blob = m_blobs.put(bytes, mediaType);
    if (!blob) {
        m_diskError = blob.error();
        return {};
    }
    return *blob;
}

std::optional<ContentPart> ImportAttachments::take(const QByteArray &bytes, const QString &fileName,
                                                   const QSize &pixelSize)
{
    const QString mediaType = attachments::mediaTypeOf(bytes.first(qMin(bytes.size(), 1024)));
    const std::optional<BlobRef> blob =
        attachments::isSendable(mediaType) ? store(bytes, mediaType) : std::optional<BlobRef>();
    if (!blob) {
        ++m_missing;
        return {};
    }
    if (blob->mediaType == "application/pdf"_L1)
        return conversation::DocumentPart{.blob = *blob, .fileName = fileName};
    return conversation::ImagePart{.blob = *blob, .fileName = fileName, .pixelSize = pixelSize};
}

std::optional<ContentPart> ImportAttachments::takeDataUri(const QString &uri,
                                                          const QString &fileName)
{
    constexpr auto Marker = ";base64,"_L1;
    const qsizetype marker = uri.left(200).indexOf(Marker);
    if (!uri.startsWith("data:"_L1) || marker < 0) {
        ++m_missing; // an address is never fetched
        return {};
    }
    return take(QByteArray::fromBase64(uri.sliced(marker + Marker.size()).toLatin1()), fileName);
}

std::optional<ContentPart> ImportAttachments::takeNamed(const QString &beginning,
                                                        const QString &fileName,
                                                        const QSize &pixelSize)
{
    if (const QString path = pathOf(beginning); !path.isEmpty()) {
        const base::Result<QByteArray> bytes = readWhole(m_files, path, maximumAttachmentSize);
        if (bytes)
            return take(*bytes, fileName.isEmpty() ? path.section(u'/', -1) : fileName, pixelSize);
    }
    ++m_missing;
    return {};
}

void ImportAttachments::takeOwn(const QByteArray &sha256, const QByteArray &bytes)
{
    const std::optional<BlobRef> blob =
        sha256Of(bytes) == sha256 ? store(bytes, ownMediaTypeOf(bytes)) : std::optional<BlobRef>();
    if (blob)
        m_own.insert(sha256, *blob);
    else
        ++m_missing;
}

std::optional<BlobRef> ImportAttachments::findOwn(const QByteArray &sha256)
{
    if (const auto known = m_own.constFind(sha256); known != m_own.cend())
        return *known;
    const QString path = pathOf(QString::fromLatin1(sha256.toHex()) + u'.');
    if (!sha256.isEmpty() && path.contains(ownform::AttachmentsFolder)) {
        const base::Result<QByteArray> bytes = readWhole(m_files, path, maximumAttachmentSize);
        if (bytes)
            takeOwn(sha256, *bytes);
    }
    if (!m_own.contains(sha256))
        return {};
    return m_own.value(sha256);
}

void ImportAttachments::complete(conversation::Message &message)
{
    for (ContentPart &part : message.content) {
        BlobRef *blob = blobOf(part);
        if (!blob)
            continue;
        if (const std::optional<BlobRef> stored = findOwn(blob->sha256))
            *blob = *stored;
        else if (m_blobs.path(*blob).isEmpty())
            ++m_missing;
        // Not counted where it is missing: the form that is sent is there.
        auto *image = std::get_if<conversation::ImagePart>(&part);
        if (image && image->otherForm) {
            BlobRef &other = image->otherForm->blob;
            other = findOwn(other.sha256).value_or(other);
        }
    }
}

} // namespace polylogue::app::transfer
