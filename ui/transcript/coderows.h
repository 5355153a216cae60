// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/code/lexer.h"

#include <QString>

#include <vector>

namespace polylogue::ui::transcript {

//! \brief Source code as rows of equal height, and what is what in each.
//!
//! Lines are rows; those of more than 2,000 characters, or than a width in columns, are several.
//! Taking a row apart costs at most the 32 rows before it.
class CodeRows
{
public:
    struct Row
    {
        qsizetype start = 0; //!< in the text
        qsizetype length = 0;
        bool isContinued = false; //!< begins within what the row before began
        bool endsLine = true;
    };

    //! \param language as the fence names it
    //! \param columns where lines are broken, at least 8; 0 for not at all
    CodeRows(const QString &text, const QString &language, int columns);

    //! \brief Takes over a text that begins as this one does. \return the first row that is
    //! another; -1, and nothing is changed, where it does not begin so.
    qsizetype update(const QString &text);

    const QString &text() const { return m_text; }
    qsizetype count() const { return static_cast<qsizetype>(m_rows.size()); }
    const Row &at(qsizetype row) const { return m_rows.at(static_cast<size_t>(row)); }
    qsizetype rowOf(qsizetype offset) const;
    //! \return the columns that the widest row needs, rather more than less.
    qsizetype widestRow() const { return m_widest; }
    //! \return what is not plain, by offset within the row.
    QList<code::Token> tokensOf(qsizetype row) const;

    //! \return how many rows \a text would have.
    static qsizetype countRows(QStringView text, int columns);

private:
    struct Checkpoint
    {
        qsizetype row = 0;
        code::LexerState state = {}; //!< before it
    };

    void index(qsizetype position);
    void addRows(qsizetype start, qsizetype length, bool endsLine);
    qsizetype fitting(QStringView line) const;
    QStringView unitAt(qsizetype row, qsizetype *next) const;
    code::LexerState stateBefore(qsizetype row) const;

    QString m_text;
    const code::Language *m_language;
    int m_columns;
    std::vector<Row> m_rows;
    qsizetype m_widest = 0;
    mutable std::vector<Checkpoint> m_checkpoints; // ascending; the first is at row 0
    mutable Checkpoint m_latest; // where the lexer went last
};

} // namespace polylogue::ui::transcript
