// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/sentences.h"

#include <QRegularExpression>
#include <QSet>
#include <QTextBoundaryFinder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::comparison {

namespace {

bool hasLetter(QStringView text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetter(); });
}

//! Whether the dot at the end of \a text, white space aside, belongs to a word and ends nothing.
bool endsWithAbbreviation(QStringView text)
{
    static const QSet<QString> abbreviations{
        u"dr"_s,  u"mr"_s,  u"mrs"_s, u"ms"_s,   u"prof"_s,   u"st"_s,  u"vs"_s,
        u"e.g"_s, u"i.e"_s, u"no"_s,  u"fig"_s,  u"cf"_s,     u"ca"_s,  u"al"_s,
        u"z.b"_s, u"bzw"_s, u"d.h"_s, u"nr"_s,   u"approx"_s, u"inc"_s, u"gen"_s,
        u"sr"_s,  u"jr"_s,  u"vol"_s, u"chap"_s, u"sec"_s,    u"eq"_s};
    text = text.trimmed();
    if (!text.endsWith(u'.'))
        return false;
    text.chop(1);
    qsizetype begin = text.size();
    while (begin > 0 && (text.at(begin - 1).isLetter() || text.at(begin - 1) == u'.'))
        --begin;
    const QStringView word = text.sliced(begin);
    const bool isInitial = word.size() == 1 && word.front().isUpper() && word.front() != u'I';
    return isInitial || abbreviations.contains(word.toString().toLower());
}

//! What a line of Markdown is, as far as sentences are concerned.
enum class Line { Plain, Blank, Fence, Single, Item };

Line kindOf(const QString &line)
{
    static const QRegularExpression single(
        uR"(^\s{0,3}(#{1,6}(\s|$)|\||([-*_]\s*){3,}$|={3,}\s*$))"_s);
    static const QRegularExpression item(uR"(^\s*([-*+]|\d{1,9}[.)])\s|^\s*>)"_s);
    const QStringView words = QStringView(line).trimmed();
    if (words.isEmpty())
        return Line::Blank;
    if (words.startsWith("```"_L1) || words.startsWith("~~~"_L1))
        return Line::Fence;
    if (single.match(line).hasMatch())
        return Line::Single;
    return item.match(line).hasMatch() ? Line::Item : Line::Plain;
}

class Splitter final
{
public:
    explicit Splitter(const QString &text)
        : m_text(text)
    { }

    QList<Sentence> sentences()
    {
        for (qsizetype at = 0; at < m_text.size();) {
            const qsizetype end = m_text.indexOf(u'\n', at);
            const qsizetype next = end < 0 ? m_text.size() : end + 1;
            takeLine(at, next);
            at = next;
        }
        endParagraph(m_text.size());
        return m_sentences;
    }

private:
    void takeLine(qsizetype start, qsizetype end)
    {
        const QString line = m_text.sliced(start, end - start);
        const Line kind = kindOf(line);
        if (m_isCode || kind == Line::Fence) {
            endParagraph(start);
            add(Sentence::Kind::Code, start, end);
            // A fence is closed by its own kind.
            const QStringView fence =
                QStringView(line).trimmed().first(std::min<qsizetype>(3, line.trimmed().size()));
            if (!m_isCode)
                m_fence = fence.toString();
            if (!m_isCode || (kind == Line::Fence && fence == m_fence))
                m_isCode = !m_isCode;
            return;
        }
        if (kind == Line::Blank) {
            endParagraph(start);
            if (m_sentences.isEmpty())
                add(Sentence::Kind::Blank, start, end);
            else
                m_sentences.last().length += end - start;
            return;
        }
        if (kind != Line::Plain)
            endParagraph(start);
        if (m_paragraph < 0)
            m_paragraph = start;
        if (kind == Line::Single)
            endParagraph(end);
    }

    void endParagraph(qsizetype end)
    {
        if (m_paragraph < 0)
            return;
        const qsizetype start = std::exchange(m_paragraph, -1);
        // For the standard the end of a line ends a sentence.
        QString words = m_text.sliced(start, end - start);
        words.replace(u'\n', u' ');
        QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, words);
        qsizetype begin = 0;
        for (qsizetype at = finder.toNextBoundary(); at >= 0; at = finder.toNextBoundary()) {
            const QStringView sentence = QStringView(words).sliced(begin, at - begin);
            if (at < words.size() && (!hasLetter(sentence) || endsWithAbbreviation(sentence)))
                continue;
            if (!hasLetter(sentence) && begin > 0)
                m_sentences.last().length += at - begin; // a bracket, an emoji behind the last one
            else
                add(Sentence::Kind::Prose, start + begin, start + at);
            begin = at;
        }
    }

    void add(Sentence::Kind kind, qsizetype start, qsizetype end)
    {
        if (end > start)
            m_sentences.append(Sentence{.kind = kind, .start = start, .length = end - start});
    }

    const QString &m_text;
    QList<Sentence> m_sentences;
    qsizetype m_paragraph = -1; // where the one that is being read begins
    bool m_isCode = false;
    QString m_fence;
};

} // namespace

QList<Sentence> sentencesOf(const QString &markdown)
{
    return Splitter(markdown).sentences();
}

QString plainSentence(const QString &text, const Sentence &sentence)
{
    static const QRegularExpression before(uR"(^(\s*(#{1,6}|[-*+]|\d{1,9}[.)]|>)(\s+|$))+)"_s);
    static const QRegularExpression link(uR"(!?\[([^\]]*)\]\([^)]*\))"_s);
    static const QRegularExpression marks(uR"(\*+|`+|__+|~~|\|)"_s);
    QString plain = text.sliced(sentence.start, sentence.length);
    plain.remove(before);
    plain.replace(link, u"\\1"_s);
    plain.replace(marks, u" "_s);
    return plain.simplified();
}

} // namespace polylogue::app::comparison
