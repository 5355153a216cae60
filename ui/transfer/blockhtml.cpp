// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/blockhtml.h"

#include "ui/markdown/parser.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using markdown::Block;
using markdown::BlockKind;
using markdown::InlineFormat;
using markdown::InlineRun;
using markdown::InlineText;

namespace {

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(QChar::LineSeparator, u"<br>"_s);
}

bool isLink(const QString &target)
{
    for (const auto &scheme : {"https://"_L1, "http://"_L1, "mailto:"_L1}) {
        if (target.startsWith(scheme, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QString htmlOf(const QString &text, const InlineRun &run)
{
    QString html = escaped(text);
    const auto wrap = [&](InlineFormat format, const QString &element) {
        if (run.formats.testFlag(format))
            html = u"<%1>%2</%1>"_s.arg(element, html);
    };
    // The source of a formula: an exported page has nothing that could draw it.
    if (run.formats & (InlineFormat::Code | InlineFormat::Math))
        html = u"<code>"_s + html + u"</code>"_s;
    wrap(InlineFormat::Strike, u"s"_s);
    wrap(InlineFormat::Emphasis, u"em"_s);
    wrap(InlineFormat::Strong, u"strong"_s);
    if (run.formats.testFlag(InlineFormat::Link) && isLink(run.target))
        html =
            u"<a rel=\"noreferrer noopener\" href=\"%1\">%2</a>"_s.arg(escaped(run.target), html);
    return html;
}

QString htmlOf(const InlineText &text)
{
    QString html;
    qsizetype at = 0;
    for (const InlineRun &run : text.runs) {
        html += escaped(text.text.sliced(at, run.start - at))
            + htmlOf(text.text.sliced(run.start, run.length), run);
        at = run.start + run.length;
    }
    return html + escaped(text.text.sliced(at));
}

QString htmlOf(const markdown::Table &table)
{
    QString html = u"<table>"_s;
    for (qsizetype row = 0; row < table.rows(); ++row) {
        html += u"<tr>"_s;
        for (qsizetype column = 0; column < table.columns(); ++column) {
            QString style;
            if (table.alignments.at(column) == markdown::CellAlignment::Right)
                style = u" style=\"text-align: end\""_s;
            else if (table.alignments.at(column) == markdown::CellAlignment::Center)
                style = u" style=\"text-align: center\""_s;
            html += u"<%1%2>%3</%1>"_s.arg(row == 0 ? u"th"_s : u"td"_s, style,
                                           htmlOf(table.cells.at(row * table.columns() + column)));
        }
        html += u"</tr>\n"_s;
    }
    return html + u"</table>"_s;
}

QString elementOf(const Block &block)
{
    switch (block.kind) {
    case BlockKind::Paragraph:
        return u"<p dir=\"auto\">%1</p>"_s;
    case BlockKind::Heading:
        // The page's own title is the only h1.
        return u"<h%2 dir=\"auto\">%1</h%2>"_s.replace(
            u"%2"_s, QString::number(qMin(block.headingLevel + 1, 6)));
    case BlockKind::Math:
        return u"<p class=\"math\">%1</p>"_s;
    case BlockKind::Code:
        return u"<pre><code>%1</code></pre>"_s;
    case BlockKind::Table:
        return u"%1"_s;
    case BlockKind::Rule:
        break;
    }
    return u"<hr>%1"_s;
}

QString htmlOf(const Block &block)
{
    QString content;
    if (block.mark)
        content =
            u"<span class=\"mark\">"_s + escaped(markdown::markText(*block.mark)) + u"</span>"_s;
    if (block.kind == BlockKind::Table)
        content += htmlOf(block.table);
    else if (block.kind == BlockKind::Code)
        content += block.content.text.toHtmlEscaped();
    else
        content += htmlOf(block.content);
    const QString html = elementOf(block).arg(content);
    if (block.listDepth == 0 && block.quoteDepth == 0)
        return html + u'\n';
    return u"<div class=\"leaf%1\" style=\"--depth: %2\">%3</div>\n"_s.arg(
        block.quoteDepth > 0 ? u" quote"_s : QString(),
        QString::number(block.listDepth + qMax(0, block.quoteDepth - 1)), html);
}

} // namespace

QString toHtml(const QList<Block> &blocks)
{
    QString html;
    for (const Block &block : blocks)
        html += htmlOf(block);
    return html;
}

QString markdownToHtml(const QString &markdown)
{
    return toHtml(markdown::parse(markdown));
}

} // namespace polylogue::ui::transfer
