// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "sampledocument.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace polylogue::test {

namespace {

const QStringList Words = {u"clause"_s,
                           u"budget"_s,
                           u"**bold words**"_s,
                           u"*emphasis*"_s,
                           u"`inline_code()`"_s,
                           u"~~gone~~"_s,
                           u"review"_s,
                           u"the"_s,
                           u"of"_s,
                           u"every"_s,
                           u"日本語の文"_s,
                           u"한국어"_s,
                           u"👩‍👩‍👧"_s,
                           u"naïve"_s,
                           u"[a link](https://example.org/a?b=1&c=2)"_s,
                           u"&amp;"_s,
                           u"snake_case_name"_s,
                           u"2 * 3"_s,
                           u"https://example.com/x"_s,
                           u"sentence"_s};

class Writer
{
public:
    explicit Writer(quint32 seed)
        : m_random(seed)
    { }

    QString block()
    {
        switch (m_random.bounded(9)) {
        case 0:
            return QString(1 + m_random.bounded(3), u'#') + u' ' + words(4) + u"\n\n"_s;
        case 1:
            return list(u"- "_s);
        case 2:
            return list(u"1. "_s);
        case 3:
            return u"> "_s + words(12) + u"\n> "_s + words(6) + u"\n\n"_s;
        case 4:
            return code();
        case 5:
            return table();
        case 6:
            return m_random.bounded(4) == 0 ? u"---\n\n"_s
                                            : words(9) + u"\n"_s + words(9) + u"\n\n"_s;
        default:
            return words(20 + m_random.bounded(60)) + u".\n\n"_s;
        }
    }

private:
    QString words(int count)
    {
        QStringList chosen;
        for (int i = 0; i < count; ++i)
            chosen += Words.at(m_random.bounded(int(Words.size())));
        return chosen.join(u' ');
    }

    QString list(const QString &marker)
    {
        QString text;
        const int items = 2 + m_random.bounded(5);
        for (int item = 0; item < items; ++item) {
            text += marker + words(3 + m_random.bounded(10)) + u'\n';
            if (m_random.bounded(3) == 0)
                text += u"   - "_s + words(5) + u"\n   - [x] "_s + words(3) + u'\n';
            if (m_random.bounded(6) == 0)
                text += u"\n   ```sh\n   echo "_s + words(2) + u"\n\n   done\n   ```\n\n"_s;
        }
        return text + u'\n';
    }

    QString code()
    {
        QString text = u"```python\n"_s;
        const int lines = 1 + m_random.bounded(25);
        for (int line = 0; line < lines; ++line) {
            text += m_random.bounded(6) == 0
                ? u"\n"_s
                : u"    value_%1 = compute(%2)  # %3\n"_s.arg(line).arg(line * 7).arg(words(2));
        }
        return text + u"```\n\n"_s;
    }

    QString table()
    {
        QString text = u"| Clause | Title | Page |\n|:--|---|--:|\n"_s;
        const int rows = 1 + m_random.bounded(6);
        for (int row = 0; row < rows; ++row)
            text += u"| 7.%1 | %2 | %3 |\n"_s.arg(row).arg(words(3)).arg(row * 3);
        return text + u'\n';
    }

    QRandomGenerator m_random;
};

} // namespace

QString sampleDocument(qsizetype characters, quint32 seed)
{
    Writer writer(seed);
    QString text;
    while (text.size() < characters)
        text += writer.block();
    return text;
}

QStringList piecesOf(const QString &text, quint32 seed)
{
    QRandomGenerator random(seed);
    QStringList pieces;
    for (qsizetype position = 0; position < text.size(); position += pieces.last().size())
        pieces += text.sliced(position,
                              std::min<qsizetype>(4 + random.bounded(17), text.size() - position));
    return pieces;
}

} // namespace polylogue::test
