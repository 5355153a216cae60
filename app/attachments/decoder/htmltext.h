// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::app::attachments {

//! \return whether \a text begins as a page does: with a doctype or its html element.
bool isHtml(const QString &text);

//! \brief What a reader sees of a page: no scripts and styles, a line for each block, items of
//! lists
//!        with a dash, cells of tables set apart by bars, links with their targets behind them.
QString textOfHtml(const QString &html);

} // namespace polylogue::app::attachments
