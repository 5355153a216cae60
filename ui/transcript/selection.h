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

//! \brief What is marked, over leaves and messages.
class Selection
{
public:
    bool isEmpty() const { return m_from == m_to; }
    void clear() { m_from = m_to = {}; }
    //! \brief Begins at \a position, marks nothing yet.
    void begin(const TextPosition &position) { m_from = m_to = position; }
    void extendTo(const TextPosition &position) { m_to = position; }
    void set(const TextPosition &from, const TextPosition &to)
    {
        m_from = from;
        m_to = to;
    }
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
    TextPosition m_from;
    TextPosition m_to;
};

//! \return what \a selection marks, as plain text: blocks a blank line apart, cells by tabs.
QString selectedText(const Selection &selection, MessageColumn &column);

//! \return the word around \a offset in \a text.
Selection::Range wordAt(const QString &text, int offset);

//! \return a selection of the whole conversation.
Selection everything(MessageColumn &column);

} // namespace polylogue::ui::transcript
