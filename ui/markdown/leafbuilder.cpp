// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/leafbuilder.h"

#include "app/base/entities.h"
#include "ui/markdown/formulas.h"
#include "ui/markdown/parser.h"

#include <md4c.h>

#include <algorithm>

namespace polylogue::ui::markdown {

namespace {

//! \return the last \a columns of the white space before \a position, with the tabs in it.
QByteArray indentBefore(QByteArrayView text, qsizetype position, int columns)
{
    const QByteArrayView near = text.sliced(std::max<qsizetype>(0, position - columns),
                                            std::min<qsizetype>(position, columns));
    if (!near.contains('\t'))
        return QByteArray(columns, ' ');
    qsizetype start = position;
    while (start > 0 && text.at(start - 1) != '\n')
        --start;
    QList<int> ends; // column behind each character
    int column = 0;
    for (qsizetype at = start; at < position; ++at) {
        column += text.at(at) == '\t' ? 4 - column % 4 : 1;
        ends.append(column);
    }
    QByteArray indent;
    qsizetype at = position;
    while (at > start && column - ends.at(at - 1 - start) < columns) {
        const int before = at - 1 > start ? ends.at(at - 2 - start) : 0;
        const bool isWhole = column - before <= columns;
        if (!isWhole || (text.at(at - 1) != ' ' && text.at(at - 1) != '\t'))
            break;
        --at;
    }
    const int found = column - (at > start ? ends.at(at - 1 - start) : 0);
    return QByteArray(columns - found, ' ') + text.sliced(at, position - at).toByteArray();
}

QString withoutEscapes(const QString &text)
{
    QString plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar next = at + 1 < text.size() ? text.at(at + 1) : QChar();
        const bool isEscape = text.at(at) == u'\\' && next.unicode() < 0x80 && next.isPrint()
            && !next.isLetterOrNumber() && next != u' ';
        if (isEscape)
            ++at;
        plain += text.at(at);
    }
    return plain;
}

//! \brief Makes leaves of what md4c reports.
class LeafBuilder
{
public:
    //! \param source what md4c reads \param lifted what that is a part of; both outlive this
    LeafBuilder(QByteArrayView source, const LiftedText &lifted)
        : m_source(source)
        , m_lifted(lifted)
    { }

    //! \return whether to go on.
    bool enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void addText(MD_TEXTTYPE type, QByteArrayView bytes);

    bool hasGivenUp() const { return m_hasGivenUp; } //!< a limit was hit
    QList<Block> takeBlocks() { return std::move(m_blocks); }

private:
    struct List
    {
        bool isOrdered = false;
        bool isTight = false;
        unsigned nextNumber = 0;
        QChar delimiter = u'.';
        bool hasLeaf = false;
    };

    struct Span
    {
        MD_SPANTYPE type = MD_SPAN_EM;
        InlineFormats formats = {};
        QString target = {};
        int start = 0; //!< images only: where their alternative text begins
    };

    void openLeaf(BlockKind kind);
    void closeLeaf();
    void openItem(const MD_BLOCK_LI_DETAIL &detail);
    void closeItem();
    void addCode(QByteArrayView bytes);
    QString toString(const MD_ATTRIBUTE &attribute) const;
    void appendText(const QString &text);
    void appendFormatted(QStringView text);
    void appendLifted(const LiftedStretch &stretch);
    void addDisplayFormula(const QString &source);

