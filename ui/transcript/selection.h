// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaf.h"

#include <QString>

namespace polylogue::ui::transcript {

class MessageColumn;

//! \brief A place between two characters of the conversation.
struct TextPosition
{
    qsizetype row = 0;
    LeafKey key = {};
    int offset = 0;

    auto operator<=>(const TextPosition &) const = default;
};

//! \brief From one place to a later one.
struct TextSpan
{
    TextPosition from = {};
    TextPosition to = {};

    TextSpan(const TextPosition &begin, const TextPosition &end)
        : from(begin)
        , to(end)
    { }
};

//! \brief What is marked, over leaves and messages.
class Selection
{
public:
    bool isEmpty() const { return m_from == m_to; }
    void clear() { *this = {}; }
    //! \brief Begins at \a position, marks nothing yet.
    void begin(const TextPosition &position) { begin(TextSpan(position, position)); }
    //! \brief Begins with \a span marked: a word, a block. It stays marked wherever one goes.
    void begin(const TextSpan &span)
    {
        m_first = span;
        m_from = span.from;
        m_to = span.to;
        m_hasPlace = true;
    }
    void extendTo(const TextPosition &position) { extendTo(TextSpan{position, position}); }
    //! \brief Goes on to \a span, as a whole, in either direction.
    void extendTo(const TextSpan &span);
    //! \return whether it was ever begun: active() is where.
    bool hasPlace() const { return m_hasPlace; }
    //! \return the end that moves.
    const TextPosition &active() const { return m_to; }
    //! \brief Rows from \a from on are \a by further down.
    void shiftRows(qsizetype from, qsizetype by);
    const TextPosition &start() const { return std::min(m_from, m_to); }
    const TextPosition &end() const { return std::max(m_from, m_to); }

    struct Range
    {
        int start = 0;
        int end = 0;
    };
    //! \return what of a leaf of \a length characters is marked.
    Range rangeIn(qsizetype row, const LeafKey &key, int length) const;

private:
    TextSpan m_first{{}, {}}; // what it began with
    TextPosition m_from;
    TextPosition m_to;
    bool m_hasPlace = false;
};

//! \return what \a selection marks, as plain text: blocks a blank line apart, cells by tabs.
QString selectedText(const Selection &selection, const MessageColumn &column);

//! \return the word around \a offset in \a text.
Selection::Range wordAt(const QString &text, int offset);

//! \return a selection of the whole conversation.
Selection everything(const MessageColumn &column);

} // namespace polylogue::ui::transcript
