// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace polylogue::app::attachments {

//! \brief The media type that a file's first bytes tell: image/png, image/jpeg, image/gif,
//!        image/webp, image/bmp, image/tiff, application/pdf; empty for anything else.
//! \param head the first 1,024 bytes (a PDF's header may stand anywhere in them)
QString mediaTypeOf(QByteArrayView head);

//! \return whether a request may carry it as it is: PNG, JPEG, GIF, WebP, PDF.
bool isSendable(QStringView mediaType);

} // namespace polylogue::app::attachments
