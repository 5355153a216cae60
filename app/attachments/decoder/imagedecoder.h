// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decoder/decoded.h"

class QIODevice;

namespace polylogue::app::attachments {

//! \brief Loads the plugin for \a mediaType, because later there is no loading.
//! \return false where this Qt has none.
bool preloadImageDecoder(const QString &mediaType);

//! \brief Decodes the one image, or the first frame, of \a device, which is random access.
//!
//! JPEG is scaled down while it is decoded and may be of any size; everything else is refused
//! before decoding where its pixels would take more than maximumPixelBytes.
Decoded decodeImage(QIODevice &device, const QString &mediaType, const DecodeRequest &request);

} // namespace polylogue::app::attachments
