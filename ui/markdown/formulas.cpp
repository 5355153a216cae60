// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/formulas.h"

#include "ui/markdown/boundaryfinder.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace polylogue::ui::markdown {

namespace {

constexpr qsizetype TabWidth = 4;
constexpr qsizetype CodeIndent = 4;
constexpr qsizetype MostBackticks = 32; // of a code span; more are text to md4c

bool isBlank(QChar character)
{
    return character == u' ' || character == u'\t' || character == u'\n';
}

bool isAsciiLetter(QChar character)
{
    return (character >= u'a' && character <= u'z') || (character >= u'A' && character <= u'Z');
}

bool isAsciiDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

//! \return the ASCII letters with which \a text begins.
QStringView wordAtStart(QStringView text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isAsciiLetter);
    return text.first(end - text.begin());
}

//! "$20 or 30$": a number, and a word that is no command.
bool isAmount(QStringView content)
{
    if (!isAsciiDigit(content.front()) || content.contains(u'\\'))
        return false;
    for (qsizetype at = 1; at < content.size(); ++at) {
        if (!isBlank(content.at(at - 1)))
            continue;
        const QStringView word = wordAtStart(content.sliced(at));
        if (word.size() >= 3 || word == u"or" || word == u"to")
            return true;
    }
    return false;
}

//! \return whether a closing dollar may stand before \a behind.
bool mayFollowFormula(QStringView behind)
{
    if (behind.isEmpty())
        return true;
    static constexpr std::array Endings = {"s"_L1, "st"_L1, "nd"_L1, "rd"_L1, "th"_L1, "ths"_L1};
    const QStringView word = wordAtStart(behind);
    if (!word.isEmpty())
        return std::find(Endings.begin(), Endings.end(), word) != Endings.end();
    return !isAsciiDigit(behind.front()) && behind.front() != u'_' && behind.front() != u'$';
}

bool looksLikeTex(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        return character == u'\\' || character == u'^' || character == u'_' || character == u'{';
    });
}

bool isSentenceEnd(QChar character)
{
    return character == u'.' || character == u',' || character == u';' || character == u':';
}

//! \brief One pass over a text, line by line for what is code, paragraph by paragraph for the rest.
class FormulaLifter
{
public:
    FormulaLifter(QStringView text, Ending ending)
        : m_text(text)
        , m_isOpen(ending == Ending::Open)
    { }

    LiftedText lift();

private:
    enum class LineKind { Text, Blank, Code };

    struct Line
    {
        qsizetype start = 0;
        qsizetype end = 0; // without its newline
        qsizetype content = 0; // behind the markers of lists and quotes
        qsizetype quotes = 0;
        bool opensItem = false; // of a list, or a row of a table
        bool beginsChunk = false;
        LineKind kind = LineKind::Text;
    };

    struct Found
    {
        qsizetype end = -1; // behind the closing delimiter; -1: none
        bool isUnfinished = false; // the text ends before it
        qsizetype next = 0; // where to look on if there is none
    };

    void readLines();
    void measureIndent(Line &line, bool mayBeCode);
    void scanParagraph(size_t first, size_t last);
    qsizetype behindCode(qsizetype position) const;
    qsizetype takeDollars(qsizetype position);
    qsizetype takeBackslash(qsizetype position);
    qsizetype takeDisplay(qsizetype position, QStringView closer);
    Found inlineDollarEnd(qsizetype position) const;
    Found inlineParenthesisEnd(qsizetype position);
    Found displayEnd(qsizetype position, QStringView closer);
    qsizetype &noEndBeforeOf(QStringView closer);
    Found judged(qsizetype position, qsizetype closer) const;
    qsizetype takeFound(qsizetype position, const Found &found, LiftedStretch::Kind kind);
    bool isTextEnd(qsizetype position) const { return m_isOpen && position >= m_text.size(); }
    bool isFirstInLine(qsizetype position) const;
    QString sourceOf(qsizetype from, qsizetype to) const;
    qsizetype contentOfFollowing(const Line &line) const;
    void replace(qsizetype from, qsizetype to, LiftedStretch::Kind kind);

    QStringView m_text;
    bool m_isOpen;
    std::vector<Line> m_lines;
    qsizetype m_itemIndent = 0; // of the current list item's content; approximately
    size_t m_line = 0; // of the position that is looked at
    size_t m_lastLine = 0; // behind the paragraph
    // Up to where it is known that no formula ends: with a parenthesis, a bracket, dollars.
    std::array<qsizetype, 3> m_noEndBefore = {};
    LiftedText m_lifted;
    qsizetype m_copied = 0;
};

