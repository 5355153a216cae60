// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decoder/decoded.h"

class QIODevice;

namespace polylogue::app::attachments {

//! \brief Makes of the image that is \a device what can be sent of it (app/README.md, Pictures):
//!        the original, upright and without metadata, the fitted form where the original is beyond
//!        request.limits, and a small picture of at most request.maximumSize.
Decoded makePicture(QIODevice &device, const QString &mediaType, const DecodeRequest &request);

} // namespace polylogue::app::attachments
