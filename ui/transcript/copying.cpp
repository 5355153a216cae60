// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/copying.h"

#include "ui/markdown/blockwriter.h"
#include "ui/markdown/parser.h"
#include "ui/transcript/coderows.h"
#include "ui/transcript/latemimedata.h"
#include "ui/transcript/messagecolumn.h"
#include "ui/transcript/style.h"

#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transcript {

namespace {

constexpr auto Plain = "text/plain"_L1;
constexpr auto Html = "text/html"_L1;
constexpr auto Markdown = "text/markdown"_L1;

//! Colours of the light theme: what is pasted mostly stands on white.
QString codeHtml(const markdown::Block &block)
{
    const theme::Tokens colours = theme::tokensFor(false);
    const CodeRows rows(block.content.text, block.language, 0);
    QString html;
    for (qsizetype row = 0; row < rows.count(); ++row) {
        const QString line = rows.text().sliced(rows.at(row).start, rows.at(row).length);
        qsizetype at = 0;
        for (const code::Token &token : rows.tokensOf(row)) {
            html += line.sliced(at, token.start - at).toHtmlEscaped() + u"<span style=\"color: "_s
                + codeColour(token.kind, colours).name() + u"\">"_s
                + line.sliced(token.start, token.length).toHtmlEscaped() + u"</span>"_s;
            at = token.start + token.length;
        }
        html += line.sliced(at).toHtmlEscaped();
        if (rows.at(row).endsLine && row + 1 < rows.count())
            html += u'\n';
    }
    return html;
}

QList<markdown::Block> blocksOf(const std::vector<CopiedLeaf> &leaves)
{
    QList<markdown::Block> blocks;
    for (const CopiedLeaf &copied : leaves)
        blocks += markdown::clipped(copied.leaf.block, copied.range.start, copied.range.end);
    return blocks;
}

} // namespace

std::vector<CopiedLeaf> copiedLeaves(const Selection &selection, const MessageColumn &column)
{
    std::vector<CopiedLeaf> leaves;
    if (selection.isEmpty())
        return leaves;
    // Most of a long conversation is not near: its messages are parsed, beside each other.
    const qsizetype first = selection.start().row;
    const qsizetype last = std::min(selection.end().row, column.count() - 1);
    struct Row
    {
        qsizetype number = 0;
        std::vector<SelectableLeaf> leaves = {};
    };
    std::vector<Row> rows(static_cast<size_t>(std::max<qsizetype>(0, last - first + 1)));
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].number = first + static_cast<qsizetype>(i);
    QtConcurrent::blockingMap(
        rows, [&column](Row &row) { row.leaves = column.selectableLeaves(row.number); });
    for (Row &row : rows) {
        for (SelectableLeaf &leaf : row.leaves) {
            const auto length = static_cast<int>(leaf.text.size());
            const auto range = selection.rangeIn(row.number, leaf.key, length);
            const bool isBlankLineWithin = length == 0 && leaf.isTight && !leaves.empty()
                && selection.end() > TextPosition{row.number, leaf.key, 0};
            if (range.start != range.end || isBlankLineWithin)
                leaves.push_back({std::move(leaf), range});
        }
    }
    return leaves;
}

QString plainText(const std::vector<CopiedLeaf> &leaves)
{
    qsizetype characters = 0;
    for (const auto &[leaf, range] : leaves)
        characters += range.end - range.start + leaf.mark.size() + 2;
    QString text;
    text.reserve(characters);
    for (const auto &[leaf, range] : leaves) {
        const bool isContinued = leaf.isTight && leaf.key.index > 0;
        if (!text.isEmpty())
            text += isContinued ? u"\n"_s : u"\n\n"_s;
        if (range.start == 0)
            text += leaf.mark;
        text += QStringView(leaf.text).sliced(range.start, range.end - range.start);
    }
    return text;
}

std::unique_ptr<QMimeData> mimeDataOf(std::vector<CopiedLeaf> leaves)
{
    auto data = std::make_unique<LateMimeData>();
    const auto shared = std::make_shared<const std::vector<CopiedLeaf>>(std::move(leaves));
    data->offer(Plain, [shared] { return plainText(*shared); });
    data->offer(Html,
                [shared] { return markdown::toHtml(blocksOf(*shared), {.codeHtml = codeHtml}); });
    data->offer(Markdown, [shared] { return markdown::toMarkdown(blocksOf(*shared)); });
    return data;
}

std::unique_ptr<QMimeData> mimeDataOf(const QString &markdown)
{
    auto data = std::make_unique<LateMimeData>();
    data->offer(Plain, [markdown] { return markdown; });
    data->offer(Html, [markdown] {
        return markdown::toHtml(markdown::parse(markdown), {.codeHtml = codeHtml});
    });
    data->offer(Markdown, [markdown] { return markdown; });
    return data;
}

} // namespace polylogue::ui::transcript
