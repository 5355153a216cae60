// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/htmltext.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr qsizetype longestEntity = 32;
constexpr qsizetype longestTag = 65'536;

//! Those that people write; all others stay as they are.
const QHash<QString, char16_t> &entities()
{
    static const QHash<QString, char16_t> names{
        {u"amp"_s, u'&'},     {u"lt"_s, u'<'},       {u"gt"_s, u'>'},      {u"quot"_s, u'"'},
        {u"apos"_s, u'\''},   {u"nbsp"_s, u' '},     {u"shy"_s, 0xad},     {u"copy"_s, 0xa9},
        {u"reg"_s, 0xae},     {u"deg"_s, 0xb0},      {u"plusmn"_s, 0xb1},  {u"sup2"_s, 0xb2},
        {u"sup3"_s, 0xb3},    {u"micro"_s, 0xb5},    {u"para"_s, 0xb6},    {u"sect"_s, 0xa7},
        {u"middot"_s, 0xb7},  {u"frac12"_s, 0xbd},   {u"frac14"_s, 0xbc},  {u"laquo"_s, 0xab},
        {u"raquo"_s, 0xbb},   {u"times"_s, 0xd7},    {u"divide"_s, 0xf7},  {u"auml"_s, 0xe4},
        {u"ouml"_s, 0xf6},    {u"uuml"_s, 0xfc},     {u"Auml"_s, 0xc4},    {u"Ouml"_s, 0xd6},
        {u"Uuml"_s, 0xdc},    {u"szlig"_s, 0xdf},    {u"eacute"_s, 0xe9},  {u"egrave"_s, 0xe8},
        {u"agrave"_s, 0xe0},  {u"aacute"_s, 0xe1},   {u"acirc"_s, 0xe2},   {u"ccedil"_s, 0xe7},
        {u"ecirc"_s, 0xea},   {u"iacute"_s, 0xed},   {u"ntilde"_s, 0xf1},  {u"oacute"_s, 0xf3},
        {u"ocirc"_s, 0xf4},   {u"uacute"_s, 0xfa},   {u"oslash"_s, 0xf8},  {u"aring"_s, 0xe5},
        {u"aelig"_s, 0xe6},   {u"ndash"_s, 0x2013},  {u"mdash"_s, 0x2014}, {u"lsquo"_s, 0x2018},
        {u"rsquo"_s, 0x2019}, {u"ldquo"_s, 0x201c},  {u"rdquo"_s, 0x201d}, {u"bdquo"_s, 0x201e},
        {u"bull"_s, 0x2022},  {u"hellip"_s, 0x2026}, {u"euro"_s, 0x20ac},  {u"trade"_s, 0x2122},
        {u"larr"_s, 0x2190},  {u"rarr"_s, 0x2192},   {u"minus"_s, 0x2212}, {u"le"_s, 0x2264},
        {u"ge"_s, 0x2265},    {u"ne"_s, 0x2260},     {u"infin"_s, 0x221e}, {u"ensp"_s, u' '},
        {u"emsp"_s, u' '},    {u"thinsp"_s, u' '},   {u"zwnj"_s, 0x200c},  {u"zwj"_s, 0x200d},
        {u"pound"_s, 0xa3},   {u"yen"_s, 0xa5},      {u"cent"_s, 0xa2},    {u"iexcl"_s, 0xa1}};
    return names;
}

//! \return the character that \a name stands for; empty where it is none.
QString entityText(const QString &name)
{
    if (name.startsWith(u'#')) {
        const bool isHexadecimal = name.size() > 1 && name.at(1).toLower() == u'x';
        bool isNumber = false;
        const uint point = isHexadecimal ? name.sliced(2).toUInt(&isNumber, 16)
                                         : name.sliced(1).toUInt(&isNumber, 10);
        const bool isCharacter =
            isNumber && point >= 0x20 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
        if (isCharacter) {
            const char32_t character = point;
            return QString::fromUcs4(&character, 1);
        }
        return isNumber ? u" "_s : QString();
    }
    const auto found = entities().constFind(name);
    return found == entities().cend() ? QString() : QString(QChar(*found));
}

//! Reads tags and text one after the other; what is open is not remembered but where it hides text.
class HtmlReader final
{
public:
    explicit HtmlReader(const QString &html)
        : m_html(html)
    { }