LiftedText FormulaLifter::lift()
{
    const auto isOfInterest = [](QChar character) {
        return character == u'$' || character == u'\\' || character == LiftedText::MarkBegin
            || character == LiftedText::MarkEnd;
    };
    if (std::none_of(m_text.begin(), m_text.end(), isOfInterest))
        return {m_text.toString(), {}};
    readLines();
    for (size_t first = 0; first < m_lines.size();) {
        size_t last = first + 1;
        if (m_lines.at(first).kind == LineKind::Text) {
            while (last < m_lines.size() && m_lines.at(last).kind == LineKind::Text
                   && !m_lines.at(last).beginsChunk)
                ++last;
            scanParagraph(first, last);
        }
        first = last;
    }
    m_lifted.text += m_text.sliced(m_copied);
    return std::move(m_lifted);
}

//! Each chunk is looked at as if it stood alone, so that a text in pieces gives the same.
void FormulaLifter::readLines()
{
    BoundaryFinder finder;
    bool beginsChunk = true;
    bool mayBeCode = true; // behind a blank line or other indented code
    for (qsizetype start = 0; start <= m_text.size();) {
        const qsizetype newline = m_text.indexOf(u'\n', start);
        const qsizetype end = newline < 0 ? m_text.size() : newline;
        const QStringView content = m_text.sliced(start, end - start);
        bool wasInFence = finder.isInFence() || finder.isInInnerFence();
        BoundaryFinder::Boundaries boundaries = finder.feed(content);
        if (boundaries.isBefore && !beginsChunk) {
            finder = {};
            boundaries = finder.feed(content);
            wasInFence = false;
            beginsChunk = true;
        }
        Line line{start, end, start, 0, false, beginsChunk, LineKind::Text};
        if (beginsChunk)
            m_itemIndent = 0;
        if (wasInFence || finder.isInFence() || finder.isInInnerFence())
            line.kind = LineKind::Code;
        else
            measureIndent(line, mayBeCode || beginsChunk);
        mayBeCode = line.kind != LineKind::Text;
        m_lines.push_back(line);
        beginsChunk = boundaries.isAfter;
        if (boundaries.isAfter)
            finder = {};
        start = end + 1;
    }
}

void FormulaLifter::measureIndent(Line &line, bool mayBeCode)
{
    const QStringView text = m_text.sliced(line.start, line.end - line.start);
    qsizetype indent = 0;
    for (const QChar character : text) {
        if (character != u' ' && character != u'\t')
            break;
        indent += character == u'\t' ? TabWidth : 1;
    }
    const LineMarkers markers = markersOf(text);
    line.content = line.start + markers.length;
    line.quotes = text.first(markers.length).count(u'>');
    const QStringView content = text.sliced(markers.length);
    line.opensItem = markers.count > line.quotes || content.startsWith(u'|');
    const bool hasQuotesAlone = markers.count == line.quotes;
    if (hasQuotesAlone && content.trimmed().isEmpty()) {
        line.kind = LineKind::Blank;
    } else if (mayBeCode && indent >= m_itemIndent + CodeIndent) {
        line.kind = LineKind::Code;
    } else if (!hasQuotesAlone) {
        m_itemIndent = markers.length;
    } else if (mayBeCode) {
        m_itemIndent = std::min(m_itemIndent, indent);
    }
}

void FormulaLifter::scanParagraph(size_t first, size_t last)
{
    m_line = first;
    m_lastLine = last;
    const qsizetype end = m_lines.at(last - 1).end;
    for (qsizetype position = m_lines.at(first).start; position < end;) {
        while (position > m_lines.at(m_line).end)
            ++m_line;
        const QChar character = m_text.at(position);
        if (character == u'\\') {
            position = takeBackslash(position);
        } else if (character == u'`') {
            position = behindCode(position);
        } else if (character == u'$') {
            position = takeDollars(position);
        } else if (m_text.sliced(position).startsWith("://"_L1)) {
            while (position < end && !isBlank(m_text.at(position)))
                ++position;
        } else {
            if (character == LiftedText::MarkBegin || character == LiftedText::MarkEnd)
                replace(position, position + 1, LiftedStretch::Kind::Plain);
            ++position;
        }
    }
}

//! \return the position behind the code span that begins at \a position, or behind its backticks
//! where it has no end in this item.
qsizetype FormulaLifter::behindCode(qsizetype position) const
{
    const auto lengthAt = [this](qsizetype at) {
        qsizetype end = at;
        while (end < m_text.size() && m_text.at(end) == u'`')
            ++end;
        return end - at;
    };
    const qsizetype length = lengthAt(position);
    if (length > MostBackticks)
        return position + length;
    size_t line = m_line + 1;
    while (line < m_lastLine && !m_lines.at(line).opensItem)
        ++line;
    const qsizetype end = m_lines.at(line - 1).end;
    for (qsizetype at = m_text.indexOf(u'`', position + length); at >= 0 && at < end;) {
        const qsizetype found = lengthAt(at);
        if (found == length)
            return at + found;
        at = m_text.indexOf(u'`', at + found);
    }
    return position + length;
}

