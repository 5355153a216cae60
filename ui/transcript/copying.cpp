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
#include <numeric>

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

//! \brief Makes a value of each of \a rows, beside each other: most of a long conversation has to
//!        be parsed.
template <typename Value, typename Row, typename Make>
std::vector<Value> eachOf(const std::vector<Row> &rows, Make make)
{
    std::vector<Value> values(rows.size());
    std::vector<size_t> indexes(rows.size());
    std::iota(indexes.begin(), indexes.end(), size_t(0));
    QtConcurrent::blockingMap(indexes,
                              [&](const size_t &index) { values[index] = make(rows[index]); });
    return values;
}

} // namespace

CopiedText::CopiedText(const Selection &selection, const MessageColumn &column)
    : m_selection(selection)
{
    if (selection.isEmpty())
        return;
    const qsizetype last = std::min(selection.end().row, column.count() - 1);
    for (qsizetype row = selection.start().row; row <= last; ++row)
        m_rows.push_back({row, column.selectable(row)});
}

std::vector<CopiedText::Leaf> CopiedText::leavesOf(const Row &row) const
{
    std::vector<Leaf> leaves;
    for (SelectableLeaf &leaf : row.message.leaves()) {
        const auto length = static_cast<int>(leaf.text.size());
        const auto range = m_selection.rangeIn(row.number, leaf.key, length);
        const TextPosition place{row.number, leaf.key, 0};
        const bool isBlankLineWithin =
            length == 0 && leaf.isTight && m_selection.start() < place && place < m_selection.end();
        if (range.start != range.end || isBlankLineWithin)
            leaves.push_back({std::move(leaf), range});
    }
    return leaves;
}

//! Each leaf's text behind the lines that set it apart from the one before.
QString CopiedText::plainTextOf(const Row &row) const
{
    QString text;
    for (const auto &[leaf, range] : leavesOf(row)) {
        const bool isContinued = leaf.isTight && leaf.key.index > 0;
        text += isContinued ? u"\n"_s : u"\n\n"_s;
        if (range.start == 0)
            text += leaf.mark;
        text += QStringView(leaf.text).sliced(range.start, range.end - range.start);
    }
    return text;
}

QString CopiedText::plainText() const
{
    const auto texts = eachOf<QString>(m_rows, [this](const Row &row) { return plainTextOf(row); });
    qsizetype characters = 0;
    for (const QString &text : texts)
        characters += text.size();
    QString whole;
    whole.reserve(characters);
    for (const QString &text : texts) {
        // Nothing stands before the first.
        const qsizetype apart = !whole.isEmpty() ? 0 : text.startsWith(u"\n\n"_s) ? 2 : 1;
        whole += QStringView(text).mid(apart);
    }
    return whole;
}

QList<markdown::Block> CopiedText::blocks() const
{
    const auto rows = eachOf<QList<markdown::Block>>(m_rows, [this](const Row &row) {
        QList<markdown::Block> blocks;
        for (const auto &[leaf, range] : leavesOf(row))
            blocks += markdown::clipped(leaf.block, range.start, range.end);
        return blocks;
    });
    QList<markdown::Block> all;
    for (const QList<markdown::Block> &blocks : rows)
        all += blocks;
    return all;
}

QString CopiedText::html() const
{
    return markdown::toHtml(blocks(), {.codeHtml = codeHtml});
}

QString CopiedText::markdown() const
{
    return markdown::toMarkdown(blocks());
}

std::unique_ptr<QMimeData> mimeDataOf(CopiedText text)
{
    auto data = std::make_unique<LateMimeData>();
    const auto shared = std::make_shared<const CopiedText>(std::move(text));
    data->offer(Plain, [shared] { return shared->plainText(); });
    data->offer(Html, [shared] { return shared->html(); });
    data->offer(Markdown, [shared] { return shared->markdown(); });
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
