// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/messageitem.h"

#include <QStringList>

#include <vector>

namespace polylogue::ui::transcript {

//! \brief Where words that were looked for stand in one message, and which of them was come to.
class Hits
{
public:
    struct Hit
    {
        LeafKey key = {};
        int start = 0; //!< in the leaf's text
        int length = 0;
        bool operator==(const Hit &) const = default;
    };

    void clear() { *this = {}; }
    //! \brief Looks for \a words from now on, in \a message; finds nothing until find().
    void setWords(const app::conversation::MessageId &message, const QStringList &words);
    //! \brief Finds all hits; the current one stays as far as it can.
    void find(const std::vector<SelectableLeaf> &leaves);
    //! \return whether \a text has one of the words.
    bool occurIn(const QString &text) const;
    //! \brief To the first hit in what was said, where there is one: what was thought stands above.
    void skipReasoning();
    //! \brief To the next hit or the one before, around the end.
    void step(int direction);

    bool isEmpty() const { return m_hits.empty(); }
    const app::conversation::MessageId &message() const { return m_message; }
    const std::vector<Hit> &list() const { return m_hits; }
    size_t current() const { return m_current; } //!< of list()

private:
    app::conversation::MessageId m_message;
    QStringList m_words;
    std::vector<Hit> m_hits;
    size_t m_current = 0;
};

//! \return where \a hit stands in a laid out leaf, one rectangle a line.
QList<QRectF> areasOf(const Hits::Hit &hit, const LeafLayout &layout);

} // namespace polylogue::ui::transcript
