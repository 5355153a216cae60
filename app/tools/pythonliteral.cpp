// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/pythonliteral.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

class Reader
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    { }

    QString read()
    {
        while (m_at < m_text.size())
            readOne();
        return m_json;
    }

private:
    void readOne()
    {
        const QChar c = m_text.at(m_at);
        if (c == u'"' || c == u'\'') {
            readString(c);
        } else if (c == u'#') {
            while (m_at < m_text.size() && m_text.at(m_at) != u'\n')
                ++m_at;
        } else if (c.isLetter() || c == u'_') {
            readWord();
        } else {
            if (c == u']' || c == u'}')
                dropComma();
            m_json += c;
            ++m_at;
        }
    }

    void readString(QChar quote)
    {
        m_json += u'"';
        for (++m_at; m_at < m_text.size() && m_text.at(m_at) != quote; ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'\\' && m_at + 1 < m_text.size()) {
                const QChar next = m_text.at(++m_at);
                m_json += next == u'\'' ? u"'"_s : QString(u'\\') + next;
            } else {
                m_json += c == u'"' ? u"\\\""_s : QString(c);
            }
        }
        ++m_at;
        m_json += u'"';
    }

    void readWord()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size()
               && (m_text.at(m_at).isLetterOrNumber() || m_text.at(m_at) == u'_'))
            ++m_at;
        const QString word = m_text.sliced(start, m_at - start);
        m_json += word == "True"_L1 ? u"true"_s
            : word == "False"_L1    ? u"false"_s
            : word == "None"_L1     ? u"null"_s
                                    : word;
    }

    void dropComma()
    {
        qsizetype end = m_json.size();
        while (end > 0 && m_json.at(end - 1).isSpace())
            --end;
        if (end > 0 && m_json.at(end - 1) == u',')
            m_json.remove(end - 1, 1);
    }

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_json;
};

} // namespace

QString asJson(const QString &text)
{
    return Reader(text).read();
}

QStringList jsonCandidates(const QString &text)
{
    QString whole = text.trimmed();
    while (whole.endsWith(u',') || whole.endsWith(u';'))
        whole.chop(1);
    QStringList candidates{whole, u'{' + whole + u'}'};
    const auto bracket =
        std::find_if(whole.cbegin(), whole.cend(), [](QChar c) { return c == u'[' || c == u'{'; });
    candidates.append(whole.sliced(bracket - whole.cbegin()));
    QStringList all;
    for (const QString &candidate : std::as_const(candidates))
        all << candidate << asJson(candidate);
    return all;
}

} // namespace polylogue::app::tools
