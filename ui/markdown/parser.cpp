// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"

#include "ui/markdown/boundaryfinder.h"
#include "ui/markdown/formulas.h"
#include "ui/markdown/leafbuilder.h"
#include "ui/markdown/unfinished.h"

#include <QStringTokenizer>

#include <algorithm>
#include <optional>

namespace polylogue::ui::markdown {

namespace {

//! \brief A part of the text that can be parsed alone.
struct Chunk
{
    QStringView text = {};
    bool isFence = false;
    bool isPlain = false; //!< beyond a limit that can be seen without parsing
    bool isWhole = false; //!< nothing that follows belongs to it
    qsizetype closingLine = -1; //!< of a fence: where it begins; -1 where it has not come
};

//! \brief What a fence at the left edge encloses: code needs no parser, and keeps every character.
//! \return nothing where \a chunk is something else.
std::optional<Block> fencedCode(const Chunk &chunk, const LiftedText &lifted)
{
    const bool isAtEdge = chunk.text.startsWith(u'`') || chunk.text.startsWith(u'~');
    if (!chunk.isFence || !isAtEdge)
        return {};
    const qsizetype newline = chunk.text.indexOf(u'\n');
    const qsizetype body = newline < 0 ? chunk.text.size() : newline + 1;
    const auto opened = parseMarkup(chunk.text.first(body), lifted);
    if (!opened || opened->size() != 1 || opened->first().kind != BlockKind::Code)
        return {};
    Block block = opened->first();
    const qsizetype end = chunk.closingLine < 0 ? chunk.text.size() : chunk.closingLine;
    QString &code = block.content.text;
    code = chunk.text.sliced(body, end - body).toString();
    code.replace(QChar::Null, QChar::ReplacementCharacter);
    if (code.endsWith(u'\n'))
        code.chop(1);
    return block;
}

std::optional<QList<Block>> parseChunk(const Chunk &chunk, const LiftedText &lifted)
{
    if (chunk.isPlain)
        return {};
    if (auto code = fencedCode(chunk, lifted))
        return QList<Block>{*std::move(code)};
    return parseMarkup(chunk.text, lifted);
}

QString withPlainLineEnds(QStringView text)
{
    QString plain = text.toString();
    plain.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    return plain.replace(u'\r', u'\n');
}

qsizetype delimitersIn(QStringView text)
{
    return std::count_if(text.begin(), text.end(), [](QChar character) {
        switch (character.unicode()) {
        case u'*':
        case u'_':
        case u'~':
        case u'[':
        case u']':
        case u'!':
        case u'`':
        case u'<':
        case u'|':
            return true;
        default:
            return false;
        }
    });
}

//! md4c looks for the end of each bare address up to the end of the word that it begins in.
bool hasTooManyAddresses(QStringView text)
{
    qsizetype addresses = 0;
    qsizetype wordStart = 0;
    qsizetype longestWord = 1;
    QChar previous;
    for (qsizetype position = 0; position < text.size(); ++position) {
        const QChar character = text.at(position);
        if (character == u' ' || character == u'\n')
            wordStart = position + 1;
        else if (character == u'@' || (character == u'/' && previous == u':')
                 || (character == u'.' && previous == u'w'))
            ++addresses;
        longestWord = std::max(longestWord, position + 1 - wordStart);
        previous = character;
    }
    return addresses > Limits::Addresses || addresses > Limits::AddressSearch / longestWord;
}

QList<Chunk> chunksOf(QStringView text)
{
    QList<Chunk> chunks;
    BoundaryFinder finder;
    qsizetype start = 0;
    qsizetype position = 0;
    Chunk chunk;
    const auto closeAt = [&](qsizetype end) {
        chunk.text = text.sliced(start, end - start);
        chunk.isPlain = chunk.isPlain || (!chunk.isFence && isBeyondLimits(chunk.text));
        if (!chunk.text.isEmpty())
            chunks.append(chunk);
        chunk = {};
        start = end;
    };
    while (position < text.size()) {
        const qsizetype newline = text.indexOf(u'\n', position);
        const qsizetype end = newline < 0 ? text.size() : newline;
        const QStringView line = text.sliced(position, end - position);
        const bool wasInFence = finder.isInFence();
        const BoundaryFinder::Boundaries boundaries = finder.feed(line);
        if (boundaries.isBefore)
            closeAt(position);
        if (finder.isInFence() || wasInFence)
            chunk.isFence = true;
        else if (markersOf(line).count > Limits::Nesting)
            chunk.isPlain = true;
        if (boundaries.isAfter && wasInFence)
            chunk.closingLine = position - start;
        chunk.isWhole = boundaries.isAfter && newline >= 0;
        position = newline < 0 ? text.size() : newline + 1;
        if (boundaries.isAfter)
            closeAt(position);
    }
    closeAt(text.size());
    return chunks;
}

//! \return \a text as md4c is to see it: without formulas, and closed where it is open.
LiftedText prepared(QStringView text, Ending ending, Formulas formulas)
{
    LiftedText lifted = formulas == Formulas::Recognised ? liftFormulas(text, ending)
                                                         : LiftedText{text.toString(), {}};
    if (ending == Ending::Open)
        lifted.text = closeUnfinished(lifted.text);
    return lifted;
}

QList<Block> blocksOf(const Chunk &chunk, Ending ending, Formulas formulas)
{
    if (chunk.isPlain)
        return unformattedBlocks(chunk.text);
    const LiftedText lifted = prepared(chunk.text, ending, formulas);
    QList<Block> blocks;
    for (const Chunk &part : chunksOf(lifted.text)) {
        const auto parsed = parseChunk(part, lifted);
        if (!parsed)
            return unformattedBlocks(chunk.text);
        blocks += *parsed;
    }
    return blocks;
}

} // namespace

QList<Block> plainBlocks(QStringView text)
{
    QList<Block> blocks;
    for (QStringView line : QStringTokenizer{text, u'\n'}) {
        do {
            qsizetype length = std::min(line.size(), Limits::PlainPiece);
            if (length < line.size() && line.at(length).isLowSurrogate())
                --length;
            Block block;
            block.content.text = line.first(length).toString();
            block.isTight = !blocks.isEmpty();
            blocks.append(block);
            line = line.sliced(length);
        } while (!line.isEmpty());
    }
    while (!blocks.isEmpty() && blocks.last().content.text.isEmpty())
        blocks.removeLast();
    return blocks;
}

bool isBeyondLimits(QStringView text)
{
    return text.size() > Limits::BlockCharacters || delimitersIn(text) > Limits::Delimiters
        || hasTooManyAddresses(text);
}

QList<Block> unformattedBlocks(QStringView text)
{
    QList<Block> blocks;
    while (!text.isEmpty()) {
        const qsizetype length = unformattedPiece(text);
        Block block;
        block.isUnformatted = blocks.isEmpty();
        block.isTight = !blocks.isEmpty();
        block.content.text = text.first(length).toString();
        if (block.content.text.endsWith(u'\n'))
            block.content.text.chop(1);
        block.content.text.replace(u'\n', QChar::LineSeparator);
        blocks.append(block);
        text = text.sliced(length);
    }
    return blocks;
}

qsizetype unformattedPiece(QStringView text)
{
    if (text.size() <= Limits::PlainPiece)
        return text.size();
    const qsizetype lineEnd = text.first(Limits::PlainPiece).lastIndexOf(u'\n') + 1;
    if (lineEnd > 0)
        return lineEnd;
    return Limits::PlainPiece - (text.at(Limits::PlainPiece).isLowSurrogate() ? 1 : 0);
}

QList<Block> parse(QStringView text, Ending ending, Formulas formulas)
{
    if (text.contains(u'\r'))
        return parse(withPlainLineEnds(text), ending, formulas);
    if (ending == Ending::Open)
        text = withoutHalfCharacter(text);
    const QList<Chunk> chunks = chunksOf(text);
    // Only definitions of links reach from one part into another. Without them each is parsed
    // alone, as it is while text streams in: md4c takes some fences across containers.
    const bool mayDefineLinks = text.contains(QStringLiteral("]:"));
    const bool isOrdinary = std::none_of(chunks.begin(), chunks.end(),
                                         [](const Chunk &chunk) { return chunk.isPlain; });
    if (mayDefineLinks && isOrdinary) {
        const LiftedText lifted = prepared(text, ending, formulas);
        if (auto blocks = parseMarkup(lifted.text, lifted))
            return *blocks;
    }
    QList<Block> blocks;
    for (qsizetype index = 0; index < chunks.size(); ++index) {
        const bool isOver = chunks.at(index).isWhole || index < chunks.size() - 1;
        blocks += blocksOf(chunks.at(index), isOver ? Ending::Complete : ending, formulas);
    }
    return blocks;
}

} // namespace polylogue::ui::markdown
