// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/code/linelexer.h"

#include <algorithm>

namespace polylogue::ui::code {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestKey = 80; // characters, so that prose with a colon stays prose
constexpr qsizetype LongestDelimiter = 16; // C++, [lex.string]
constexpr qsizetype LongestCharacter = 12; // '\U0001F600'

bool isWordStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

bool isConstant(QStringView word)
{
    return word.size() > 1
        && std::none_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
}

qsizetype indentOf(QStringView line)
{
    const auto *const first =
        std::find_if_not(line.begin(), line.end(), [](QChar c) { return c.isSpace(); });
    return first - line.begin();
}

} // namespace

LineLexer::LineLexer(const Language &language, QStringView line, LexerState *state, bool endsLine)
    : m_language(language)
    , m_line(line)
    , m_state(state)
    , m_endsLine(endsLine)
{ }

QList<Token> LineLexer::run()
{
    if (!takeBlockScalar()) {
        if (m_state->region >= 0)
            closeRegion(m_language.regions().at(m_state->region), 0);
        else if (isAtLineStart() && m_language.has(Trait::LineKeys))
            takeLineKey();
        while (m_at < m_line.size())
            step();
        if (m_hereDocument >= 0 && m_endsLine)
            m_state->region = m_hereDocument;
    }
    m_state->isInLine = !m_endsLine;
    return m_tokens;
}

void LineLexer::add(qsizetype start, qsizetype end, TokenKind kind)
{
    if (end > start && kind != TokenKind::Plain)
        m_tokens.append({static_cast<int>(start), static_cast<int>(end - start), kind});
}

bool LineLexer::isAtLineStart() const
{
    return !m_state->isInLine && indentOf(m_line) >= m_at;
}

qsizetype LineLexer::endOfWord(qsizetype from) const
{
    const bool dashes = m_language.has(Trait::DashedWords);
    qsizetype end = from;
    while (isWordPart(at(end)) || (dashes && at(end) == u'-'))
        ++end;
    return end;
}

void LineLexer::step()
{
    const QChar c = m_line[m_at];
    if (c.isSpace()) {
        ++m_at;
    } else if (m_language.mayOpenRegion(c) && takeRegion()) {
        return;
    } else if (c.isDigit() || (c == u'.' && at(m_at + 1).isDigit())) {
        takeNumber();
    } else if (isWordStart(c)
               || (c == u'-' && m_language.has(Trait::Declarations) && at(m_at + 1) == u'-')) {
        takeWord();
    } else if (!takeSign(c)) {
        ++m_at;
    }
}

//! Signs that mean something in some languages. \return whether one was taken.
bool LineLexer::takeSign(QChar c)
{
    switch (c.unicode()) {
    case u'$':
        return m_language.has(Trait::Variables) && takeVariable();
    case u'#':
        return (m_language.has(Trait::Directives) && takeDirective()) || takeSelector();
    case u'.':
    case u'!':
        return takeSelector();
    case u'@':
        return m_language.has(Trait::Decorators) && takeDecorator();
    case u'[':
        return m_language.has(Trait::Sections) && takeSection();
    case u'{':
        m_state->depth += m_language.has(Trait::Declarations) ? 1 : 0;
        return false;
    case u'}':
        m_state->depth -= m_language.has(Trait::Declarations) && m_state->depth > 0 ? 1 : 0;
        return false;
    default:
        return false;
    }
}

bool LineLexer::takeRegion()
{
    const QList<Region> &regions = m_language.regions();
    for (qsizetype index = 0; index < regions.size(); ++index) {
        const Region &region = regions.at(index);
        qsizetype opening = 0;
        QString closing;
        if (!opens(region, &opening, &closing))
            continue;
        const qsizetype start = m_at;
        m_at += opening;
        m_state->closing = closing;
        if (region.closing == Closing::HereDocument) {
            add(start, m_at, region.kind);
            m_hereDocument = static_cast<int>(index); // begins with the next line
            return true;
        }
        m_state->region = static_cast<int>(index);
        if (region.options.testFlag(RegionOption::Nested))
            m_state->depth = 1;
        closeRegion(region, start);
        return true;
    }
    return false;
}

