// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "mutations.h"

namespace polylogue::test {

namespace {

constexpr const char *Tokens[] = {"*",
                                  "**",
                                  "_",
                                  "__",
                                  "~~",
                                  "`",
                                  "``",
                                  "```",
                                  "~~~",
                                  "\n",
                                  "\n\n",
                                  "\r\n",
                                  "  \n",
                                  "\\\n",
                                  "[",
                                  "]",
                                  "](",
                                  ")",
                                  "![",
                                  "]: /x\n",
                                  "<",
                                  ">",
                                  "> ",
                                  "- ",
                                  "+ ",
                                  "* ",
                                  "1. ",
                                  "2) ",
                                  "- [x] ",
                                  "    ",
                                  "  ",
                                  "\t",
                                  "# ",
                                  "###### ",
                                  "---",
                                  "===",
                                  "***",
                                  "|",
                                  "\\|",
                                  "|---|",
                                  ":-:",
                                  "\\",
                                  "&amp;",
                                  "&#x1F600;",
                                  "&#0;",
                                  "&",
                                  "http://a.b/",
                                  "www.c.d",
                                  "e@f.gh",
                                  "<http://i.j>",
                                  "<b>",
                                  "<!-- ",
                                  "-->",
                                  "$",
                                  "$$",
                                  "\\(",
                                  "\\[",
                                  "\xc3\xa9",
                                  "\xe2\x80\xae",
                                  "\xf0\x9f\x91\xa9\xe2\x80\x8d",
                                  "\xcc\x81",
                                  "\xd7\x90",
                                  "\xe4\xb8\xad",
                                  "\xff",
                                  "\xed\xa0\x80",
                                  "\xe2\x80\xa8",
                                  "\xef\xbb\xbf"};

} // namespace

Mutations::Mutations(const QList<QByteArray> &seeds, quint32 seed)
    : m_random(seed)
{
    for (const QByteArray &text : seeds)
        m_lines += text.split('\n');
}

QByteArray Mutations::next()
{
    QByteArray text = someLines();
    for (int count = below(12); count >= 0; --count)
        mutate(text);
    return text;
}

QByteArray Mutations::someLines()
{
    QByteArray text;
    for (int pieces = below(4); pieces >= 0; --pieces) {
        const int first = below(m_lines.size());
        const auto count = std::min<qsizetype>(1 + below(6), m_lines.size() - first);
        text += m_lines.sliced(first, count).join('\n') + '\n';
    }
    return text;
}

void Mutations::mutate(QByteArray &text)
{
    const int at = below(text.size() + 1);
    const auto length = std::min<qsizetype>(1 + below(12), text.size() - at);
    switch (below(6)) {
    case 0:
        text.remove(at, length);
        break;
    case 1:
        text.insert(below(text.size() + 1), text.sliced(at, length));
        break;
    case 2:
        text.truncate(std::max(at, 1));
        break;
    default:
        for (int count = below(8) == 0 ? below(40) : 0; count >= 0; --count)
            text.insert(at, Tokens[below(std::ssize(Tokens))]);
        break;
    }
}

int Mutations::below(qsizetype bound)
{
    return bound > 0 ? m_random.bounded(static_cast<int>(bound)) : 0;
}

} // namespace polylogue::test
