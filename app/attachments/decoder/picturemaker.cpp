// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/picturemaker.h"

#include "app/attachments/decoder/imagedecoder.h"

#include <QBuffer>
#include <QImageWriter>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

const auto jpegType = u"image/jpeg"_s;
const auto pngType = u"image/png"_s;
constexpr int bestQuality = 92;
constexpr int worstQuality = 62;
constexpr int qualityStep = 15;
constexpr int quickCompression = 30; // Qt counts backwards; zlib's level 6 takes twice as long
//! What is written anew as PNG takes time by its pixels; no model looks at more.
constexpr QSize largestLossless(4096, 4096);

struct Encoded
{
    QString mediaType = {};
    QByteArray bytes = {};
};

Encoded encoded(const QImage &image, const QString &mediaType, int quality)
{
    Encoded file{.mediaType = mediaType};
    QBuffer buffer(&file.bytes);
    QImageWriter writer(&buffer, mediaType == jpegType ? "jpeg" : "png");
    if (mediaType == jpegType)
        writer.setQuality(quality);
    else
        writer.setCompression(quickCompression);
    if (!writer.write(image))
        file.bytes.clear();
    return file;
}

//! Writes and reads images of one source.
class PictureMaker final
{
public:
    PictureMaker(QIODevice &device, const QString &mediaType, const DecodeRequest &request)
        : m_mediaType(mediaType)
        , m_request(request)
        , m_decoder(device, mediaType)
    {
        m_decoded.header.mediaType = mediaType;
    }

    Decoded make()
    {
        DecodeHeader &header = m_decoded.header;
        header.outcome = m_decoder.open();
        if (header.outcome != DecodeOutcome::Decoded)
            return m_decoded;
        header.originalSize = m_decoder.size();
        const bool staysAsItIs = m_request.limits.mayHaveMetadata && isSentAsItIs();
        header.hasMetadata = m_decoder.layout().hasMetadata && !staysAsItIs;
        const QSize edge(m_request.limits.longestEdge, m_request.limits.longestEdge);
        m_fittedSize = m_decoder.decodable(scaledDown(m_decoder.size(), edge));
        if (m_fittedSize.isEmpty())
            header.outcome = DecodeOutcome::TooLarge;
        else if (!m_decoder.layout().isWhole)
            header.outcome = DecodeOutcome::Damaged; // cut off
        if (header.outcome != DecodeOutcome::Decoded)
            return m_decoded;
        if (isSentAsItIs())
            makeOfFile();
        else
            makeOfPixels();
        if (header.outcome == DecodeOutcome::Decoded)
            m_decoded.image = small(m_decoded.image);
        return m_decoded;
    }

private:
    bool isTooLong() const { return m_fittedSize != m_decoder.size(); }

    //! Whether the file, without its metadata, is the picture that is sent.
    bool isSentAsItIs() const
    {
        const ImageLayout &layout = m_decoder.layout();
        return !layout.kept.isEmpty() && !layout.isAnimated && !layout.isForPrint
            && m_decoder.isUprightAsStored();
    }

    QImage small(const QImage &image) const
    {
        const QSize size = scaledDown(image.size(), m_request.maximumSize);
        return size == image.size()
            ? image
            : image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }

    //! \return false, with the reason in the header, where it cannot be decoded.
    bool decode(const QSize &size)
    {
        if (!m_decoder.canDecode(size)) {
            m_decoded.header.outcome = DecodeOutcome::TooLarge;
            return false;
        }
        m_decoded.image = m_decoder.decode(size);
        if (m_decoded.image.isNull())
            m_decoded.header.outcome = DecodeOutcome::Damaged;
        return !m_decoded.image.isNull();
    }

    void makeOfFile()
    {
        const ImageLayout &layout = m_decoder.layout();
        const bool isFitted = isTooLong() || layout.keptSize() > m_request.limits.bytes;
        if (!decode(isFitted ? m_fittedSize
                             : scaledDown(m_decoder.size(), 2 * m_request.maximumSize)))
            return;
        m_decoded.files.append({.form = PictureFile::Form::Original,
                                .mediaType = m_mediaType,
                                .pixelSize = m_decoder.size()});
        if (m_decoded.header.hasMetadata)
            m_decoded.cleaned = layout;
        if (isFitted)
            addFitted();
    }

    void makeOfPixels()
    {
        const bool isWhole = m_decoder.canDecode(m_decoder.size())
            && (isLossy() || m_decoder.size() == scaledDown(m_decoder.size(), largestLossless));
        if (!decode(isWhole ? m_decoder.size() : m_fittedSize))
            return;
        if (isWhole) {
            const Encoded original = encoded(m_decoded.image, preferredType(), bestQuality);
            add(PictureFile::Form::Original, original, m_decoder.size());
            if (!isTooLong() && original.bytes.size() <= m_request.limits.bytes)
                return;
            if (isTooLong())
                m_decoded.image = m_decoded.image.scaled(m_fittedSize, Qt::IgnoreAspectRatio,
                                                         Qt::SmoothTransformation);
        }
        addFitted();
    }

    bool isLossy() const { return m_mediaType == jpegType; }

    QString preferredType() const
    {
        return isLossy() && !m_decoded.image.hasAlphaChannel() ? jpegType : pngType;
    }

    //! As good as the limit allows: JPEG where PNG is too large, smaller where both are.
    void addFitted()
    {
        QImage image = m_decoded.image;
        const qint64 limit = m_request.limits.bytes;
        Encoded file = encoded(image, preferredType(), bestQuality);
        while (file.bytes.size() > limit) {
            if (!image.hasAlphaChannel()) {
                for (int quality = bestQuality;
                     quality >= worstQuality && file.bytes.size() > limit; quality -= qualityStep)
                    file = encoded(image, jpegType, quality);
            }
            if (file.bytes.size() <= limit)
                break;
            const QSize smaller = image.size() * 3 / 4;
            if (smaller.isEmpty())
                break;
            image = image.scaled(smaller, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            file = encoded(image, preferredType(), bestQuality);
        }
        add(PictureFile::Form::Fitted, file, image.size());
    }

    void add(PictureFile::Form form, const Encoded &file, const QSize &size)
    {
        if (file.bytes.isEmpty()) {
            m_decoded.header.outcome = DecodeOutcome::TooLarge; // no memory to write it
            return;
        }
        m_decoded.files.append(
            {.form = form, .mediaType = file.mediaType, .pixelSize = size, .bytes = file.bytes});
    }

    const QString m_mediaType;
    const DecodeRequest m_request;
    ImageDecoder m_decoder;
    QSize m_fittedSize = {};
    Decoded m_decoded = {};
};

} // namespace

Decoded makePicture(QIODevice &device, const QString &mediaType, const DecodeRequest &request)
{
    return PictureMaker(device, mediaType, request).make();
}

} // namespace polylogue::app::attachments
