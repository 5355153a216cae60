// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

class QIODevice;

namespace polylogue::app::attachments {

//! \brief A piece of a file, in bytes.
struct FileRange
{
    qint64 begin = 0;
    qint64 size = 0;

    bool operator==(const FileRange &) const = default;
};

//! \brief What an image file is made of, without a look at its pixels.
struct ImageLayout
{
    //! What is left of the file without its metadata, in order; the pixels are the same. Empty
    //! where the format has to be written anew for that.
    QList<FileRange> kept = {};
    bool hasMetadata = false; //!< it says more than its pixels: EXIF (camera, place), XMP, comments
    bool isWhole = true; //!< it goes on to where it says that it ends
    int orientation = 1; //!< EXIF's, 1 to 8; of JPEG and TIFF Qt tells it
    bool isAnimated = false;
    bool isForPrint = false; //!< CMYK, which many viewers show in wrong colours
    qint64 decoderMemory = 0; //!< bytes that decoding takes besides the pixels it makes
    bool isProgressive = false; //!< a JPEG in Huffman's code whose pixels come in several scans

    qint64 keptSize() const;
};

//! \brief Reads the layout of \a device, which is random access.
//!
//! Kept are what pixels and their colours need: of JPEG all but APP1, APP2 without a colour
//! profile, APP3 to APP13, APP15, comments and what follows the end; of PNG the critical chunks and
//! those about colour, transparency and resolution; of WebP all but EXIF and XMP.
//!
//! Sources: JPEG ITU-T T.81 Annex B and EXIF 2.3 4.5; PNG (third edition) 11.3; WebP RFC 9649 2.7;
//! GIF89a 24. A TIFF's tags are always taken for metadata.
ImageLayout imageLayout(QIODevice &device, const QString &mediaType);

//! \brief Writes what \a layout keeps: whatever of a WebP's header said that there is metadata is
//!        put right.
//! \return false where \a from cannot be read or \a to not be written.
bool copyKept(const ImageLayout &layout, const QString &mediaType, QIODevice &from, QIODevice &to);

} // namespace polylogue::app::attachments
