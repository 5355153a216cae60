// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/messageitem.h"
#include "ui/transcript/selection.h"

#include <QMimeData>

#include <memory>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief What a selection marks; its forms are made when they are asked for, also when the
//!        conversation is gone.
class CopiedText
{
public:
    CopiedText(const Selection &selection, const MessageColumn &column);

    QString plainText() const; //!< blocks a blank line apart, cells by tabs
    QString html() const; //!< with inline styles
    QString markdown() const;

private:
    struct Row
    {
        qsizetype number = 0;
        SelectableMessage message = {};
    };
    //! \brief A leaf of which a part is copied.
    struct Leaf
    {
        SelectableLeaf leaf = {};
        Selection::Range range = {};
    };

    std::vector<Leaf> leavesOf(const Row &row) const;
    QString plainTextOf(const Row &row) const;
    QList<markdown::Block> blocks() const;

    Selection m_selection;
    std::vector<Row> m_rows;
};

//! \brief For the clipboard: plain text, HTML and Markdown.
std::unique_ptr<QMimeData> mimeDataOf(CopiedText text);

//! \brief The same of what was written as Markdown; its plain text is its source.
std::unique_ptr<QMimeData> mimeDataOf(const QString &markdown);

} // namespace polylogue::ui::transcript
