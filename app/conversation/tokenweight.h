// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/contentpart.h"

#include <QString>

namespace polylogue::app::conversation {

//! \brief Estimates tokens of \a text: about four bytes of UTF-8 each, fewer for other scripts.
qint64 estimatedTokens(const QString &text);

//! \brief Of an image: 1,000 looked at closely or not known how, 85 for a quick look. Servers
//! differ
//!        from that by a factor of two either way.
qint64 estimatedTokens(ImageDetail detail);

//! \brief Of a document's pages: 1,500 each.
qint64 estimatedTokensOfPages(int count);

} // namespace polylogue::app::conversation
