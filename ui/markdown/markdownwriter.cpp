// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/blockwriter.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::markdown {

namespace {

InlineText clipped(const InlineText &text, int start, int end)
{
    InlineText part;
    part.text = text.text.sliced(start, end - start);
    for (InlineRun run : text.runs) {
        const int from = std::max(run.start, start);
        const int to = std::min(run.start + run.length, end);
        if (from >= to)
            continue;
        run.start = from - start;
        run.length = to - from;
        part.runs.append(run);
    }
    return part;
}

//! Offsets count a character behind each cell, as plainText() has them.
Table clipped(const Table &table, int start, int end)
{
    Table part;
    part.alignments = table.alignments;
    int at = 0;
    for (qsizetype row = 0; row < table.rows(); ++row) {
        QList<InlineText> cells;
        bool isIn = false;
        for (qsizetype column = 0; column < table.columns(); ++column) {
            const InlineText &cell = table.cells.at(row * table.columns() + column);
            const auto length = static_cast<int>(cell.text.size());
            const int from = std::clamp(start - at, 0, length);
            const int to = std::clamp(end - at, from, length);
            isIn = isIn || to > from || (start <= at && at < end);
            cells.append(clipped(cell, from, to));
            at += length + 1;
        }
        if (isIn)
            part.cells += cells;
    }
    return part;
}

// --- Markdown ------------------------------------------------------------------------------------

//! \return \a text so that no character of it means something.
QString literal(const QString &text, bool isInTable)
{
    QString escaped;
    escaped.reserve(text.size() + text.size() / 8);
    for (const QChar c : text) {
        if (u"\\`*_[]<>&~!$"_s.contains(c) || (isInTable && c == u'|'))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

QString codeSpan(const QString &code, bool isInTable)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : code) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const bool needsBlanks = code.startsWith(u'`') || code.endsWith(u'`')
        || (code.startsWith(u' ') && code.endsWith(u' ') && !code.trimmed().isEmpty());
    const QString blank = needsBlanks ? u" "_s : QString();
    QString inner = code;
    if (isInTable)
        inner.replace(u'|', u"\\|"_s);
    return fence + blank + inner + blank + fence;
}

QString markdownOf(const InlineText &text, bool isInTable = false)
{
    QString written;
    qsizetype at = 0;
    for (const InlineRun &run : text.runs) {
        written += literal(text.text.sliced(at, run.start - at), isInTable);
        const QString inner = text.text.sliced(run.start, run.length);
        QString part = inner; // a formula is what it is
        if (run.formats.testFlag(InlineFormat::Code))
            part = codeSpan(inner, isInTable);
        else if (!run.formats.testFlag(InlineFormat::Math))
            part = literal(inner, isInTable);
        if (run.formats.testFlag(InlineFormat::Strike))
            part = u"~~"_s + part + u"~~"_s;
        if (run.formats.testFlag(InlineFormat::Emphasis))
            part = u'*' + part + u'*';
        if (run.formats.testFlag(InlineFormat::Strong))
            part = u"**"_s + part + u"**"_s;
        if (run.formats.testFlag(InlineFormat::Link)) {
            const QString image = run.formats.testFlag(InlineFormat::Image) ? u"!"_s : QString();
            part = image + u'[' + part + u"](<"_s
                + QString(run.target).replace(u'<', u"%3C"_s).replace(u'>', u"%3E"_s) + u">)"_s;
        }
        written += part;
        at = run.start + run.length;
    }
    written += literal(text.text.sliced(at), isInTable);
    return written.replace(QChar::LineSeparator, isInTable ? u"<br>"_s : u"\\\n"_s);
}

//! What would begin a list, a heading or the like at the start of a line is text.
QString guarded(const QString &line)
{
    const QString start = line.trimmed();
    const bool isMark = start.startsWith(u'#') || start.startsWith(u'+') || start.startsWith(u'-')
        || start.startsWith(u'=') || start.startsWith(u'|');
    if (isMark)
        return QString(line).insert(line.indexOf(start.at(0)), u'\\');
    qsizetype digits = 0;
    while (digits < start.size() && start.at(digits).isDigit())
        ++digits;
    if (digits > 0 && digits < start.size()
        && (start.at(digits) == u'.' || start.at(digits) == u')'))
        return QString(line).insert(line.indexOf(start) + digits, u'\\');
    return line;
}

QStringList linesOf(const InlineText &text)
{
    QStringList lines = markdownOf(text).split(u'\n');
    for (QString &line : lines)
        line = guarded(line);
    return lines;
}

QStringList linesOf(const Table &table)
{
    QStringList lines;
    for (qsizetype row = 0; row < table.rows(); ++row) {
        QString line = u"|"_s;
        for (qsizetype column = 0; column < table.columns(); ++column)
            line +=
                u' ' + markdownOf(table.cells.at(row * table.columns() + column), true) + u" |"_s;
        lines += line;
        if (row > 0)
            continue;
        QString rule = u"|"_s;
        for (const CellAlignment alignment : table.alignments) {
            const bool left =
                alignment == CellAlignment::Left || alignment == CellAlignment::Center;
            const bool right =
                alignment == CellAlignment::Right || alignment == CellAlignment::Center;
            rule += (left ? u":"_s : u"-"_s) + u"-"_s + (right ? u":"_s : u"-"_s) + u'|';
        }
        lines += rule;
    }
    return lines;
}

QStringList linesOf(const Block &block)
{
    switch (block.kind) {
    case BlockKind::Paragraph:
        return linesOf(block.content);
    case BlockKind::Math:
        return block.content.text.split(QChar::LineSeparator);
    case BlockKind::Heading: {
        const QString text = markdownOf(block.content).replace(u'\n', u' ');
        return {QString(block.headingLevel, u'#') + u' ' + text};
    }
    case BlockKind::Code: {
        QString fence = u"```"_s;
        while (block.content.text.contains(fence))
            fence += u'`';
        return QStringList(fence + block.language) + block.content.text.split(u'\n')
            + QStringList(fence);
    }
    case BlockKind::Table:
        return linesOf(block.table);
    case BlockKind::Rule:
        return {u"***"_s};
    }
    return {};
}

QString markOf(const ListMark &mark)
{
    const QString bullet =
        mark.isOrdered ? QString::number(mark.number) + mark.delimiter + u' ' : u"- "_s;
    if (!mark.isDone)
        return bullet;
    return bullet + (*mark.isDone ? u"[x] "_s : u"[ ] "_s);
}

} // namespace

