// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/blockwriter.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::markdown {

namespace {

// Programs that take pasted HTML know no style sheet of ours.
constexpr auto codeStyle = "font-family: monospace; background: #f5f5f1"_L1;
constexpr auto blockStyle =
    "font-family: monospace; background: #f5f5f1; border: 1px solid #deded8; "
    "padding: 8px 12px; white-space: pre-wrap"_L1;
constexpr auto cellStyle = "border: 1px solid #deded8; padding: 4px 8px; text-align: "_L1;
constexpr auto quoteStyle = "border-left: 3px solid #deded8; margin-left: 0; padding-left: 12px"_L1;

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

QString element(const QString &name, const QString &style, const QString &content)
{
    const QString attribute = style.isEmpty() ? QString() : u" style=\""_s + style + u'"';
    return u'<' + name + attribute + u'>' + content + u"</"_s + name + u'>';
}

QString htmlOf(const InlineText &text)
{
    QString html;
    qsizetype at = 0;
    for (const InlineRun &run : text.runs) {
        html += escaped(text.text.sliced(at, run.start - at));
        QString part = escaped(text.text.sliced(run.start, run.length));
        if (run.formats.testFlag(InlineFormat::Code))
            part = element(u"code"_s, codeStyle, part);
        if (run.formats.testFlag(InlineFormat::Math)) // its source: nothing there could set it
            part = element(u"code"_s, u"font-family: monospace"_s, part);
        if (run.formats.testFlag(InlineFormat::Strike))
            part = element(u"s"_s, {}, part);
        if (run.formats.testFlag(InlineFormat::Emphasis))
            part = element(u"em"_s, {}, part);
        if (run.formats.testFlag(InlineFormat::Strong))
            part = element(u"strong"_s, {}, part);
        if (run.formats.testFlag(InlineFormat::Link) && isLink(run.target))
            part = u"<a href=\""_s + escaped(run.target) + u"\">"_s + part + u"</a>"_s;
        html += part;
        at = run.start + run.length;
    }
    return html + escaped(text.text.sliced(at));
}

QString alignmentOf(CellAlignment alignment)
{
    switch (alignment) {
    case CellAlignment::Right:
        return u"right"_s;
    case CellAlignment::Center:
        return u"center"_s;
    case CellAlignment::Default:
    case CellAlignment::Left:
        break;
    }
    return u"left"_s;
}

QString htmlOf(const Table &table)
{
    QString rows;
    for (qsizetype row = 0; row < table.rows(); ++row) {
        QString cells;
        for (qsizetype column = 0; column < table.columns(); ++column)
            cells += element(row == 0 ? u"th"_s : u"td"_s,
                             cellStyle + alignmentOf(table.alignments.at(column)),
                             htmlOf(table.cells.at(row * table.columns() + column)));
        rows += element(u"tr"_s, {}, cells);
    }
    return element(u"table"_s, u"border-collapse: collapse"_s, rows);
}

//! \brief Puts the leaves back into the lists and quotes that they stood in.
class Writer
{
public:
    Writer(const QList<Block> &blocks, const std::function<QString(const Block &)> &codeHtml)
        : m_blocks(blocks)
        , m_codeHtml(codeHtml)
    { }

    QString write()
    {
        for (qsizetype index = 0; index < m_blocks.size(); ++index) {
            const Block &block = m_blocks.at(index);
            if (block.quoteDepth != m_quotes) {
                closeLists(0);
                for (; m_quotes > block.quoteDepth; --m_quotes)
                    m_html += u"</blockquote>"_s;
                for (; m_quotes < block.quoteDepth; ++m_quotes)
                    m_html += u"<blockquote style=\""_s + quoteStyle + u"\">"_s;
            }
            enterList(block);
            m_html += contentOf(block, standsClose(index), m_codeHtml);
        }
        closeLists(0);
        for (; m_quotes > 0; --m_quotes)
            m_html += u"</blockquote>"_s;
        return m_html;
    }

private:
    void closeLists(qsizetype depth)
    {
        while (m_lists.size() > depth)
            m_html += u"</li></"_s + m_lists.takeLast() + u'>';
    }

    void enterList(const Block &block)
    {
        closeLists(block.listDepth);
        if (!block.mark) {
            while (m_lists.size() < block.listDepth)
                openList({});
            return;
        }
        const QString name = nameOf(*block.mark);
        if (m_lists.size() == block.listDepth) {
            if (m_lists.constLast() != name)
                closeLists(block.listDepth - 1);
            else
                m_html += u"</li><li>"_s;
        }
        while (m_lists.size() < block.listDepth)
            openList(m_lists.size() + 1 == block.listDepth ? *block.mark : ListMark{});
        if (block.mark->isDone)
            m_html += *block.mark->isDone ? u"☑ "_s : u"☐ "_s;
    }

    static QString nameOf(const ListMark &mark) { return mark.isOrdered ? u"ol"_s : u"ul"_s; }

    void openList(const ListMark &mark)
    {
        m_lists.append(nameOf(mark));
        m_html += u'<' + m_lists.constLast();
        if (mark.isOrdered && mark.number != 1)
            m_html += u" start=\""_s + QString::number(mark.number) + u'"';
        m_html += u"><li>"_s;
    }

    //! \return whether a block is an item of a tight list; the first one does not know it itself.
    bool standsClose(qsizetype index) const
    {
        const Block &block = m_blocks.at(index);
        if (!block.mark || block.isTight)
            return block.isTight;
        for (qsizetype before = index - 1; before >= 0; --before) {
            if (m_blocks.at(before).listDepth < block.listDepth)
                break;
            if (m_blocks.at(before).listDepth == block.listDepth)
                return false;
        }
        for (qsizetype next = index + 1; next < m_blocks.size(); ++next) {
            const Block &other = m_blocks.at(next);
            if (other.listDepth < block.listDepth)
                break;
            if (other.listDepth == block.listDepth)
                return other.isTight;
        }
        return true;
    }

    static QString contentOf(const Block &block, bool isClose,
                             const std::function<QString(const Block &)> &codeHtml)
    {
        switch (block.kind) {
        case BlockKind::Paragraph:
        case BlockKind::Math:
            return block.listDepth > 0 && isClose ? htmlOf(block.content)
                                                  : element(u"p"_s, {}, htmlOf(block.content));
        case BlockKind::Heading:
            return element(u'h' + QString::number(block.headingLevel), {}, htmlOf(block.content));
        case BlockKind::Code:
            return element(u"pre"_s, blockStyle,
                           codeHtml ? codeHtml(block) : block.content.text.toHtmlEscaped());
        case BlockKind::Table:
            return htmlOf(block.table);
        case BlockKind::Rule:
            return u"<hr>"_s;
        }
        return {};
    }

    const QList<Block> &m_blocks;
    const std::function<QString(const Block &)> &m_codeHtml;
    QString m_html;
    QStringList m_lists; // open ones, each with an item open
    int m_quotes = 0;
};

} // namespace

QString toHtml(const QList<Block> &blocks, const std::function<QString(const Block &)> &codeHtml)
{
    return Writer(blocks, codeHtml).write();
}

} // namespace polylogue::ui::markdown
