// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"
#include "ui/markdown/boundaryfinder.h"
#include "ui/markdown/parser.h"

namespace polylogue::ui::markdown {

//! \brief Markdown that grows: a frozen prefix, and a tail that is parsed again with every piece.
//!
//! Each change returns the index of the first block that is not as it was before (the number of
//! blocks where none is), so that a view keeps everything in front of it.
class IncrementalDocument
{
public:
    explicit IncrementalDocument(Formulas formulas = Formulas::Recognised)
        : m_formulas(formulas)
    { }

    //! \brief Adds \a piece; what it leaves open is closed for display until more comes.
    qsizetype append(QStringView piece);
    //! \brief The text is whole: parses it once more in one go, which repairs links whose
    //! definition came later.
    qsizetype finish();
    //! \brief Replaces everything by \a text, whole or still open.
    qsizetype setText(QStringView text, bool isComplete);

    const QList<Block> &blocks() const { return m_blocks; }
    const QString &text() const { return m_text; } //!< line ends are '\n'
    qsizetype takenCharacters() const { return m_taken; } //!< of all pieces, as they came

private:
    void appendNormalised(QStringView piece);
    void findBoundary();
    bool extendOpenFence();
    qsizetype extendUnformatted();
    void findLastPiece();
    QStringView tail() const { return QStringView(m_text).sliced(m_frozenEnd); }
    bool isTailUndivided() const;
    qsizetype replaceFrom(qsizetype first, const QList<Block> &blocks);

    Formulas m_formulas;
    QString m_text;
    QList<Block> m_blocks;
    BoundaryFinder m_finder;
    qsizetype m_taken = 0;
    qsizetype m_lineStart = 0; // of the first line that m_finder has not had
    qsizetype m_boundary = 0; // the last place to cut
    qsizetype m_frozenEnd = 0; // of the text whose blocks do not change any more
    qsizetype m_frozenBlocks = 0;
    qsizetype m_lastPiece = -1; // of an unformatted tail; -1: the tail is formatted
    bool m_endsWithReturn = false; // a "\r" whose "\n" may still come
    bool m_isFenceShown = false; // the only block of the tail is the open fence at m_frozenEnd
};

} // namespace polylogue::ui::markdown
