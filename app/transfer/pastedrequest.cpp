// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/pastedrequest.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

namespace {

//! Takes a command apart as a POSIX shell does, without running or replacing anything.
class ShellReader
{
public:
    explicit ShellReader(const QString &text)
        : m_text(text)
    { }

    QStringList words();
    //! \return what stands between <<WORD and WORD; null where there is none.
    QString hereDocument() const { return m_document; }

private:
    bool isAtEnd() const { return m_at >= m_text.size(); }
    void readQuoted(QChar quote, QString &word);
    //! $'...', which browsers copy.
    void readEscaped(QString &word);
    void readHereDocument();

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_document;
};

void ShellReader::readQuoted(QChar quote, QString &word)
{
    for (++m_at; !isAtEnd() && m_text.at(m_at) != quote; ++m_at) {
        const bool isEscape = quote == u'"' && m_text.at(m_at) == u'\\' && m_at + 1 < m_text.size();
        if (!isEscape) {
            word += m_text.at(m_at);
            continue;
        }
        const QChar next = m_text.at(++m_at);
        if (next == u'\n')
            continue;
        if (!u"\"\\$`"_s.contains(next))
            word += u'\\';
        word += next;
    }
    ++m_at;
}

void ShellReader::readEscaped(QString &word)
{
    for (m_at += 2; !isAtEnd() && m_text.at(m_at) != u'\''; ++m_at) {
        if (m_text.at(m_at) != u'\\' || m_at + 1 >= m_text.size()) {
            word += m_text.at(m_at);
            continue;
        }
        const QChar next = m_text.at(++m_at);
        if (next == u'n') {
            word += u'\n';
        } else if (next == u't') {
            word += u'\t';
        } else if (next == u'r') {
            word += u'\r';
        } else if (next == u'u') {
            word += QChar(ushort(QStringView(m_text).mid(m_at + 1, 4).toUShort(nullptr, 16)));
            m_at += 4;
        } else {
            word += next;
        }
    }
    ++m_at;
}

void ShellReader::readHereDocument()
{
    static const QRegularExpression mark(u"\\G<<-?\\s*(['\"]?)(\\w+)\\1"_s);
    const auto match = mark.match(m_text, m_at);
    if (!match.hasMatch()) {
        m_at += 2;
        return;
    }
    const QString name = match.captured(2);
    m_at = match.capturedEnd();
    const qsizetype begin = m_text.indexOf(u'\n', m_at);
    const qsizetype end = begin < 0 ? -1 : m_text.indexOf(u'\n' + name, begin);
    if (end >= 0)
        m_document = m_text.sliced(begin, end - begin).trimmed();
    m_at = m_text.size(); // nothing of interest follows
}

QStringList ShellReader::words()
{
    QStringList words;
    QString word;
    bool isWord = false;
    const auto close = [&] {
        if (isWord)
            words.append(word);
        word.clear();
        isWord = false;
    };
    while (!isAtEnd()) {
        const QChar character = m_text.at(m_at);
        const QStringView rest = QStringView(m_text).sliced(m_at);
        if (character.isSpace()) {
            close();
            ++m_at;
        } else if (rest.startsWith(u"\\\n") || rest.startsWith(u"\\\r\n")) {
            m_at += rest.startsWith(u"\\\r") ? 3 : 2;
        } else if (rest.startsWith(u"<<")) {
            close();
            readHereDocument();
        } else if (rest.startsWith(u"$'")) {
            isWord = true;
            readEscaped(word);
        } else if (character == u'\'' || character == u'"') {
            isWord = true;
            readQuoted(character, word);
        } else {
            isWord = true;
            if (character == u'\\' && rest.size() > 1)
                ++m_at;
            word += m_text.at(m_at++);
        }
    }
    close();
    return words;
}

//! \return the value of an option that carries a body; null where \a word is none. \a takesNext
//! tells
//!         that it is the next word.
QString dataIn(const QString &word, bool &takesNext)
{
    static constexpr std::array names{"--data-binary"_L1, "--data-raw"_L1, "--data-ascii"_L1,
                                      "--data"_L1, "--json"_L1};
    takesNext = word == "-d"_L1
        || std::ranges::any_of(names, [&](QLatin1StringView name) { return word == name; });
    if (takesNext)
        return {};
    for (const QLatin1StringView name : names) {
        if (word.startsWith(name + u'='))
            return word.sliced(name.size() + 1);
    }
    const bool isShort = word.startsWith(u"-d") && word.size() > 2;
    return isShort ? word.sliced(2) : QString();
}

std::optional<QByteArray> bodyOfCurl(const QString &command)
{
    ShellReader reader(command);
    const QStringList words = reader.words();
    QString body;
    for (qsizetype i = 0; i < words.size(); ++i) {
        bool takesNext = false;
        const QString own = dataIn(words.at(i), takesNext);
        const QString data = takesNext ? words.value(i + 1) : own;
        if (data.startsWith(u'@'))
            body = reader.hereDocument(); // of other files nothing is known
        else if (!data.isEmpty())
            body = data;
    }
    if (body.isEmpty())
        return {};
    return body.toUtf8();
}

} // namespace

std::optional<QByteArray> requestIn(const QString &pasted)
{
    static const QRegularExpression curl(u"^(\\$\\s*)?curl(\\.exe)?\\s"_s);
    static const QRegularExpression member(u"^[\"']?messages[\"']?\\s*[:=]\\s*(?=\\[)"_s);
    const QString text = pasted.trimmed();
    if (curl.match(text).hasMatch())
        return bodyOfCurl(text);
    if (const auto match = member.match(text); match.hasMatch()) {
        const qsizetype end = text.lastIndexOf(u']');
        if (end < match.capturedEnd())
            return {};
        return text.sliced(match.capturedEnd(), end + 1 - match.capturedEnd()).toUtf8();
    }
    if (text.startsWith(u'{') || text.startsWith(u'['))
        return text.toUtf8();
    return {};
}

} // namespace polylogue::app::transfer
