// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/unfinished.h"

#include "ui/markdown/boundaryfinder.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::markdown {

namespace {

bool isDelimiter(QChar character)
{
    return character == u'*' || character == u'_' || character == u'~' || character == u'`';
}

qsizetype runLength(QStringView text, qsizetype position)
{
    qsizetype end = position;
    while (end < text.size() && text.at(end) == text.at(position))
        ++end;
    return end - position;
}

//! \return where the last paragraph of \a text begins: behind a blank line, or at a line that opens
//! a list item or a quote.
qsizetype lastParagraph(QStringView text)
{
    qsizetype start = text.size();
    while (start > 0) {
        const qsizetype newline = text.first(start - 1).lastIndexOf(u'\n');
        const QStringView line = text.sliced(newline + 1, start - newline - 1).trimmed();
        if (line.isEmpty() && start < text.size())
            break;
        start = newline + 1;
        if (markersOf(line).count > 0)
            break;
    }
    return start;
}

//! \return where the text begins behind the markers that open its first line.
qsizetype contentStart(QStringView text)
{
    const qsizetype newline = text.indexOf(u'\n');
    qsizetype position = markersOf(newline < 0 ? text : text.first(newline)).length;
    while (position < text.size() && text.at(position) == u'#')
        ++position;
    return position;
}

//! \return \a line with a header row's delimiter row completed; empty where it is no table's start.
QString closeTable(QStringView paragraph)
{
    const QList<QStringView> lines = paragraph.split(u'\n');
    const QStringView header = lines.first().trimmed();
    if (!header.startsWith(u'|') || lines.size() > 2 || header.size() < 2)
        return {};
    if (lines.size() == 2) {
        const bool isDelimiterRow =
            std::all_of(lines.last().begin(), lines.last().end(), [](QChar character) {
                return character == u'|' || character == u'-' || character == u':'
                    || character.isSpace();
            });
        if (!isDelimiterRow)
            return {};
    }
    const qsizetype columns =
        header.sliced(1, header.size() - 1 - (header.endsWith(u'|') ? 1 : 0)).count(u'|') + 1;
    return header.toString() + u"\n|"_s + u"---|"_s.repeated(columns);
}

//! \brief The delimiters that are open at the end of a paragraph.
class OpenDelimiters
{
public:
    explicit OpenDelimiters(QStringView paragraph)
        : m_text(paragraph)
    {
        qsizetype position = contentStart(paragraph);
        while (position < m_text.size())
            position = step(position);
    }

    qsizetype linkStart() const { return m_linkStart; }
    qsizetype linkTextEnd() const { return m_linkTextEnd; }

    //! \return what closes them, innermost first.
    QString closers() const
    {
        QString text;
        for (auto open = m_open.rbegin(); open != m_open.rend(); ++open)
            text += QString(open->length, open->character);
        return text;
    }

private:
    struct Delimiter
    {
        QChar character = {};
        qsizetype length = 0;
    };

    qsizetype step(qsizetype position)
    {
        const QChar character = m_text.at(position);
        if (character == u'\\')
            return position + 2;
        if (character == u'[') {
            m_bracket = position;
            return position + 1;
        }
        if (character == u']')
            return closeBracket(position);
        if (!isDelimiter(character))
            return position + 1;
        const qsizetype length = runLength(m_text, position);
        if (character == u'`')
            return takeCode(position, length);
        takeEmphasis(position, length);
        return position + length;
    }

    qsizetype closeBracket(qsizetype position)
    {
        const bool hasTarget =
            m_bracket >= 0 && position + 1 < m_text.size() && m_text.at(position + 1) == u'(';
        if (!hasTarget)
            return position + 1;
        const qsizetype end = m_text.indexOf(u')', position);
        if (end >= 0)
            return end + 1;
        m_linkStart = m_bracket;
        m_linkTextEnd = position;
        return m_text.size();
    }

    qsizetype takeCode(qsizetype position, qsizetype length)
    {
        qsizetype search = position + length;
        while (search < m_text.size()) {
            search = m_text.indexOf(u'`', search);
            if (search < 0)
                break;
            const qsizetype found = runLength(m_text, search);
            if (found == length)
                return search + found;
            search += found;
        }
        m_open.append({u'`', length});
        return m_text.size();
    }

