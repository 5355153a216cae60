// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/htmltext.h"

#include "app/base/entities.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr qsizetype longestEntity = 32;
constexpr qsizetype longestTag = 65'536;

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
            const qsizetype length = entityLength(QStringView(text).sliced(i));
            if (length == 0) {
                addCharacter(text.at(i));
                continue;
            }
            for (const QChar named : base::decodeEntity(text.sliced(i, length).toUtf8()))
                addCharacter(named.category() == QChar::Other_Control ? QChar(u' ') : named);
            i += length - 1;
        }
    }

    //! Of "&amp;" and the like at the beginning of \a text; 0 where there is none.
    static qsizetype entityLength(QStringView text)
    {
        if (!text.startsWith(u'&'))
            return 0;
        qsizetype at = 1;
        while (at < text.size() && at < longestEntity
               && (text.at(at).isLetterOrNumber() || text.at(at) == u'#'))
            ++at;
        return at > 1 && at < text.size() && text.at(at) == u';' ? at + 1 : 0;
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
