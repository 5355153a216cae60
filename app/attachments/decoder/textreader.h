// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decoder/decoded.h"

class QIODevice;

namespace polylogue::app::attachments {

//! \brief Loads what reading text needs, because later there is no loading.
void preloadTextReader();

//! \brief Reads \a device, which is random access, as text: an office document, a message, a page,
//! or
//!        a text file. Decoded::text holds what it was read out of and the text, as
//!        encodePageTexts() does.
Decoded readText(QIODevice &device, const DecodeRequest &request);

} // namespace polylogue::app::attachments
