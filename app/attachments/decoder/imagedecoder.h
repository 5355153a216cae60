// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decoder/decoded.h"

#include <QImageIOHandler>

class QIODevice;

namespace polylogue::app::attachments {

//! \brief Loads the plugins for \a mediaType and for what pictures are written as, because later
//!        there is no loading.
//! \return false where this Qt has none.
bool preloadImageDecoder(const QString &mediaType);

//! \brief An image that can be decoded, and what that takes.
class ImageDecoder final
{
public:
    //! \param device random access, outlives this
    ImageDecoder(QIODevice &device, const QString &mediaType);

    //! \brief Reads the header. \return Decoded, or why there is nothing to decode.
    DecodeOutcome open();

    QSize size() const { return m_size; } //!< upright
    const ImageLayout &layout() const { return m_layout; }
    bool isUprightAsStored() const
    {
        return m_transformation == QImageIOHandler::TransformationNone;
    }

    //! \return \a wanted where decoding to that takes no more memory than there is: for the pixels
    //!         as they are in the file, those that are handed over, and what the format needs. Of a
    //!         progressive JPEG that is too large for that, an eighth; else an empty size.
    QSize decodable(const QSize &wanted) const;
    bool canDecode(const QSize &wanted) const { return decodable(wanted) == wanted; }
    //! \return the image, or its first frame, upright in sRGB, 32 bits a pixel; null where it is
    //!         damaged. \pre canDecode(wanted)
    QImage decode(const QSize &wanted);

private:
    bool fitsIntoMemory(const QSize &wanted) const;
    QSize eighth() const; // empty where it cannot be read alone

    QIODevice &m_device;
    QString m_mediaType;
    ImageLayout m_layout = {};
    QSize m_size = {};
    QImage::Format m_format = QImage::Format_Invalid;
    QImageIOHandler::Transformations m_transformation = QImageIOHandler::TransformationNone;
};

//! \brief \a size scaled down into \a maximum: never up, and never to nothing.
QSize scaledDown(const QSize &size, const QSize &maximum);

//! \brief Decodes the one image, or the first frame, of \a device, which is random access.
//!
//! JPEG is scaled down while it is decoded and may be of any size; everything else is refused
//! before decoding where its pixels would take more than maximumPixelBytes.
Decoded decodeImage(QIODevice &device, const QString &mediaType, const DecodeRequest &request);

} // namespace polylogue::app::attachments