Block clipped(const Block &block, int start, int end)
{
    Block part = block;
    if (block.kind == BlockKind::Table)
        part.table = clipped(block.table, start, end);
    else
        part.content = clipped(block.content, start, end);
    if (start > 0)
        part.mark.reset();
    return part;
}

QString toMarkdown(const QList<Block> &blocks)
{
    QStringList written;
    QList<qsizetype> indents; // how far what is within a list's items stands in, by depth
    for (qsizetype index = 0; index < blocks.size(); ++index) {
        const Block &block = blocks.at(index);
        QString mark;
        while (indents.size() > block.listDepth)
            indents.removeLast();
        while (indents.size() < block.listDepth)
            indents.append(2);
        if (block.mark) {
            mark = markOf(*block.mark);
            // The box of a task is no part of the indent of what follows.
            indents.last() = mark.indexOf(u' ') + 1;
        }
        qsizetype indent = 0;
        for (const qsizetype each : std::as_const(indents))
            indent += each;
        const QString quotes = u"> "_s.repeated(block.quoteDepth);
        // A blank line before a list within a tight item would make that item a loose one.
        const bool beginsWithin = index > 0 && block.mark
            && block.listDepth > blocks.at(index - 1).listDepth && blocks.at(index - 1).isTight;
        if (index > 0 && !block.isTight && !beginsWithin)
            written += u"> "_s.repeated(std::min(block.quoteDepth, blocks.at(index - 1).quoteDepth))
                           .trimmed();
        bool isMarkLine = block.mark.has_value();
        for (const QString &line : linesOf(block)) {
            const qsizetype before = isMarkLine ? indent - indents.constLast() : indent;
            written += quotes + QString(before, u' ') + (isMarkLine ? mark : QString()) + line;
            isMarkLine = false;
        }
    }
    return written.join(u'\n');
}

} // namespace polylogue::ui::markdown
