// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QIODevice;

namespace polylogue::app::attachments {

//! \brief Whether an image says more than its pixels: EXIF (camera, place), XMP, IPTC, comments.
//!
//! Sources: JPEG ITU-T T.81 Annex B and EXIF 2.3 4.5; PNG (third edition) 11.3; WebP RFC 9649 2.7;
//! GIF89a 24. A TIFF's tags are always taken for metadata.
bool hasMetadata(QIODevice &device, const QString &mediaType);

} // namespace polylogue::app::attachments
