// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "blockhtml.h"

#include <QMap>
#include <QUrl>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::markdown;

namespace polylogue::test {

namespace {

QString inlineHtml(const InlineText &text)
{
    QString html;
    const auto escaped = [](const QString &plain) {
        return plain.toHtmlEscaped().replace(QChar::LineSeparator, u"<br />\n"_s);
    };
    int position = 0;
    for (const InlineRun &run : text.runs) {
        html += escaped(text.text.sliced(position, run.start - position));
        const QString inner = text.text.sliced(run.start, run.length);
        position = run.start + run.length;
        if (run.formats.testFlag(InlineFormat::Image)) {
            html += u"<img src=\""_s + run.target.toHtmlEscaped() + u"\" alt=\""_s
                + inner.toHtmlEscaped() + u"\" />"_s;
            continue;
        }
        QString open;
        QString close;
        const auto wrap = [&](InlineFormat format, const QString &name,
                              const QString &attributes = {}) {
            if (!run.formats.testFlag(format))
                return;
            open += u'<' + name + attributes + u'>';
            close.prepend(u"</"_s + name + u'>');
        };
        wrap(InlineFormat::Link, u"a"_s, u" href=\""_s + run.target.toHtmlEscaped() + u'"');
        wrap(InlineFormat::Strong, u"strong"_s);
        wrap(InlineFormat::Emphasis, u"em"_s);
        wrap(InlineFormat::Strike, u"del"_s);
        wrap(InlineFormat::Code, u"code"_s);
        html += open + escaped(inner) + close;
    }
    return html + escaped(text.text.sliced(position));
}

QString tableHtml(const Table &table)
{
    static const QStringList alignments = {u""_s, u" align=\"left\""_s, u" align=\"center\""_s,
                                           u" align=\"right\""_s};
    QString html = u"<table>\n"_s;
    for (qsizetype cell = 0; cell < table.cells.size(); ++cell) {
        const qsizetype column = cell % table.columns();
        const QString name = cell < table.columns() ? u"th"_s : u"td"_s;
        if (column == 0)
            html += u"<tr>\n"_s;
        html += u'<' + name + alignments.at(static_cast<int>(table.alignments.at(column))) + u'>'
            + inlineHtml(table.cells.at(cell)) + u"</"_s + name + u">\n"_s;
        if (column == table.columns() - 1)
            html += u"</tr>\n"_s;
    }
    return html + u"</table>\n"_s;
}

QString leafHtml(const Block &block)
{
    switch (block.kind) {
    case BlockKind::Math:
    case BlockKind::Paragraph:
        return u"<p>"_s + inlineHtml(block.content) + u"</p>\n"_s;
    case BlockKind::Heading:
        return u"<h%1>"_s.arg(block.headingLevel) + inlineHtml(block.content)
            + u"</h%1>\n"_s.arg(block.headingLevel);
    case BlockKind::Code: {
        const QString language = block.language.isEmpty()
            ? QString()
            : u" class=\"language-"_s + block.language.toHtmlEscaped() + u'"';
        return u"<pre><code"_s + language + u'>' + block.content.text.toHtmlEscaped()
            + u"\n</code></pre>\n"_s;
    }
    case BlockKind::Table:
        return tableHtml(block.table);
    case BlockKind::Rule:
        return u"<hr />\n"_s;
    }
    return {};
}

//! \brief Opens and closes quotes and items around leaves.
class ContainerWriter
{
public:
    QString write(const QList<Block> &blocks)
    {
        for (const Block &block : blocks) {
            const int items = block.mark ? block.listDepth - 1 : block.listDepth;
            while (count(Quote) > block.quoteDepth || count(Item) > items)
                close();
            while (count(Quote) < block.quoteDepth)
                open(Quote, u"<blockquote>\n"_s, u"</blockquote>\n"_s);
            while (count(Item) < items)
                open(Item, u"<ul>\n<li class=\"continued\">\n"_s, u"</li>\n</ul>\n"_s);
            if (block.mark)
                openItem(*block.mark);
            m_html += leafHtml(block);
        }
        while (!m_closers.isEmpty())
            close();
        return m_html;
    }

private:
    enum Container { Quote, Item };

