// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/block.h"

namespace polylogue::ui::markdown {

namespace {

QString withNewlines(QString text)
{
    return text.replace(QChar::LineSeparator, u'\n');
}

QString plainText(const Table &table)
{
    QString text;
    for (qsizetype cell = 0; cell < table.cells.size(); ++cell) {
        if (cell > 0)
            text += cell % table.columns() == 0 ? u'\n' : u'\t';
        text += withNewlines(table.cells.at(cell).text);
    }
    return text;
}

} // namespace

QString plainText(const Block &block)
{
    switch (block.kind) {
    case BlockKind::Paragraph:
    case BlockKind::Heading:
    case BlockKind::Math:
        return withNewlines(block.content.text);
    case BlockKind::Code:
        return block.content.text;
    case BlockKind::Table:
        return plainText(block.table);
    case BlockKind::Rule:
        return {};
    }
    return {};
}

QString markText(const ListMark &mark)
{
    if (mark.isDone)
        return *mark.isDone ? QStringLiteral("☑") : QStringLiteral("☐");
    if (mark.isOrdered)
        return QString::number(mark.number) + mark.delimiter;
    return QStringLiteral("•");
}

QDebug operator<<(QDebug debug, const InlineText &text)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << text.text;
    for (const InlineRun &run : text.runs) {
        debug << " [" << run.start << '+' << run.length << ": " << run.formats.toInt();
        if (!run.target.isEmpty())
            debug << " -> " << run.target;
        debug << ']';
    }
    return debug;
}

QDebug operator<<(QDebug debug, const Block &block)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Block(kind " << static_cast<int>(block.kind) << ", heading "
                    << block.headingLevel << ", quote " << block.quoteDepth << ", list "
                    << block.listDepth << ", mark "
                    << (block.mark ? markText(*block.mark) : QString()) << ", tight "
                    << block.isTight << ", " << block.language << ", " << block.content;
    for (const InlineText &cell : block.table.cells)
        debug << " | " << cell;
    return debug << ')';
}

} // namespace polylogue::ui::markdown