//! \param opening how long the opening is \param closing only where it is not a fixed one
bool LineLexer::opens(const Region &region, qsizetype *opening, QString *closing) const
{
    const QStringView rest = m_line.sliced(m_at);
    if (!rest.startsWith(region.open))
        return false;
    if (region.options.testFlag(RegionOption::AtLineStart) && !isAtLineStart())
        return false;
    if (region.options.testFlag(RegionOption::AtWordStart) && m_at > 0
        && (isWordPart(at(m_at - 1)) || u"$/\"'`"_s.contains(at(m_at - 1))))
        return false;
    if (region.options.testFlag(RegionOption::Character) && !holdsOneCharacter(region))
        return false;
    *opening = region.open.size();
    switch (region.closing) {
    case Closing::Fixed:
        return true;
    case Closing::RawString: {
        const qsizetype parenthesis =
            rest.left(region.open.size() + LongestDelimiter + 1).indexOf(u'(');
        if (parenthesis < 0)
            return false;
        *closing = u')' + rest.sliced(*opening, parenthesis - *opening).toString() + u'"';
        *opening = parenthesis + 1;
        return true;
    }
    case Closing::Hashes: {
        while (at(m_at + *opening) == u'#')
            ++*opening;
        *closing = u'"' + QString(*opening - region.open.size(), u'#');
        return at(m_at + (*opening)++) == u'"' && *opening > 1;
    }
    case Closing::HereDocument: {
        if (at(m_at + *opening) == u'-' || at(m_at + *opening) == u'~')
            ++*opening;
        const QChar quote = at(m_at + *opening);
        const bool isQuoted = quote == u'\'' || quote == u'"';
        const qsizetype start = m_at + *opening + (isQuoted ? 1 : 0);
        const qsizetype end = endOfWord(start);
        if (end == start || !isWordStart(at(start)))
            return false;
        *closing = m_line.sliced(start, end - start).toString();
        *opening = end - m_at + (isQuoted && at(end) == quote ? 1 : 0);
        return true;
    }
    }
    return false;
}

bool LineLexer::holdsOneCharacter(const Region &region) const
{
    const qsizetype first = m_at + region.open.size();
    if (at(first) == u'\\')
        return m_line.sliced(first).left(LongestCharacter).indexOf(region.close, 2) > 0;
    const qsizetype next = first + (at(first).isHighSurrogate() ? 2 : 1);
    return m_line.sliced(std::min(next, m_line.size())).startsWith(region.close);
}

//! What is open goes on from here. \param start where its token begins
void LineLexer::closeRegion(const Region &region, qsizetype start)
{
    if (region.closing == Closing::HereDocument) {
        if (!m_state->isInLine && m_endsLine && m_line.trimmed() == m_state->closing)
            m_state->region = -1;
        m_at = m_line.size();
    } else {
        m_at = endOfRegion(region, m_at);
    }
    const bool isKey = m_language.has(Trait::StringKeys) && region.kind == TokenKind::String
        && m_state->region < 0 && isKeyBefore(m_at);
    add(start, m_at, isKey ? TokenKind::Name : region.kind);
}

qsizetype LineLexer::endOfRegion(const Region &region, qsizetype from)
{
    const QString close = region.closing == Closing::Fixed ? region.close : m_state->closing;
    const bool escapes = region.options.testFlag(RegionOption::Escapes);
    const bool nests = region.options.testFlag(RegionOption::Nested);
    qsizetype index = from;
    while (index < m_line.size()) {
        const QStringView rest = m_line.sliced(index);
        if (escapes && rest.front() == u'\\') {
            index += 2;
        } else if (nests && rest.startsWith(region.open)) {
            ++m_state->depth;
            index += region.open.size();
        } else if (close.isEmpty() || rest.front() != close.front() || !rest.startsWith(close)) {
            ++index;
        } else if (region.options.testFlag(RegionOption::Doubled)
                   && rest.sliced(close.size()).startsWith(close)) {
            index += 2 * close.size();
        } else {
            index += close.size();
            if (!nests || --m_state->depth <= 0) {
                m_state->region = -1;
                return index;
            }
        }
    }
    const bool isLineEndEscaped = index > m_line.size();
    if (m_endsLine && !region.options.testFlag(RegionOption::MultiLine) && !isLineEndEscaped)
        m_state->region = -1;
    return m_line.size();
}