    void takeEmphasis(qsizetype position, qsizetype length)
    {
        const QChar character = m_text.at(position);
        const qsizetype end = position + length;
        const bool hasTextBefore = position > 0 && !m_text.at(position - 1).isSpace();
        const bool hasTextBehind = end < m_text.size() && !m_text.at(end).isSpace();
        const bool isInWord = hasTextBefore && m_text.at(position - 1).isLetterOrNumber()
            && hasTextBehind && m_text.at(end).isLetterOrNumber();
        if (character == u'_' && isInWord)
            return;
        while (length > 0 && hasTextBefore && !m_open.isEmpty()
               && m_open.last().character == character) {
            const qsizetype closed = std::min(length, m_open.last().length);
            length -= closed;
            m_open.last().length -= closed;
            if (m_open.last().length == 0)
                m_open.removeLast();
        }
        if (length > 0 && length <= 3 && hasTextBehind)
            m_open.append({character, length});
    }

    QStringView m_text;
    QList<Delimiter> m_open;
    qsizetype m_bracket = -1;
    qsizetype m_linkStart = -1;
    qsizetype m_linkTextEnd = -1;
};

QString closeInline(QStringView paragraph)
{
    qsizetype end = paragraph.size();
    while (end > 0 && isDelimiter(paragraph.at(end - 1)))
        --end;
    const bool isAllDelimiters = paragraph.first(end).trimmed().isEmpty();
    if (isAllDelimiters) // a rule, or the first half of what is to come
        return paragraph.trimmed().size() < 3 ? QString() : paragraph.toString();
    // Half a delimiter is not shown; a whole one at the end is put back by the closers.
    const QStringView withoutDelimiters = paragraph.first(end);
    const OpenDelimiters open(withoutDelimiters);
    QString text;
    if (open.linkStart() >= 0) {
        text = withoutDelimiters.first(open.linkTextEnd()).toString().remove(open.linkStart(), 1);
    } else {
        text = withoutDelimiters.toString();
    }
    const QString closers = open.closers();
    if (closers.isEmpty())
        return open.linkStart() >= 0 || end < paragraph.size() ? text : paragraph.toString();
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text + closers;
}

//! \return how much of \a text to show: not a last line of dashes that would make a heading of the
//! line above before it turns out to be a list.
qsizetype withoutHalfUnderline(QStringView text)
{
    const qsizetype newline = text.lastIndexOf(u'\n');
    if (newline <= 0 || text.at(newline - 1) == u'\n')
        return text.size();
    const QStringView line = text.sliced(newline + 1).trimmed();
    const bool isUnderline = !line.isEmpty() && (line.front() == u'-' || line.front() == u'=')
        && runLength(line, 0) == line.size();
    return isUnderline ? newline : text.size();
}

//! \brief What stands behind the last place where the text can be cut.
struct OpenEnd
{
    qsizetype start = 0;
    qsizetype lastLine = 0; //!< the line without a newline
    bool isInFence = false;
    bool isInInnerFence = false;
};

OpenEnd openEndOf(QStringView text)
{
    OpenEnd end;
    BoundaryFinder finder;
    for (qsizetype newline = text.indexOf(u'\n'); newline >= 0;
         newline = text.indexOf(u'\n', end.lastLine)) {
        const auto boundaries = finder.feed(text.sliced(end.lastLine, newline - end.lastLine));
        if (boundaries.isBefore)
            end.start = end.lastLine;
        end.lastLine = newline + 1;
        if (boundaries.isAfter)
            end.start = end.lastLine;
    }
    end.isInFence = finder.isInFence();
    if (!end.isInFence)
        finder.feed(text.sliced(end.lastLine));
    end.isInInnerFence = finder.isInInnerFence() || (finder.isInFence() && !end.isInFence);
    return end;
}

} // namespace

QString closeUnfinished(QStringView text)
{
    text = withoutHalfCharacter(text);
    const OpenEnd end = openEndOf(text);
    if (end.isInFence)
        return text.first(withoutHalfFence(text, end.lastLine)).toString();
    QStringView open = text.sliced(end.start);
    if (end.isInInnerFence || open.isEmpty() || open.endsWith(u"\n\n"))
        return text.toString();
    open = open.first(withoutHalfUnderline(open));
    const qsizetype paragraph = lastParagraph(open);
    const QString before = text.first(end.start + paragraph).toString();
    const QString table = closeTable(open.sliced(paragraph));
    return before + (table.isEmpty() ? closeInline(open.sliced(paragraph)) : table);
}

QStringView withoutHalfCharacter(QStringView text)
{
    return !text.isEmpty() && text.back().isHighSurrogate() ? text.chopped(1) : text;
}

qsizetype withoutHalfFence(QStringView text, qsizetype lastLine)
{
    const QStringView line = text.sliced(lastLine).trimmed();
    const bool isHalfFence = line.isEmpty()
        || ((line.front() == u'`' || line.front() == u'~') && runLength(line, 0) == line.size());
    return isHalfFence ? lastLine : text.size();
}

} // namespace polylogue::ui::markdown