qsizetype FormulaLifter::takeDollars(qsizetype position)
{
    qsizetype length = 1;
    while (position + length < m_text.size() && m_text.at(position + length) == u'$')
        ++length;
    if (length == 2)
        return takeDisplay(position, u"$$");
    if (length > 2)
        return position + length;
    return takeFound(position, inlineDollarEnd(position), LiftedStretch::Kind::Inline);
}

qsizetype FormulaLifter::takeBackslash(qsizetype position)
{
    const QChar next = position + 1 < m_text.size() ? m_text.at(position + 1) : QChar();
    if (next == u'(')
        return takeFound(position, inlineParenthesisEnd(position), LiftedStretch::Kind::Inline);
    if (next == u'[')
        return takeDisplay(position, u"\\]");
    return position + (next == u'\n' || next.isNull() ? 1 : 2);
}

qsizetype FormulaLifter::takeDisplay(qsizetype position, QStringView closer)
{
    Found found = displayEnd(position, closer);
    if (found.end > 0) {
        const bool hasSentenceEnd = found.end < m_text.size() && isSentenceEnd(m_text.at(found.end))
            && (found.end + 1 == m_text.size() || isBlank(m_text.at(found.end + 1)));
        found.end += hasSentenceEnd ? 1 : 0;
    }
    return takeFound(position, found, LiftedStretch::Kind::Display);
}

//! \return where to look on.
qsizetype FormulaLifter::takeFound(qsizetype position, const Found &found, LiftedStretch::Kind kind)
{
    if (found.end > 0) {
        replace(position, found.end, kind);
        return found.end;
    }
    if (found.isUnfinished) {
        replace(position, m_text.size(), LiftedStretch::Kind::Plain);
        return m_text.size();
    }
    return std::max(found.next, position + (kind == LiftedStretch::Kind::Inline ? 1 : 2));
}

//! The next dollar decides.
FormulaLifter::Found FormulaLifter::inlineDollarEnd(qsizetype position) const
{
    const qsizetype end = m_lines.at(m_line).end;
    const QChar before = position > 0 ? m_text.at(position - 1) : QChar();
    const qsizetype start = position + 1;
    if (start >= end || isBlank(m_text.at(start)) || isAsciiLetter(before) || isAsciiDigit(before))
        return {};
    for (qsizetype at = start; at < end; ++at) {
        const QChar character = m_text.at(at);
        if (character == u'`')
            return {};
        if (character == u'\\') {
            ++at;
            continue;
        }
        if (character != u'$')
            continue;
        const QStringView content = m_text.sliced(start, at - start);
        // What comes next may show that the dollar closes nothing.
        if (isTextEnd(at + 1))
            return {-1, looksLikeTex(content)};
        const bool isFormula = !isBlank(m_text.at(at - 1))
            && mayFollowFormula(m_text.sliced(at + 1, end - at - 1)) && !isAmount(content);
        return {isFormula ? at + 1 : -1, false};
    }
    return {-1, isTextEnd(end) && looksLikeTex(m_text.sliced(start, end - start))};
}

FormulaLifter::Found FormulaLifter::inlineParenthesisEnd(qsizetype position)
{
    const qsizetype end = m_lines.at(m_line).end;
    qsizetype &noEndBefore = noEndBeforeOf(u"\\)");
    if (position < noEndBefore)
        return {-1, false, position + 2};
    for (qsizetype at = position + 2; at + 1 < end; ++at) {
        if (m_text.at(at) != u'\\')
            continue;
        if (m_text.at(at + 1) == u')')
            return judged(position, at);
        ++at;
    }
    noEndBefore = end;
    return {-1, isTextEnd(end), position + 2};
}

FormulaLifter::Found FormulaLifter::displayEnd(qsizetype position, QStringView closer)
{
    const Line &opener = m_lines.at(m_line);
    qsizetype &noEndBefore = noEndBeforeOf(closer);
    if (position < noEndBefore)
        return {};
    const bool isFirst = isFirstInLine(position);
    qsizetype at = position + 2;
    for (size_t line = m_line; line < m_lastLine; ++line) {
        const Line &current = m_lines.at(line);
        if (line > m_line) {
            noEndBefore = current.start;
            if (current.quotes < opener.quotes)
                return {};
            at = contentOfFollowing(current);
            const bool isDeepEnough = at - current.start >= opener.content - opener.start;
            if (current.opensItem && (!isFirst || !isDeepEnough))
                return {};
        }
        for (; at + 1 < current.end; ++at) {
            if (m_text.sliced(at).startsWith(closer))
                return judged(position, at);
            if (m_text.at(at) == u'\\')
                ++at;
        }
    }
    noEndBefore = m_lines.at(m_lastLine - 1).end;
    return {-1, isTextEnd(noEndBefore) || isTextEnd(noEndBefore + 1)};
}