void LineLexer::takeNumber()
{
    const qsizetype start = m_at;
    const bool isHexadecimal = m_line[start] == u'0' && at(start + 1).toLower() == u'x';
    while (m_at < m_line.size()) {
        const QChar c = m_line[m_at];
        const QChar next = at(m_at + 1);
        const bool isExponent = !isHexadecimal && (c == u'+' || c == u'-') && m_at > start
            && m_line[m_at - 1].toLower() == u'e' && next.isDigit();
        const bool isSeparator = (c == u'.' && next.isDigit())
            || (c == u'\'' && m_at > start && m_line[m_at - 1].isDigit() && next.isDigit());
        if (!isWordPart(c) && !isExponent && !isSeparator)
            break;
        ++m_at;
    }
    add(start, m_at, TokenKind::Number);
}

void LineLexer::takeWord()
{
    const qsizetype start = m_at;
    const qsizetype end = std::max(endOfWord(start), start + 1);
    const QStringView word = m_line.sliced(start, end - start);
    const bool isMember = start > 0
        && ((m_line[start - 1] == u'.' && at(start - 2) != u'.')
            || m_line.first(start).endsWith(u"->") || m_line.first(start).endsWith(u"::"));
    TokenKind kind = m_language.kindOf(word);
    if (isMember && kind != TokenKind::Type)
        kind = TokenKind::Plain;
    m_at = end;
    if (kind == TokenKind::Plain)
        kind = kindOfName(word, start, isMember);
    if (kind == TokenKind::Function && at(end) == u'!')
        ++m_at;
    add(start, m_at, kind);
}

//! What a word is that the language does not know, by how it looks and what stands around it.
TokenKind LineLexer::kindOfName(QStringView word, qsizetype start, bool isMember) const
{
    const qsizetype end = start + word.size();
    const bool isCall = m_language.has(Trait::Calls) && at(end) == u'(';
    if (m_language.has(Trait::Declarations)) {
        if (m_state->depth == 0)
            return TokenKind::Type;
        return isKeyBefore(end) && at(end + 1) != u':' ? TokenKind::Name
            : isCall                                   ? TokenKind::Function
                                                       : TokenKind::Plain;
    }
    if (m_language.has(Trait::Variables) && at(end) == u'=' && !isMember
        && start <= indentOf(m_line))
        return TokenKind::Name;
    if (m_language.has(Trait::Macros) && at(end) == u'!' && at(end + 1) != u'=')
        return TokenKind::Function;
    if (isCall && isMember)
        return TokenKind::Function;
    if (m_language.has(Trait::CapitalTypes) && word.front().isUpper())
        return isConstant(word) ? TokenKind::Constant : TokenKind::Type;
    if (m_language.has(Trait::CapitalTypes) && word.endsWith(u"_t"))
        return TokenKind::Type;
    return isCall ? TokenKind::Function : TokenKind::Plain;
}

bool LineLexer::isKeyBefore(qsizetype end) const
{
    const QStringView rest = m_line.sliced(end);
    return rest.sliced(indentOf(rest)).startsWith(u':');
}

bool LineLexer::takeVariable()
{
    const qsizetype start = m_at;
    const QChar next = at(start + 1);
    qsizetype end = endOfWord(start + 1);
    if (next == u'{') {
        const qsizetype brace = m_line.indexOf(u'}', start);
        end = brace < 0 ? m_line.size() : brace + 1;
    } else if (next == u'(' && endOfWord(start + 2) > start + 2
               && at(endOfWord(start + 2)) == u')') {
        end = endOfWord(start + 2) + 1; // make; in a shell it is a command
    } else if (end == start + 1) {
        if (!u"?@#*!$-<^"_s.contains(next))
            return false;
        end = start + 2;
    }
    add(start, end, TokenKind::Name);
    m_at = end;
    return true;
}

