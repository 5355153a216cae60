// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/words.h"

#include <QTextBoundaryFinder>

namespace polylogue::app::comparison {

QList<QStringView> wordsOf(QStringView text)
{
    QList<QStringView> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text.data(), text.size());
    qsizetype begin = 0;
    for (qsizetype at = finder.toNextBoundary(); at >= 0; at = finder.toNextBoundary()) {
        const QStringView word = text.sliced(begin, at - begin);
        // Spaces come one by one.
        if (!words.isEmpty() && word.front().isSpace() && words.constLast().front().isSpace())
            words.last() =
                QStringView(words.constLast().data(), words.constLast().size() + word.size());
        else
            words.append(word);
        begin = at;
    }
    return words;
}

int Numbering::number(const QString &text)
{
    const auto known = m_numbers.constFind(text);
    if (known != m_numbers.cend())
        return *known;
    const int next = int(m_numbers.size());
    m_numbers.insert(text, next);
    return next;
}

} // namespace polylogue::app::comparison