    QByteArrayView m_source;
    const LiftedText &m_lifted;
    int m_codeIndent = 0; // columns of white space before the code that comes next
    QList<Block> m_blocks;
    Block m_leaf;
    bool m_hasLeaf = false;
    bool m_hasGivenUp = false;
    bool m_isBehindFormula = false; // on its own lines: what follows it is another paragraph
    QList<List> m_lists;
    int m_quoteDepth = 0;
    std::optional<ListMark> m_pendingMark; // of the item whose first leaf has not come yet
    QList<Span> m_spans;
    InlineText m_text; // of the leaf or the table cell
};

bool LeafBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    if (type != MD_BLOCK_DOC && m_hasLeaf && m_leaf.kind != BlockKind::Table)
        closeLeaf(); // a tight item's text ends where its sublist begins
    switch (type) {
    case MD_BLOCK_QUOTE:
        ++m_quoteDepth;
        break;
    case MD_BLOCK_UL:
        m_lists.append(
            {false, static_cast<MD_BLOCK_UL_DETAIL *>(detail)->is_tight != 0, 0, u'.', false});
        break;
    case MD_BLOCK_OL: {
        const auto *list = static_cast<MD_BLOCK_OL_DETAIL *>(detail);
        m_lists.append(
            {true, list->is_tight != 0, list->start, QLatin1Char(list->mark_delimiter), false});
        break;
    }
    case MD_BLOCK_LI:
        openItem(*static_cast<MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        openLeaf(BlockKind::Rule);
        break;
    case MD_BLOCK_H:
        openLeaf(BlockKind::Heading);
        m_leaf.headingLevel = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE:
        openLeaf(BlockKind::Code);
        m_leaf.language = toString(static_cast<MD_BLOCK_CODE_DETAIL *>(detail)->lang);
        break;
    case MD_BLOCK_P:
        openLeaf(BlockKind::Paragraph);
        break;
    case MD_BLOCK_TABLE: {
        const auto *table = static_cast<MD_BLOCK_TABLE_DETAIL *>(detail);
        // A short line can ask for very many cells: rows are filled up to the header's width.
        if (table->body_row_count > Limits::TableRows
            || table->col_count > Limits::TableCells / (table->body_row_count + 1))
            m_hasGivenUp = true;
        openLeaf(BlockKind::Table);
        if (!m_hasGivenUp)
            m_leaf.table.alignments.resize(table->col_count);
        break;
    }
    case MD_BLOCK_TH: {
        const MD_ALIGN align = static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align;
        const qsizetype column = m_leaf.table.cells.size();
        if (column < m_leaf.table.columns())
            m_leaf.table.alignments[column] = static_cast<CellAlignment>(align);
        break;
    }
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TD:
        break;
    }
    if (m_quoteDepth + m_lists.size() > Limits::Nesting)
        m_hasGivenUp = true;
    return !m_hasGivenUp;
}

void LeafBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        closeLeaf();
        --m_quoteDepth;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.removeLast();
        break;
    case MD_BLOCK_LI:
        closeItem();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_leaf.table.cells.append(std::exchange(m_text, {}));
        m_spans.clear();
        break;
    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
        closeLeaf();
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
        break;
    }
}

void LeafBuilder::openLeaf(BlockKind kind)
{
    m_leaf = {};
    m_leaf.kind = kind;
    m_leaf.quoteDepth = m_quoteDepth;
    m_leaf.listDepth = static_cast<int>(m_lists.size());
    m_leaf.mark = std::exchange(m_pendingMark, {});
    if (!m_lists.isEmpty()) {
        const bool beginsList = m_lists.size() == 1 && !m_lists.first().hasLeaf;
        m_leaf.isTight = m_lists.last().isTight && !beginsList;
        m_lists.first().hasLeaf = true;
    }
    m_hasLeaf = true;
    m_isBehindFormula = false;
}

void LeafBuilder::closeLeaf()
{
    if (!m_hasLeaf)
        return;
    if (m_leaf.kind == BlockKind::Code && m_text.text.endsWith(u'\n'))
        m_text.text.chop(1);
    m_leaf.content = std::exchange(m_text, {});
    m_hasGivenUp = m_hasGivenUp || m_leaf.content.runs.size() > Limits::Runs;
    m_spans.clear();
    m_blocks.append(std::exchange(m_leaf, {}));
    m_hasLeaf = false;
}

void LeafBuilder::openItem(const MD_BLOCK_LI_DETAIL &detail)
{
    List &list = m_lists.last();
    ListMark mark;
    mark.isOrdered = list.isOrdered;
    if (list.isOrdered) {
        mark.number = list.nextNumber++;
        mark.delimiter = list.delimiter;
    }
    if (detail.is_task)
        mark.isDone = detail.task_mark != ' ';
    if (m_pendingMark) { // "- - text": the outer item has nothing else of its own
        openLeaf(BlockKind::Paragraph);
        --m_leaf.listDepth;
        closeLeaf();
    }
    m_pendingMark = mark;
}

void LeafBuilder::closeItem()
{
    if (m_pendingMark)
        openLeaf(BlockKind::Paragraph);
    closeLeaf();
}

void LeafBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    Span span = m_spans.isEmpty() ? Span{} : m_spans.last();
    span.type = type;
    span.start = static_cast<int>(m_text.text.size());
    switch (type) {
    case MD_SPAN_EM:
        span.formats |= InlineFormat::Emphasis;
        break;
    case MD_SPAN_STRONG:
        span.formats |= InlineFormat::Strong;
        break;
    case MD_SPAN_CODE:
        span.formats |= InlineFormat::Code;
        break;
    case MD_SPAN_DEL:
        span.formats |= InlineFormat::Strike;
        break;
    case MD_SPAN_A:
        // Links and pictures within each other: a click follows the outer one.
        if (!span.formats.testFlag(InlineFormat::Link))
            span.target = toString(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        span.formats |= InlineFormat::Link;
        break;
    case MD_SPAN_IMG:
        if (!span.formats.testFlag(InlineFormat::Link))
            span.target = toString(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
        span.formats |= InlineFormat::Link;
        span.formats |= InlineFormat::Image;
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        break;
    }
    m_spans.append(span);
}

//! md4c leaves emphasis that it has not entered where a bare address contains the delimiters
//! ("http://a.b/*c*"), and the other way round.
void LeafBuilder::leaveSpan(MD_SPANTYPE type)
{
    const auto entered = std::find_if(m_spans.rbegin(), m_spans.rend(),
                                      [type](const Span &span) { return span.type == type; });
    if (entered == m_spans.rend())
        return;
    if (type == MD_SPAN_IMG && m_text.text.size() == m_spans.last().start)
        appendFormatted(m_spans.last().target); // a picture without a description
    m_spans.erase(entered.base() - 1, m_spans.end());
}

void LeafBuilder::addText(MD_TEXTTYPE type, QByteArrayView bytes)
{
    if (!m_hasLeaf && !m_isBehindFormula)
        openLeaf(BlockKind::Paragraph); // tight items have no paragraph of their own
    switch (type) {
    case MD_TEXT_NULLCHAR:
        appendFormatted(QString(QChar::ReplacementCharacter));
        break;
    case MD_TEXT_BR:
        appendFormatted(QString(QChar::LineSeparator));
        break;
    case MD_TEXT_SOFTBR:
        appendFormatted(u" ");
        break;
    case MD_TEXT_ENTITY:
        appendFormatted(app::base::decodeEntity(bytes));
        break;
    case MD_TEXT_CODE: {
        if (m_leaf.kind == BlockKind::Code) {
            addCode(bytes);
            break;
        }
        QString code = m_lifted.restored(QString::fromUtf8(bytes));
        if (m_leaf.kind == BlockKind::Table) // an escape of the table, not of the code
            code.replace(QStringLiteral("\\|"), QStringLiteral("|"));
        appendFormatted(code);
        break;
    }
    case MD_TEXT_NORMAL:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        appendText(QString::fromUtf8(bytes));
        break;
    }
}

//! md4c gives indentation as spaces of its own; the tabs of a makefile must stay.
void LeafBuilder::addCode(QByteArrayView bytes)
{
    const std::less<const char *> isBefore;
    const bool isOfSource =
        !isBefore(bytes.begin(), m_source.begin()) && isBefore(bytes.begin(), m_source.end());
    const bool isIndent = !isOfSource && bytes.startsWith(' ');
    if (isIndent) {
        m_codeIndent += static_cast<int>(bytes.size());
        return;
    }
    if (const int columns = std::exchange(m_codeIndent, 0); columns > 0) {
        const qsizetype position = isOfSource ? bytes.begin() - m_source.begin() : 0;
        m_text.text += QString::fromLatin1(indentBefore(m_source, position, columns));
    }
    m_text.text += m_lifted.restored(QString::fromUtf8(bytes));
}

QString LeafBuilder::toString(const MD_ATTRIBUTE &attribute) const
{
    QString text;
    if (attribute.size == 0)
        return text;
    for (int part = 0; attribute.substr_offsets[part] < attribute.size; ++part) {
        const MD_OFFSET begin = attribute.substr_offsets[part];
        const QByteArrayView bytes(attribute.text + begin,
                                   attribute.substr_offsets[part + 1] - begin);
        text += attribute.substr_types[part] == MD_TEXT_ENTITY ? app::base::decodeEntity(bytes)
                                                               : QString::fromUtf8(bytes);
    }
    // An address has no formulas: "\(" is an escape of it.
    QString address;
    qsizetype at = 0;
    while (const auto mark = m_lifted.nextMark(text, at)) {
        address += QStringView(text).sliced(at, mark->start - at);
        address += withoutEscapes(mark->stretch.source);
        at = mark->end;
    }
    return address.append(QStringView(text).sliced(at));
}

void LeafBuilder::appendText(const QString &text)
{
    qsizetype at = 0;
    while (const auto mark = m_lifted.nextMark(text, at)) {
        appendFormatted(QStringView(text).sliced(at, mark->start - at));
        appendLifted(mark->stretch);
        at = mark->end;
    }
    appendFormatted(QStringView(text).sliced(at));
}

void LeafBuilder::appendFormatted(QStringView text)
{
    if (m_isBehindFormula) {
        while (!text.isEmpty() && text.front().isSpace())
            text = text.sliced(1);
        if (!text.isEmpty())
            openLeaf(BlockKind::Paragraph);
    }
    const int start = static_cast<int>(m_text.text.size());
    const int length = static_cast<int>(text.size());
    m_text.text += text;
    if (m_spans.isEmpty() || !m_spans.last().formats || length == 0)
        return;
    const Span &span = m_spans.last();
    if (!m_text.runs.isEmpty()) {
        InlineRun &last = m_text.runs.last();
        if (last.start + last.length == start && last.formats == span.formats
            && last.target == span.target) {
            last.length += length;
            return;
        }
    }
    m_text.runs.append({start, length, span.formats, span.target});
}

void LeafBuilder::appendLifted(const LiftedStretch &stretch)
{
    if (stretch.kind == LiftedStretch::Kind::Plain) {
        appendFormatted(stretch.source);
        return;
    }
    const bool isInParagraph =
        m_isBehindFormula || (m_hasLeaf && m_leaf.kind == BlockKind::Paragraph);
    if (stretch.kind == LiftedStretch::Kind::Display && isInParagraph && m_spans.isEmpty()) {
        addDisplayFormula(stretch.source);
        return;
    }
    if (m_isBehindFormula)
        openLeaf(BlockKind::Paragraph);
    const Span span = m_spans.isEmpty() ? Span{} : m_spans.last();
    m_text.runs.append({static_cast<int>(m_text.text.size()),
                        static_cast<int>(stretch.source.size()), span.formats | InlineFormat::Math,
                        span.target});
    m_text.text += QString(stretch.source).replace(QChar::LineSeparator, u' ');
}

//! The paragraph ends before a formula in a line of its own; what follows is another one.
void LeafBuilder::addDisplayFormula(const QString &source)
{
    if (!m_hasLeaf)
        openLeaf(BlockKind::Paragraph);
    while (!m_text.text.isEmpty() && m_text.text.back().isSpace())
        m_text.text.chop(1);
    const auto size = static_cast<int>(m_text.text.size());
    m_text.runs.removeIf([size](const InlineRun &run) { return run.start >= size; });
    if (!m_text.runs.isEmpty())
        m_text.runs.last().length =
            std::min(m_text.runs.last().length, size - m_text.runs.last().start);
    if (size > 0) {
        closeLeaf();
        openLeaf(BlockKind::Math);
    }
    m_leaf.kind = BlockKind::Math;
    m_text = {source, {{0, static_cast<int>(source.size()), InlineFormat::Math, {}}}};
    closeLeaf();
    m_isBehindFormula = true;
}

LeafBuilder &builderOf(void *userData)
{
    return *static_cast<LeafBuilder *>(userData);
}

} // namespace

std::optional<QList<Block>> parseMarkup(QStringView text, const LiftedText &lifted)
{
    MD_PARSER parser = {};
    parser.flags = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        return builderOf(data).enterBlock(type, detail) ? 0 : 1;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        builderOf(data).leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        builderOf(data).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *data) {
        builderOf(data).leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *data) {
        builderOf(data).addText(type, QByteArrayView(bytes, size));
        return 0;
    };
    const QByteArray bytes = text.toUtf8();
    LeafBuilder builder(bytes, lifted);
    const int error =
        md_parse(bytes.constData(), static_cast<MD_SIZE>(bytes.size()), &parser, &builder);
    if (error != 0 || builder.hasGivenUp()) // md4c does not always tell that it was stopped
        return {};
    return builder.takeBlocks();
}

} // namespace polylogue::ui::markdown