bool LineLexer::takeDirective()
{
    if (!isAtLineStart())
        return false;
    qsizetype word = m_at + 1;
    while (at(word) == u' ')
        ++word;
    const qsizetype end = endOfWord(word);
    if (end == word)
        return false;
    add(m_at, end, TokenKind::Meta);
    const bool isInclude = m_line.sliced(word, end - word) == u"include";
    m_at = end;
    const qsizetype open = m_line.indexOf(u'<', end);
    const qsizetype close = open < 0 ? -1 : m_line.indexOf(u'>', open);
    if (isInclude && close > 0) {
        add(open, close + 1, TokenKind::String);
        m_at = close + 1;
    }
    return true;
}

bool LineLexer::takeDecorator()
{
    qsizetype end = endOfWord(m_at + 1);
    if (end == m_at + 1 || (m_at > 0 && isWordPart(at(m_at - 1))))
        return false;
    while (at(end) == u'.' && isWordStart(at(end + 1)))
        end = endOfWord(end + 1);
    add(m_at, end, TokenKind::Meta);
    m_at = end;
    return true;
}

//! CSS: .class and #id outside braces, colours and !important within.
bool LineLexer::takeSelector()
{
    const qsizetype end = endOfWord(m_at + 1);
    if (!m_language.has(Trait::Declarations) || end == m_at + 1)
        return false;
    TokenKind kind = TokenKind::Type;
    if (m_state->depth > 0 && m_line[m_at] == u'.')
        return false;
    if (m_line[m_at] == u'!')
        kind = TokenKind::Keyword;
    else if (m_state->depth > 0)
        kind = TokenKind::Number;
    add(m_at, end, kind);
    m_at = end;
    return true;
}

bool LineLexer::takeSection()
{
    const qsizetype close = m_line.lastIndexOf(u']');
    if (!isAtLineStart() || close < 0)
        return false;
    add(m_at, close + 1, TokenKind::Type);
    m_at = close + 1;
    return true;
}

//! "key: value", "- key: value", "key = value"
void LineLexer::takeLineKey()
{
    qsizetype start = indentOf(m_line);
    while (m_line.sliced(start).startsWith(u"- "))
        start += 2 + indentOf(m_line.sliced(start + 2));
    if (start >= m_line.size())
        return;
    const QChar quote = m_line[start];
    qsizetype end = start;
    if (quote == u'"' || quote == u'\'') {
        end = m_line.indexOf(quote, start + 1) + 1;
        end += end > 0 ? indentOf(m_line.sliced(end)) : 0;
    } else {
        while (end < m_line.size() && !u":=#\"'{}[],"_s.contains(m_line[end]))
            ++end;
    }
    const bool isKey = end > start && end - start <= LongestKey
        && (at(end) == u'='
            || (at(end) == u':'
                && (end + 1 == m_line.size() || at(end + 1).isSpace() || at(end + 1) == u'=')));
    if (!isKey)
        return;
    add(start, start + m_line.sliced(start, end - start).trimmed().size(), TokenKind::Name);
    m_at = end;
}

//! YAML: state.depth is one more than the indent that the text must exceed.
bool LineLexer::takeBlockScalar()
{
    if (!m_language.has(Trait::BlockScalars) || m_state->isInLine)
        return false;
    const qsizetype indent = indentOf(m_line);
    const bool isBlank = indent == m_line.size();
    if (m_state->depth > 0 && (isBlank || indent >= m_state->depth)) {
        add(indent, m_line.size(), TokenKind::String);
        return true;
    }
    m_state->depth = 0;
    QStringView end = m_line.trimmed();
    while (!end.isEmpty() && u"+-0123456789"_s.contains(end.back()))
        end.chop(1);
    const bool begins = end.endsWith(u" |") || end.endsWith(u" >");
    if (begins && !end.contains(u'#'))
        m_state->depth = static_cast<int>(indent) + 1;
    return false;
}

} // namespace polylogue::ui::code
