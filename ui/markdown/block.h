// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QFlags>
#include <QList>
#include <QString>

#include <optional>

namespace polylogue::ui::markdown {

enum class InlineFormat {
    Strong = 1,
    Emphasis = 2,
    Code = 4,
    Strike = 8,
    Link = 16, //!< InlineRun::target is where it leads
    Image = 32, //!< a picture that is only named, never fetched: always a Link as well
    Math = 64, //!< a formula with its delimiters; formulaOf() takes them off
};
Q_DECLARE_FLAGS(InlineFormats, InlineFormat)
Q_DECLARE_OPERATORS_FOR_FLAGS(InlineFormats)

//! \brief A stretch of text that is not plain.
struct InlineRun
{
    int start = 0;
    int length = 0;
    InlineFormats formats = {};
    QString target = {}; //!< as written, unchecked

    bool operator==(const InlineRun &) const = default;
};

//! \brief Text with its formatted stretches, in order, without overlaps.
struct InlineText
{
    QString text = {}; //!< hard line breaks are U+2028
    QList<InlineRun> runs = {};

    bool operator==(const InlineText &) const = default;
};

enum class BlockKind { Paragraph, Heading, Code, Math, Table, Rule };

//! \brief What stands before the first block of a list item.
struct ListMark
{
    bool isOrdered = false;
    unsigned number = 0; //!< ordered lists only
    QChar delimiter = u'.'; //!< behind the number: '.' or ')'
    std::optional<bool> isDone = {}; //!< task lists only

    bool operator==(const ListMark &) const = default;
};

enum class CellAlignment { Default, Left, Center, Right };

//! \brief Cells row by row; the first row is the header.
struct Table
{
    QList<CellAlignment> alignments = {}; //!< one for each column
    QList<InlineText> cells = {};

    qsizetype columns() const { return alignments.size(); }
    qsizetype rows() const { return columns() > 0 ? cells.size() / columns() : 0; }
    bool operator==(const Table &) const = default;
};

//! \brief One leaf of a document. There is no tree: lists and quotes are decoration of leaves.
struct Block
{
    BlockKind kind = BlockKind::Paragraph;
    int headingLevel = 0; //!< 1 to 6, headings only
    int quoteDepth = 0;
    int listDepth = 0;
    std::optional<ListMark> mark = {}; //!< first block of a list item only
    bool isTight = false; //!< stands close to the block before
    //! Begins text that is shown as it stands because a limit of parser.h was hit.
    bool isUnformatted = false;
    InlineText content =
        {}; //!< paragraph, heading, formula; the text of code, without its last newline
    QString language = {}; //!< code only: the first word behind the fence
    Table table = {};

    bool operator==(const Block &) const = default;
};

//! \return what a reader would copy: cells separated by tabs, rows and hard breaks by newlines.
QString plainText(const Block &block);

//! \return "•", "☐", "☑" or "3."
QString markText(const ListMark &mark);

QDebug operator<<(QDebug debug, const InlineText &text);
QDebug operator<<(QDebug debug, const Block &block);

} // namespace polylogue::ui::markdown
