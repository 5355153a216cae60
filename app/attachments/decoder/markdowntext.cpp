// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/markdowntext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

QString cellText(const QString &cell)
{
    return cell.simplified().replace(u'|', u"\\|"_s);
}

QString rowText(const QStringList &row, qsizetype columns)
{
    QString text = u"|"_s;
    for (qsizetype column = 0; column < columns; ++column)
        text += u' ' + cellText(row.value(column)) + u" |"_s;
    return text + u'\n';
}

} // namespace

void MarkdownText::addBlock(const QString &text, bool isTight)
{
    if (text.trimmed().isEmpty())
        return;
    if (!m_text.isEmpty() && !(isTight && m_endsWithItem))
        m_text += u'\n';
    m_text += text;
    if (!m_text.endsWith(u'\n'))
        m_text += u'\n';
    m_endsWithItem = isTight;
}

void MarkdownText::addHeading(const QString &text, int level)
{
    const QString line = text.simplified();
    if (!line.isEmpty())
        addBlock(QString(std::clamp(level, 1, 6), u'#') + u' ' + line, false);
}

void MarkdownText::addParagraph(const QString &text)
{
    addBlock(text, false);
}

void MarkdownText::addItem(const QString &text)
{
    if (!text.trimmed().isEmpty())
        addBlock(u"- "_s + text.trimmed(), true);
}

void MarkdownText::addTable(const QList<QStringList> &rows)
{
    qsizetype columns = 0;
    for (const QStringList &row : rows)
        columns = std::max(columns, row.size());
    if (columns == 0)
        return;
    QString table =
        rowText(rows.first(), columns) + u'|' + QString(u" --- |"_s).repeated(columns) + u'\n';
    for (qsizetype row = 1; row < rows.size() && table.size() <= m_maximum; ++row)
        table += rowText(rows.at(row), columns);
    addBlock(table, false);
}

} // namespace polylogue::app::attachments
