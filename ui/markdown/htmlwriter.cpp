// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/blockwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::markdown {

namespace {

// Programs that take pasted HTML know no style sheet of ours.
constexpr auto codeStyle = "font-family: monospace; background: #f5f5f1"_L1;
constexpr auto blockStyle =
    "font-family: monospace; background: #f5f5f1; border: 1px solid #deded8; "
    "padding: 8px 12px; white-space: pre-wrap"_L1;
constexpr auto cellStyle = "border: 1px solid #deded8; padding: 4px 8px; "_L1;
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

//! \brief Puts the leaves back into the lists and quotes that they stood in.
class Writer
{
public:
    Writer(const QList<Block> &blocks, const HtmlOptions &options)
        : m_blocks(blocks)
        , m_options(options)
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
                    m_html += opening(u"blockquote"_s, quoteStyle);
            }
            enterList(block);
            m_html += contentOf(block, standsClose(index));
            if (m_options.isPage)
                m_html += u'\n';
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

    //! \param style only where no style sheet knows the element
    QString opening(const QString &name, QLatin1StringView style = {}) const
    {
        const bool isBare = style.isEmpty() || m_options.isPage;
        return u'<' + name + (isBare ? QString() : u" style=\""_s + style + u'"') + u'>';
    }

    QString element(const QString &name, const QString &content, QLatin1StringView style = {}) const
    {
        return opening(name, style) + content + u"</"_s + name + u'>';
    }

    //! \return a paragraph or heading, whose direction is its text's.
    QString textElement(const QString &name, const InlineText &text) const
    {
        const QString direction = m_options.isPage ? u" dir=\"auto\""_s : QString();
        return u'<' + name + direction + u'>' + htmlOf(text) + u"</"_s + name + u'>';
    }

    QString htmlOf(const InlineText &text) const
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

    QString htmlOf(const QString &text, const InlineRun &run) const
    {
        QString part = escaped(text);
        if (run.formats.testFlag(InlineFormat::Code))
            part = element(u"code"_s, part, codeStyle);
        if (run.formats.testFlag(InlineFormat::Math)) // its source: nothing there could set it
            part = element(u"code"_s, part, "font-family: monospace"_L1);
        if (run.formats.testFlag(InlineFormat::Strike))
            part = element(u"s"_s, part);
        if (run.formats.testFlag(InlineFormat::Emphasis))
            part = element(u"em"_s, part);
        if (run.formats.testFlag(InlineFormat::Strong))
            part = element(u"strong"_s, part);
        if (!run.formats.testFlag(InlineFormat::Link) || !isLink(run.target))
            return part;
        const QString relation = m_options.isPage ? u" rel=\"noreferrer noopener\""_s : QString();
        return u"<a"_s + relation + u" href=\""_s + escaped(run.target) + u"\">"_s + part
            + u"</a>"_s;
    }

    QString htmlOf(const Table &table) const
    {
        QString rows;
        for (qsizetype row = 0; row < table.rows(); ++row) {
            QString cells;
            for (qsizetype column = 0; column < table.columns(); ++column)
                cells += cell(row == 0 ? u"th"_s : u"td"_s, table.alignments.at(column),
                              table.cells.at(row * table.columns() + column));
            rows += element(u"tr"_s, cells);
        }
        return element(u"table"_s, rows, "border-collapse: collapse"_L1);
    }

    QString cell(const QString &name, CellAlignment alignment, const InlineText &text) const
    {
        QString style = m_options.isPage ? QString() : QString(cellStyle);
        if (alignment == CellAlignment::Right)
            style += u"text-align: end"_s;
        else if (alignment == CellAlignment::Center)
            style += u"text-align: center"_s;
        const QString attribute =
            style.isEmpty() ? QString() : u" style=\""_s + style.trimmed() + u'"';
        return u'<' + name + attribute + u'>' + htmlOf(text) + u"</"_s + name + u'>';
    }

    QString contentOf(const Block &block, bool isClose) const
    {
        switch (block.kind) {
        case BlockKind::Paragraph:
        case BlockKind::Math:
            return block.listDepth > 0 && isClose ? htmlOf(block.content)
                                                  : textElement(u"p"_s, block.content);
        case BlockKind::Heading: {
            const int level =
                m_options.isPage ? std::min(block.headingLevel + 1, 6) : block.headingLevel;
            return textElement(u'h' + QString::number(level), block.content);
        }
        case BlockKind::Code: {
            const QString code =
                m_options.codeHtml ? m_options.codeHtml(block) : block.content.text.toHtmlEscaped();
            return element(u"pre"_s, element(u"code"_s, code), blockStyle);
        }
        case BlockKind::Table:
            return htmlOf(block.table);
        case BlockKind::Rule:
            return u"<hr>"_s;
        }
        return {};
    }

    const QList<Block> &m_blocks;
    const HtmlOptions &m_options;
    QString m_html;
    QStringList m_lists; // open ones, each with an item open
    int m_quotes = 0;
};

} // namespace

QString toHtml(const QList<Block> &blocks, const HtmlOptions &options)
{
    return Writer(blocks, options).write();
}

} // namespace polylogue::ui::markdown
