// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/messageitem.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief Where words that were looked for stand in messages, and which of them was come to.
//!
//! Case and accents do not matter, as in the search of chats.
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

    //! \brief One of the hits.
    struct Place
    {
        app::conversation::MessageId message = {};
        size_t index = 0; //!< of of(message)
        bool operator==(const Place &) const = default;
    };

    void clear() { *this = {}; }
    //! \brief Looks for \a words from now on; finds nothing until find().
    void setWords(const QStringList &words);
    bool hasWords() const { return !m_words.isEmpty(); }
    //! \return whether \a text, as it was written, has one of the words.
    bool occurIn(const QString &text) const;
    //! \brief Finds those in \a message anew; the current one stays as far as it can.
    //! \param leaves all of it
    void find(const app::conversation::MessageId &message,
              const std::vector<SelectableLeaf> &leaves);
    //! \brief As if find() had never been called; the words and the current one stay.
    void forgetAll();

    bool isEmpty() const { return m_hits.isEmpty(); }
    qsizetype count() const { return m_count; }
    const std::vector<Hit> &of(const app::conversation::MessageId &message) const;
    const std::optional<Place> &current() const { return m_current; }
    void setCurrent(const std::optional<Place> &place) { m_current = place; }
    //! \return the first hit of \a message in what was said, where there is one: what was thought
    //!         stands above.
    size_t firstSaid(const app::conversation::MessageId &message) const;

private:
    QStringList m_words; // folded
    QHash<app::conversation::MessageId, std::vector<Hit>> m_hits; // messages that have some
    qsizetype m_count = 0;
    std::optional<Place> m_current;
};

//! \return where \a hit stands in a laid out leaf, one rectangle a line.
QList<QRectF> areasOf(const Hits::Hit &hit, const LeafLayout &layout);

} // namespace polylogue::ui::transcript
