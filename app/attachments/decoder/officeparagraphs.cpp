// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/officeparts.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr int maximumRepeated = 200; // of cells: empty ones are repeated to the edge of the sheet
constexpr int maximumSpaces = 100;

//! What both kinds of documents have: paragraphs that end, and tables of such paragraphs.
class BlockBuilder
{
public:
    explicit BlockBuilder(MarkdownText &text)
        : m_text(text)
    { }

    void addText(QStringView text) { m_paragraph += text; }
    void setHeading(int level) { m_headingLevel = level; }
    void setItem() { m_isItem = true; }

    void endParagraph()
    {
        if (m_tableDepth > 0)
            m_cell += (m_cell.isEmpty() ? u""_s : u" "_s) + m_paragraph.trimmed();
        else if (m_headingLevel > 0)
            m_text.addHeading(m_paragraph, m_headingLevel);
        else if (m_isItem)
            m_text.addItem(m_paragraph);
        else
            m_text.addParagraph(m_paragraph);
        m_paragraph.clear();
        m_headingLevel = 0;
        m_isItem = false;
    }

    // A table within a cell is text of that cell.
    void beginTable() { ++m_tableDepth; }
    void endCell(int repeated = 1)
    {
        if (m_tableDepth != 1)
            return;
        // Empty cells count only where another stands behind them.
        m_emptyCells = m_cell.isEmpty() ? m_emptyCells + repeated : m_emptyCells;
        if (!m_cell.isEmpty()) {
            m_row += QStringList(qMin(m_emptyCells, maximumRepeated), QString());
            m_row += QStringList(qMin(repeated, maximumRepeated), m_cell);
            m_emptyCells = 0;
        }
        m_cell.clear();
    }
    void endRow()
    {
        if (m_tableDepth != 1)
            return;
        if (!m_row.isEmpty())
            m_rows.append(m_row);
        m_row.clear();
        m_emptyCells = 0;
    }
    void endTable()
    {
        m_tableDepth = qMax(0, m_tableDepth - 1);
        if (m_tableDepth > 0)
            return;
        if (!m_rows.isEmpty())
            m_text.addTable(m_rows);
        m_rows.clear();
    }

private:
    MarkdownText &m_text;
    QString m_paragraph;
    int m_headingLevel = 0;
    bool m_isItem = false;
    int m_tableDepth = 0;
    QString m_cell;
    int m_emptyCells = 0;
    QStringList m_row;
    QList<QStringList> m_rows;
};

//! "Heading2" and "heading 2" are 2, "Title" is 1; 0 for what is no heading.
int headingLevel(QStringView style)
{
    if (style.startsWith("heading"_L1, Qt::CaseInsensitive))
        return qMax(1, style.last(1).toInt());
    return style.compare("Title"_L1, Qt::CaseInsensitive) == 0 ? 1 : 0;
}

//! \return the attribute's value whatever the prefix of its name.
QString valueOf(const QXmlStreamReader &xml, QLatin1StringView name)
{
    const QXmlStreamAttributes attributes = xml.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        if (attribute.name() == name)
            return attribute.value().toString();
    }
    return {};
}

} // namespace

bool readParagraphs(const QByteArray &source, MarkdownText &text)
{
    QXmlStreamReader xml(source);
    BlockBuilder blocks(text);
    while (!xml.atEnd() && !text.isFull()) {
        xml.readNext();
        const QStringView name = xml.name();
        if (xml.isStartElement()) {
            if (name == "Fallback"_L1)
                xml.skipCurrentElement(); // the same again, for older programs
            else if (name == "t"_L1)
                blocks.addText(xml.readElementText(QXmlStreamReader::IncludeChildElements));
            else if (name == "tab"_L1)
                blocks.addText(u"\t");
            else if (name == "br"_L1 || name == "cr"_L1)
                blocks.addText(u"\n");
            else if (name == "pStyle"_L1)
                blocks.setHeading(headingLevel(valueOf(xml, "val"_L1)));
            else if (name == "numPr"_L1)
                blocks.setItem();
            else if (name == "tbl"_L1)
                blocks.beginTable();
        } else if (xml.isEndElement()) {
            if (name == "p"_L1)
                blocks.endParagraph();
            else if (name == "tc"_L1)
                blocks.endCell();
            else if (name == "tr"_L1)
                blocks.endRow();
            else if (name == "tbl"_L1)
                blocks.endTable();
        }
    }
    return !xml.hasError();
}

bool readOpenDocument(const QByteArray &source, MarkdownText &text)
{
    QXmlStreamReader xml(source);
    BlockBuilder blocks(text);
    int paragraphs = 0; // open ones
    int items = 0;
    int slides = 0;
    int repeated = 1; // of the cell that is open
    while (!xml.atEnd() && !text.isFull()) {
        xml.readNext();
        const QStringView name = xml.name();
        if (xml.isCharacters() && paragraphs > 0) {
            blocks.addText(xml.text());
        } else if (xml.isStartElement()) {
            if (name == "p"_L1 || name == "h"_L1) {
                ++paragraphs;
                if (name == "h"_L1)
                    blocks.setHeading(qMax(1, valueOf(xml, "outline-level"_L1).toInt()));
                else if (items > 0)
                    blocks.setItem();
            } else if (name == "s"_L1) {
                const int spaces = qBound(1, valueOf(xml, "c"_L1).toInt(), maximumSpaces);
                blocks.addText(QString(spaces, u' '));
            } else if (name == "tab"_L1) {
                blocks.addText(u"\t");
            } else if (name == "line-break"_L1) {
                blocks.addText(u"\n");
            } else if (name == "list-item"_L1) {
                ++items;
            } else if (name == "table"_L1) {
                if (const QString sheet = valueOf(xml, "name"_L1); !sheet.isEmpty())
                    text.addHeading(sheet, 2);
                blocks.beginTable();
            } else if (name == "table-cell"_L1 || name == "covered-table-cell"_L1) {
                repeated = qMax(1, valueOf(xml, "number-columns-repeated"_L1).toInt());
            } else if (name == "page"_L1) {
                text.addHeading(u"Slide %1"_s.arg(++slides), 2);
            } else if (name == "annotation"_L1 || name == "tracked-changes"_L1) {
                xml.skipCurrentElement();
            }
        } else if (xml.isEndElement()) {
            if (name == "p"_L1 || name == "h"_L1) {
                --paragraphs;
                blocks.endParagraph();
            } else if (name == "list-item"_L1) {
                --items;
            } else if (name == "table-cell"_L1 || name == "covered-table-cell"_L1) {
                blocks.endCell(repeated);
            } else if (name == "table-row"_L1) {
                blocks.endRow();
            } else if (name == "table"_L1) {
                blocks.endTable();
            }
        }
    }
    return !xml.hasError();
}

} // namespace polylogue::app::attachments
