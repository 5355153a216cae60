// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodeprotocol.h"
#include "app/attachments/decoder/imagelayout.h"

#include <QByteArray>
#include <QImage>

namespace polylogue::app::attachments {

//! \brief What one decoder has to say: a header and, where it has pixels or text, one of both; of a
//!        picture also the files that it can be sent as.
struct Decoded
{
    DecodeHeader header = {};
    QImage image = {};
    QByteArray text = {}; //!< encodePageTexts()
    QList<PictureFile> files = {};
    //! The original without its metadata, to be copied out of the file it came in: its bytes stand
    //! before those of \a files.
    std::optional<ImageLayout> cleaned = {};
};

} // namespace polylogue::app::attachments
