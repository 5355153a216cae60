// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/code/language.h"

namespace polylogue::ui::code {

//! \brief Takes a line of a language apart that is described by its table.
class LineLexer
{
public:
    LineLexer(const Language &language, QStringView line, LexerState *state, bool endsLine);

    QList<Token> run();

private:
    void step();
    bool takeRegion();
    bool opens(const Region &region, qsizetype *opening, QString *closing) const;
    bool holdsOneCharacter(const Region &region) const;
    void closeRegion(const Region &region, qsizetype start);
    qsizetype endOfRegion(const Region &region, qsizetype from);
    void takeNumber();
    void takeWord();
    TokenKind kindOfName(QStringView word, qsizetype start, bool isMember) const;
    bool takeSign(QChar c);
    bool takeVariable();
    bool takeDirective();
    bool takeDecorator();
    bool takeSection();
    void takeLineKey();
    bool takeSelector();
    bool takeBlockScalar();
    bool isKeyBefore(qsizetype end) const;
    bool isAtLineStart() const;
    //! \return null for what is outside of the line.
    QChar at(qsizetype index) const
    {
        return index >= 0 && index < m_line.size() ? m_line[index] : QChar();
    }
    qsizetype endOfWord(qsizetype from) const;
    void add(qsizetype start, qsizetype end, TokenKind kind);

    const Language &m_language;
    QStringView m_line;
    LexerState *m_state;
    bool m_endsLine;
    QList<Token> m_tokens;
    qsizetype m_at = 0;
    int m_hereDocument = -1; // the region that begins with the next line
};

} // namespace polylogue::ui::code
