// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodeprotocol.h"

#include <QByteArray>
#include <QImage>

namespace polylogue::app::attachments {

//! \brief What one decoder has to say: a header and, where it has pixels or text, one of both.
struct Decoded
{
    DecodeHeader header = {};
    QImage image = {};
    QByteArray text = {}; //!< encodePageTexts()
};

} // namespace polylogue::app::attachments