//! \return whether what stands between two delimiters of two characters is a formula.
FormulaLifter::Found FormulaLifter::judged(qsizetype position, qsizetype closer) const
{
    const QStringView content = m_text.sliced(position + 2, closer - position - 2);
    const bool isBracket = m_text.at(closer + 1) == u']';
    const bool isFormula = std::any_of(content.begin(), content.end(), [=](QChar character) {
        // "\[1\]" is how a reference in brackets is written.
        return !isBlank(character)
            && !(isBracket && (isAsciiDigit(character) || character == u','));
    });
    return {isFormula ? closer + 2 : -1, false, closer + 2};
}

qsizetype &FormulaLifter::noEndBeforeOf(QStringView closer)
{
    const QChar last = closer.back();
    return m_noEndBefore.at(last == u')' ? 0U : last == u']' ? 1U : 2U);
}

bool FormulaLifter::isFirstInLine(qsizetype position) const
{
    const qsizetype content = m_lines.at(m_line).content;
    return position <= content || m_text.sliced(content, position - content).trimmed().isEmpty();
}

//! \return where the content of a further line of a formula begins: behind as many marks of quotes
//! as its first line has.
qsizetype FormulaLifter::contentOfFollowing(const Line &line) const
{
    qsizetype at = line.start;
    for (qsizetype quotes = 0; quotes < m_lines.at(m_line).quotes; ++quotes)
        at = m_text.indexOf(u'>', at) + 1;
    while (at < line.end && isBlank(m_text.at(at)))
        ++at;
    return at;
}

QString FormulaLifter::sourceOf(qsizetype from, qsizetype to) const
{
    QString source = m_text.sliced(from, std::min(to, m_lines.at(m_line).end) - from).toString();
    for (size_t line = m_line + 1; line < m_lastLine && m_lines.at(line).start < to; ++line) {
        const qsizetype start = contentOfFollowing(m_lines.at(line));
        const qsizetype end = std::min(to, m_lines.at(line).end);
        source += QChar::LineSeparator;
        source += m_text.sliced(start, std::max<qsizetype>(end - start, 0));
    }
    return source;
}

void FormulaLifter::replace(qsizetype from, qsizetype to, LiftedStretch::Kind kind)
{
    m_lifted.text += m_text.sliced(m_copied, from - m_copied);
    m_lifted.text +=
        LiftedText::MarkBegin + QString::number(m_lifted.stretches.size()) + LiftedText::MarkEnd;
    m_lifted.stretches.append({kind, sourceOf(from, to)});
    m_copied = to;
}

} // namespace

Formula formulaOf(QStringView source)
{
    const bool isDisplay = source.startsWith(u"$$") || source.startsWith(u"\\[");
    const bool isSingle = !isDisplay && source.startsWith(u'$');
    QString tail; // what ends the sentence stands behind a formula in a line of its own
    if (isDisplay && !source.isEmpty() && isSentenceEnd(source.back())) {
        tail = source.back();
        source.chop(1);
    }
    const qsizetype delimiter = isSingle ? 1 : 2;
    if (source.size() < 2 * delimiter)
        return {source.toString(), isDisplay};
    QString tex = source.sliced(delimiter, source.size() - 2 * delimiter).toString() + tail;
    return {tex.replace(QChar::LineSeparator, u'\n'), isDisplay};
}

std::optional<LiftedText::Mark> LiftedText::nextMark(QStringView part, qsizetype from) const
{
    for (qsizetype start = part.indexOf(MarkBegin, from); start >= 0;
         start = part.indexOf(MarkBegin, start + 1)) {
        const qsizetype end = part.indexOf(MarkEnd, start);
        bool isNumber = false;
        const qsizetype number =
            end < 0 ? -1 : part.sliced(start + 1, end - start - 1).toLongLong(&isNumber);
        if (isNumber && number >= 0 && number < stretches.size())
            return Mark{start, end + 1, stretches.at(number)};
    }
    return {};
}

QString LiftedText::restored(QStringView part) const
{
    QString whole;
    qsizetype at = 0;
    while (const auto mark = nextMark(part, at)) {
        whole += part.sliced(at, mark->start - at);
        whole += QString(mark->stretch.source).replace(QChar::LineSeparator, u'\n');
        at = mark->end;
    }
    return whole.append(part.sliced(at));
}

LiftedText liftFormulas(QStringView text, Ending ending)
{
    return FormulaLifter(text, ending).lift();
}

} // namespace polylogue::ui::markdown
