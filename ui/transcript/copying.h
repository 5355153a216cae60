// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/messageitem.h"
#include "ui/transcript/selection.h"

#include <QMimeData>

#include <functional>
#include <memory>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief A leaf of which a part is copied.
struct CopiedLeaf
{
    SelectableLeaf leaf = {};
    Selection::Range range = {};
};

//! \return what \a selection marks, leaf by leaf; what is not laid out is parsed for it.
std::vector<CopiedLeaf> copiedLeaves(const Selection &selection, const MessageColumn &column);

//! \return blocks a blank line apart, cells by tabs.
QString plainText(const std::vector<CopiedLeaf> &leaves);

//! \brief For the clipboard: plain text, HTML with inline styles, and Markdown.
std::unique_ptr<QMimeData> mimeDataOf(std::vector<CopiedLeaf> leaves);

//! \brief The same for what was written as Markdown; its plain text is its source.
std::unique_ptr<QMimeData> mimeDataOf(const QString &markdown);

} // namespace polylogue::ui::transcript
