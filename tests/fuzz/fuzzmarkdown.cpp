// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/incrementaldocument.h"
#include "ui/markdown/parser.h"

#include <QDebug>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::markdown;

namespace {

void require(bool holds, const char *what, const QString &text)
{
    if (holds)
        return;
    qCritical() << what << text;
    abort();
}

bool isSound(const InlineText &text)
{
    int end = 0;
    for (const InlineRun &run : text.runs) {
        if (run.start < end || run.length <= 0 || run.start + run.length > text.text.size())
            return false;
        end = run.start + run.length;
    }
    return true;
}

bool isSound(const Block &block)
{
    const Table &table = block.table;
    const bool isTable = block.kind == BlockKind::Table;
    const bool isWhole = isTable ? table.columns() > 0 && table.cells.size() % table.columns() == 0
                                 : table.cells.isEmpty();
    const bool isHeading = block.kind == BlockKind::Heading;
    return isWhole && isSound(block.content) && block.quoteDepth >= 0 && block.listDepth >= 0
        && (!block.mark || block.listDepth > 0)
        && isHeading == (block.headingLevel >= 1 && block.headingLevel <= 6)
        && std::all_of(table.cells.begin(), table.cells.end(),
                       [](const InlineText &cell) { return isSound(cell); });
}

bool areSound(const QList<Block> &blocks)
{
    return std::all_of(blocks.begin(), blocks.end(),
                       [](const Block &block) { return isSound(block); });
}

//! Gives \a text to a document in about ten pieces; \a step makes them of many sizes.
void stream(const QString &text, quint32 step)
{
    IncrementalDocument document;
    for (qsizetype position = 0; position < text.size();) {
        step = step * 1'664'525 + 1'013'904'223;
        const auto length =
            std::min<qsizetype>(1 + (step >> 8) % (2 + text.size() / 5), text.size() - position);
        const QList<Block> before = document.blocks();
        const qsizetype first = document.append(QStringView(text).sliced(position, length));
        position += length;
        require(areSound(document.blocks()), "unsound open blocks", text);
        require(first >= 0 && first <= before.size() && first <= document.blocks().size()
                    && document.blocks().first(first) == before.first(first),
                "says that changed blocks did not change", text);
    }
    require(document.takenCharacters() == text.size(), "has lost characters", text);
    // Definitions of links reach back to what is frozen; nothing else does.
    if (!text.contains(u"]:"))
        require(document.blocks() == parse(document.text(), Ending::Open),
                "streamed is not what the whole is", text);
    document.finish();
    require(document.blocks() == parse(document.text()), "is another one at the end", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    require(areSound(parse(text)), "unsound blocks", text);
    stream(text, static_cast<quint32>(size));
    return 0;
}
