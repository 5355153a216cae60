// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

namespace polylogue::ui::transfer {

//! \return an answer's blocks for the pages that app/transfer writes, whose style sheet knows the
//!         classes "leaf", "quote" and "mark". All text is escaped; only addresses of https, http
//!         and mailto are links. Thread-safe.
QString toHtml(const QList<markdown::Block> &blocks);

//! \brief The same for Markdown.
QString markdownToHtml(const QString &markdown);

} // namespace polylogue::ui::transfer