    QString read()
    {
        while (m_at < m_html.size()) {
            if (m_html.at(m_at) == u'<')
                readMarkup();
            else
                readText();
        }
        return m_text.trimmed();
    }

private:
    void readText()
    {
        const qsizetype end = m_html.indexOf(u'<', m_at);
        const QString text = m_html.sliced(m_at, (end < 0 ? m_html.size() : end) - m_at);
        m_at = end < 0 ? m_html.size() : end;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar character = text.at(i);
            if (character == u'&') {
                const QStringView rest = QStringView(text).sliced(i + 1);
                const qsizetype length = rest.first(qMin(rest.size(), longestEntity)).indexOf(u';');
                const QString replaced =
                    length > 0 ? entityText(rest.first(length).toString()) : QString();
                if (!replaced.isEmpty()) {
                    m_text += replaced;
                    i += length + 1;
                    continue;
                }
            }
            addCharacter(character);
        }
    }

    void addCharacter(QChar character)
    {
        if (m_preformatted > 0 || !character.isSpace())
            m_text += character;
        else if (!m_text.isEmpty() && !m_text.back().isSpace())
            m_text += u' ';
    }

    void readMarkup()
    {
        if (QStringView(m_html).sliced(m_at).startsWith("<!--"_L1)) {
            const qsizetype end = m_html.indexOf("-->"_L1, m_at);
            m_at = end < 0 ? m_html.size() : end + 3;
            return;
        }
        const QChar next = m_at + 1 < m_html.size() ? m_html.at(m_at + 1) : QChar();
        if (!next.isLetter() && next != u'/' && next != u'!' && next != u'?') {
            addCharacter(m_html.at(m_at++));
            return;
        }
        const qsizetype end = endOfTag();
        const QString tag = m_html.sliced(m_at + 1, end - m_at - 1);
        m_at = qMin(end + 1, m_html.size());
        takeTag(tag);
    }

    //! Where the tag's ">" stands that is in no attribute.
    qsizetype endOfTag() const
    {
        QChar quote;
        const qsizetype limit = qMin(m_html.size(), m_at + longestTag);
        for (qsizetype at = m_at + 1; at < limit; ++at) {
            const QChar character = m_html.at(at);
            if (!quote.isNull()) {
                if (character == quote)
                    quote = QChar();
            } else if (character == u'"' || character == u'\'') {
                quote = character;
            } else if (character == u'>') {
                return at;
            }
        }
        const qsizetype end = m_html.indexOf(u'>', m_at);
        return end < 0 ? m_html.size() : end;
    }

    void takeTag(const QString &tag)
    {
        const bool isEnd = tag.startsWith(u'/');
        qsizetype length = isEnd ? 1 : 0;
        while (length < tag.size() && tag.at(length).isLetterOrNumber())
            ++length;
        const QString name = tag.sliced(isEnd ? 1 : 0, length - (isEnd ? 1 : 0)).toLower();
        static const QSet<QString> hidden{u"script"_s,   u"style"_s, u"noscript"_s,
                                          u"template"_s, u"svg"_s,   u"object"_s};
        static const QSet<QString> blocks{
            u"p"_s,    u"div"_s,   u"section"_s, u"article"_s,    u"header"_s, u"footer"_s,
            u"ul"_s,   u"ol"_s,    u"table"_s,   u"blockquote"_s, u"h1"_s,     u"h2"_s,
            u"h3"_s,   u"h4"_s,    u"h5"_s,      u"h6"_s,         u"hr"_s,     u"dl"_s,
            u"form"_s, u"title"_s, u"pre"_s,     u"main"_s,       u"nav"_s,    u"figure"_s};
        if (!isEnd && hidden.contains(name)) {
            skipTo(name);
        } else if (blocks.contains(name)) {
            breakLine(2);
            if (name == "pre"_L1)
                m_preformatted = qMax(0, m_preformatted + (isEnd ? -1 : 1));
            if (!isEnd && name.size() == 2 && name.startsWith(u'h') && name.at(1).isDigit())
                m_text += QString(name.at(1).digitValue(), u'#') + u' ';
        } else if (name == "br"_L1 || name == "tr"_L1 || name == "dt"_L1 || name == "dd"_L1) {
            breakLine(1);
        } else if (name == "li"_L1) {
            breakLine(1);
            if (!isEnd)
                m_text += "- "_L1;
        } else if ((name == "td"_L1 || name == "th"_L1) && isEnd) {
            m_text += " | "_L1;
        } else if (name == "a"_L1) {
            takeLink(tag, isEnd);
        }
    }

    void takeLink(const QString &tag, bool isEnd)
    {
        if (isEnd) {
            if (!m_target.isEmpty())
                m_text += " <"_L1 + m_target + u'>';
            m_target.clear();
            return;
        }
        m_target.clear();
        qsizetype at = tag.indexOf("href="_L1, 0, Qt::CaseInsensitive);
        if (at < 0)
            return;
        at += 5;
        const QChar quote = at < tag.size() ? tag.at(at) : QChar();
        if (quote != u'"' && quote != u'\'')
            return;
        const qsizetype end = tag.indexOf(quote, at + 1);
        const QString target = end < 0 ? QString() : tag.sliced(at + 1, end - at - 1);
        if (target.startsWith("http"_L1) || target.startsWith("mailto:"_L1))
            m_target = target;
    }

    void skipTo(const QString &name)
    {
        const qsizetype end = m_html.indexOf("</"_L1 + name, m_at, Qt::CaseInsensitive);
        const qsizetype closed = end < 0 ? -1 : m_html.indexOf(u'>', end);
        m_at = closed < 0 ? m_html.size() : closed + 1;
    }

    //! \param lines how many line ends there are to be at least
    void breakLine(int lines)
    {
        while (!m_text.isEmpty() && m_text.back() == u' ')
            m_text.chop(1);
        int present = 0;
        for (qsizetype at = m_text.size(); at > 0 && m_text.at(at - 1) == u'\n'; --at)
            ++present;
        if (!m_text.isEmpty() && present < lines)
            m_text += QString(lines - present, u'\n');
    }

    const QString m_html;
    qsizetype m_at = 0;
    QString m_text;
    QString m_target; // of the link that is open
    int m_preformatted = 0;
};

} // namespace

bool isHtml(const QString &text)
{
    qsizetype at = 0;
    while (true) {
        while (at < text.size() && text.at(at).isSpace())
            ++at;
        const QStringView rest = QStringView(text).sliced(at);
        const bool isComment = rest.startsWith("<!--"_L1);
        if (!isComment && !rest.startsWith("<?xml"_L1))
            return rest.startsWith("<!doctype html"_L1, Qt::CaseInsensitive)
                || rest.startsWith("<html"_L1, Qt::CaseInsensitive);
        const qsizetype end = isComment ? text.indexOf("-->"_L1, at) : text.indexOf("?>"_L1, at);
        if (end < 0)
            return false;
        at = end + (isComment ? 3 : 2);
    }
}

QString textOfHtml(const QString &html)
{
    return HtmlReader(html).read();
}

} // namespace polylogue::app::attachments
