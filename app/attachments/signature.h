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

//! \return why bytes that no picture or PDF begins with are no text and no office document either,
//!         as Error::type: "heic", "old_office", "archive", "audio_video", "not_supported"; empty
//!         where they may be.
QString refusalOf(QByteArrayView head);

//! \return whether a file of that name should not be plain text: what is, is an error page or the
//!         like that was saved under it.
bool isNamedAsBinary(const QString &fileName);

//! \return whether a request may carry it as it is: PNG, JPEG, GIF, WebP, PDF.
bool isSendable(QStringView mediaType);

} // namespace polylogue::app::attachments
