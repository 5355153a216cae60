// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/longtexts.h"

#include "app/conversation/tokenweight.h"

#include <QTextBoundaryFinder>

namespace polylogue::app::embeddings {

using conversation::estimatedTokens;

namespace {

QStringList cutAt(QTextBoundaryFinder::BoundaryType kind, const QString &text)
{
    QStringList pieces;
    QTextBoundaryFinder finder(kind, text);
    qsizetype begin = 0;
    while (finder.toNextBoundary() >= 0) {
        pieces.append(text.mid(begin, finder.position() - begin));
        begin = finder.position();
    }
    if (begin < text.size())
        pieces.append(text.mid(begin));
    return pieces;
}

} // namespace

QStringList partsOf(const QString &text, qint64 most)
{
    static constexpr QTextBoundaryFinder::BoundaryType finer[] = {
        QTextBoundaryFinder::Sentence, QTextBoundaryFinder::Word, QTextBoundaryFinder::Grapheme};
    if (estimatedTokens(text) <= most)
        return {text};
    QStringList pieces{text};
    for (const auto kind : finer) {
        QStringList cut;
        for (const QString &piece : std::as_const(pieces))
            cut += estimatedTokens(piece) <= most ? QStringList{piece} : cutAt(kind, piece);
        pieces = cut;
    }
    QStringList parts;
    QString part;
    qint64 weight = 0; // sums of estimates are never less than the estimate of the sum
    for (const QString &piece : std::as_const(pieces)) {
        const qint64 more = estimatedTokens(piece);
        if (!part.isEmpty() && weight + more > most) {
            parts.append(part);
            part.clear();
            weight = 0;
        }
        part += piece;
        weight += more;
    }
    if (!part.isEmpty())
        parts.append(part);
    return parts;
}

} // namespace polylogue::app::embeddings