    qsizetype count(Container container) const { return m_containers.count(container); }

    void open(Container container, const QString &opener, const QString &closer)
    {
        m_containers.append(container);
        m_closers.append(closer);
        m_html += opener;
    }

    void close()
    {
        m_containers.removeLast();
        m_html += m_closers.takeLast();
    }

    void openItem(const ListMark &mark)
    {
        QString task;
        if (mark.isDone)
            task = *mark.isDone ? u"<input type=\"checkbox\" checked=\"\" /> "_s
                                : u"<input type=\"checkbox\" /> "_s;
        if (mark.isOrdered)
            open(Item, u"<ol start=\"%1\">\n<li>"_s.arg(mark.number) + task, u"</li>\n</ol>\n"_s);
        else
            open(Item, u"<ul>\n<li>"_s + task, u"</li>\n</ul>\n"_s);
    }

    QString m_html;
    QList<Container> m_containers;
    QStringList m_closers;
};

struct Tag
{
    QString name = {};
    QMap<QString, QString> attributes = {};
    bool isClosing = false;
    qsizetype length = 0;
};

QString decoded(const QString &text)
{
    QString plain = text;
    plain.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    return plain.replace(u"&#39;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
}

//! \return whether a renderer writes such a tag; others are text.
bool isRenderers(const Tag &tag)
{
    static const QMap<QString, QStringList> known = {
        {u"p"_s, {}},
        {u"h1"_s, {}},
        {u"h2"_s, {}},
        {u"h3"_s, {}},
        {u"h4"_s, {}},
        {u"h5"_s, {}},
        {u"h6"_s, {}},
        {u"pre"_s, {}},
        {u"code"_s, {u"class"_s}},
        {u"blockquote"_s, {}},
        {u"ul"_s, {}},
        {u"ol"_s, {u"start"_s}},
        {u"li"_s, {u"class"_s}},
        {u"hr"_s, {}},
        {u"br"_s, {}},
        {u"em"_s, {}},
        {u"strong"_s, {}},
        {u"del"_s, {}},
        {u"a"_s, {u"href"_s, u"title"_s}},
        {u"img"_s, {u"src"_s, u"alt"_s, u"title"_s}},
        {u"table"_s, {}},
        {u"thead"_s, {}},
        {u"tbody"_s, {}},
        {u"tr"_s, {}},
        {u"th"_s, {u"align"_s}},
        {u"td"_s, {u"align"_s}},
        {u"input"_s, {u"type"_s, u"disabled"_s, u"checked"_s}},
    };
    const auto found = known.find(tag.name);
    if (found == known.end())
        return false;
    const bool mustHaveAddress =
        !tag.isClosing && (tag.name == u"a" || tag.name == u"img") && tag.attributes.isEmpty();
    const QStringList names = tag.attributes.keys();
    return !mustHaveAddress && std::all_of(names.begin(), names.end(), [&](const QString &name) {
        return found->contains(name);
    });
}

std::optional<Tag> tagAt(QStringView html)
{
    Tag tag;
    qsizetype position = 1;
    if (position < html.size() && html.at(position) == u'/') {
        tag.isClosing = true;
        ++position;
    }
    while (position < html.size() && html.at(position).isLetterOrNumber())
        tag.name += html.at(position++);
    while (position < html.size() && html.at(position) == u' ') {
        ++position;
        QString name;
        while (position < html.size() && html.at(position).isLetter())
            name += html.at(position++);
        if (name.isEmpty())
            break;
        if (!html.sliced(position).startsWith(u"=\""))
            return {};
        const qsizetype end = html.indexOf(u'"', position + 2);
        if (end < 0)
            return {};
        tag.attributes.insert(name,
                              decoded(html.sliced(position + 2, end - position - 2).toString()));
        position = end + 1;
    }
    if (position < html.size() && html.at(position) == u'/')
        ++position;
    if (position >= html.size() || html.at(position) != u'>')
        return {};
    tag.length = position + 1;
    return isRenderers(tag) ? std::optional(tag) : std::nullopt;
}

//! \brief Reads HTML element by element and puts a line together for each leaf.
class LeafReader
{
public:
    explicit LeafReader(const QString &markdown)
        : m_markdown(markdown)
    { }

    QStringList read(QStringView html)
    {
        while (!html.isEmpty()) {
            std::optional<Tag> tag = html.front() == u'<' ? tagAt(html) : std::optional<Tag>();
            if (tag && m_markdown.contains(html.first(tag->length)))
                tag.reset();
            const qsizetype next = html.indexOf(u'<', 1);
            const qsizetype length = tag ? tag->length : next < 0 ? html.size() : next;
            if (tag && tag->isClosing)
                close(tag->name);
            else if (tag)
                open(*tag);
            else
                addText(decoded(html.first(length).toString()));
            html = html.sliced(length);
        }
        endLeaf();
        return m_lines;
    }

private:
    struct List
    {
        bool isOrdered = false;
        int number = 0;
    };
    struct Piece
    {
        QString text = {};
        QString formats = {};
    };

    static bool isInline(const QString &name)
    {
        static const QStringList names = {u"em"_s,  u"strong"_s, u"del"_s, u"a"_s,
                                          u"img"_s, u"br"_s,     u"code"_s};
        return names.contains(name);
    }

    void open(const Tag &tag)
    {
        if (!isInline(tag.name) && tag.name != u"input")
            endLeaf();
        if (tag.name == u"blockquote") {
            ++m_quotes;
        } else if (tag.name == u"ul" || tag.name == u"ol") {
            const QString start = tag.attributes.value(u"start"_s, u"1"_s);
            m_lists.append({tag.name == u"ol", start.toInt()});
        } else if (tag.name == u"li") {
            openItem(tag);
        } else if (tag.name == u"input") {
            m_mark = tag.attributes.contains(u"checked"_s) ? u"[x] "_s : u"[ ] "_s;
        } else if (tag.name == u"hr") {
            m_kind = u"rule"_s;
            endLeaf();
        } else if (tag.name == u"pre") {
            m_kind = u"code"_s;
        } else if (tag.name == u"code" && m_kind == u"code") {
            if (tag.attributes.contains(u"class"_s))
                m_kind += u'(' + tag.attributes.value(u"class"_s) + u')';
        } else if (tag.name == u"p" || tag.name.startsWith(u'h') || tag.name == u"table") {
            m_kind = tag.name;
            m_isInTable = tag.name == u"table";
        } else if (tag.name == u"td" || tag.name == u"th") {
            m_row += u" | "_s + tag.attributes.value(u"align"_s) + u' ';
        } else if (tag.name == u"tr") {
            m_row += u" /"_s;
        } else if (isInline(tag.name)) {
            openInline(tag);
        }
    }

    void openItem(const Tag &tag)
    {
        if (!m_mark.isEmpty()) // of an item that has nothing of its own
            addLine(u"p"_s, {}, m_items);
        ++m_items;
        List &list = m_lists.last();
        m_mark = list.isOrdered ? QString::number(list.number++) + u". "_s : u"• "_s;
        if (tag.attributes.value(u"class"_s) == u"continued")
            m_mark.clear();
    }

    void openInline(const Tag &tag)
    {
        if (tag.name == u"br") {
            add(QString(QChar::LineSeparator), {});
        } else if (tag.name == u"img") {
            const QString address = addressOf(tag.attributes.value(u"src"_s));
            const QString alternative = tag.attributes.value(u"alt"_s);
            add(alternative.isEmpty() ? address : alternative,
                u"picture "_s + m_link.value_or(address));
        } else if (tag.name == u"a") {
            m_link = addressOf(tag.attributes.value(u"href"_s));
        } else {
            m_formats.append(tag.name);
        }
    }

    static QString addressOf(const QString &address)
    {
        return QUrl::fromPercentEncoding(address.toUtf8());
    }

    void close(const QString &name)
    {
        if (name == u"blockquote") {
            endLeaf();
            --m_quotes;
        } else if (name == u"ul" || name == u"ol") {
            m_lists.removeLast();
        } else if (name == u"li") {
            endLeaf();
            if (!m_mark.isEmpty())
                addLine(u"p"_s, {}, m_items);
            --m_items;
        } else if (name == u"a") {
            m_link.reset();
        } else if (name == u"td" || name == u"th") {
            m_row += takeText();
        } else if (name == u"table") {
            m_isInTable = false;
            m_kind.clear();
            m_pieces.clear();
            addLine(u"table"_s, std::exchange(m_row, {}), m_items);
        } else if (m_formats.contains(name)) {
            m_formats.removeAt(m_formats.lastIndexOf(name));
        } else if (name == u"p" || name.startsWith(u'h') || name == u"pre") {
            if (m_pieces.isEmpty())
                addLine(std::exchange(m_kind, {}), {}, m_items);
            endLeaf();
        }
    }

    void addText(QString text)
    {
        if (m_kind.startsWith(u"code")) {
            m_pieces.append({text, {}});
            return;
        }
        const bool isBetween = m_kind.isEmpty() && m_pieces.isEmpty();
        if (isBetween && text.trimmed().isEmpty())
            return;
        text.replace(u'\n', u' ');
        if (!m_pieces.isEmpty() && m_pieces.last().text.endsWith(QChar::LineSeparator)
            && text.startsWith(u' '))
            text.remove(0, 1);
        QStringList formats = m_formats;
        formats.removeDuplicates();
        formats.sort();
        if (m_link)
            formats.prepend(u"link "_s + *m_link);
        add(text, formats.join(u' '));
    }

    void add(const QString &text, const QString &formats)
    {
        if (text.isEmpty())
            return;
        if (!m_pieces.isEmpty() && m_pieces.last().formats == formats)
            m_pieces.last().text += text;
        else
            m_pieces.append({text, formats});
    }

    QString takeText()
    {
        QString text;
        for (const Piece &piece : std::exchange(m_pieces, {}))
            text += piece.formats.isEmpty() ? piece.text
                                            : u'{' + piece.formats + u": "_s + piece.text + u'}';
        return text.trimmed();
    }

    void endLeaf()
    {
        if (m_isInTable)
            return;
        if (m_kind.startsWith(u"code")) {
            QString code;
            for (const Piece &piece : std::exchange(m_pieces, {}))
                code += piece.text;
            if (code.endsWith(u'\n'))
                code.chop(1);
            addLine(std::exchange(m_kind, {}), code, m_items);
        } else if (!m_pieces.isEmpty() || !m_kind.isEmpty()) {
            const QString kind = std::exchange(m_kind, {});
            addLine(kind.isEmpty() ? u"p"_s : kind, takeText(), m_items);
        }
    }

    void addLine(const QString &kind, const QString &text, int depth)
    {
        m_lines += QString(m_quotes, u'>') + QString(depth * 2, u' ') + std::exchange(m_mark, {})
            + kind + u": "_s + text;
    }

    QString m_markdown;
    QStringList m_lines;
    int m_quotes = 0;
    int m_items = 0;
    QList<List> m_lists;
    QString m_mark; // of the item whose first leaf has not come yet
    QString m_kind; // of the leaf; empty between leaves, and for the bare text of an item
    QString m_row;
    bool m_isInTable = false;
    QStringList m_formats;
    std::optional<QString> m_link; // where it leads
    QList<Piece> m_pieces;
};

} // namespace

QString toHtml(const QList<Block> &blocks)
{
    return ContainerWriter().write(blocks);
}

QStringList leavesOfHtml(const QString &html, const QString &markdown)
{
    return LeafReader(markdown).read(html);
}

} // namespace polylogue::test
