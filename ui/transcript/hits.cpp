// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/hits.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

using app::conversation::MessageId;

constexpr size_t MostHits = 500; // more in one message help nobody and cost time

//! The letter without case and accents, as the search of chats compares.
QChar folded(QChar character)
{
    if (character.unicode() < 0x80)
        return character.toLower();
    const QString parts = character.decomposition();
    const bool hasAccent = parts.size() > 1 && parts.at(1).isMark();
    return (hasAccent ? parts.at(0) : character).toCaseFolded();
}

//! Same length as \a text, so that places in one are places in the other.
QString folded(QString text)
{
    for (QChar &character : text)
        character = folded(character);
    return text;
}

} // namespace

void Hits::setWords(const QStringList &words)
{
    clear();
    for (const QString &word : words) {
        if (!word.trimmed().isEmpty())
            m_words += folded(word);
    }
}

bool Hits::occurIn(const QString &text) const
{
    if (m_words.isEmpty() || text.isEmpty())
        return false;
    const QString searched = folded(text);
    return std::ranges::any_of(
        m_words, [&searched](const QString &word) { return searched.contains(word); });
}

void Hits::find(const MessageId &message, const std::vector<SelectableLeaf> &leaves)
{
    std::vector<Hit> hits;
    for (const SelectableLeaf &leaf : leaves) {
        const QString text = folded(leaf.text);
        std::vector<Hit> found;
        for (const QString &word : std::as_const(m_words)) {
            for (qsizetype at = text.indexOf(word); at >= 0 && found.size() < MostHits;
                 at = text.indexOf(word, at + word.size()))
                found.push_back({leaf.key, static_cast<int>(at), static_cast<int>(word.size())});
        }
        std::sort(found.begin(), found.end(),
                  [](const Hit &one, const Hit &other) { return one.start < other.start; });
        int end = 0; // of the hit before: words may overlap
        for (const Hit &hit : found) {
            if (hit.start < end || hits.size() == MostHits)
                continue;
            hits.push_back(hit);
            end = hit.start + hit.length;
        }
    }
    m_count += std::ssize(hits) - std::ssize(of(message));
    if (m_current && m_current->message == message) {
        if (hits.empty())
            m_current.reset();
        else
            m_current->index = std::min(m_current->index, hits.size() - 1);
    }
    if (hits.empty())
        m_hits.remove(message);
    else
        m_hits.insert(message, std::move(hits));
}

void Hits::forgetAll()
{
    m_hits.clear();
    m_count = 0;
}

const std::vector<Hits::Hit> &Hits::of(const MessageId &message) const
{
    static const std::vector<Hit> none;
    const auto found = m_hits.constFind(message);
    return found == m_hits.constEnd() ? none : *found;
}

size_t Hits::firstSaid(const MessageId &message) const
{
    const std::vector<Hit> &hits = of(message);
    const auto said = std::ranges::find_if(
        hits, [](const Hit &hit) { return hit.key.section > Section::Reasoning; });
    return said == hits.end() ? 0 : static_cast<size_t>(said - hits.begin());
}

QList<QRectF> areasOf(const Hits::Hit &hit, const LeafLayout &layout)
{
    QList<QRectF> areas;
    for (int offset = hit.start; offset < hit.start + hit.length; ++offset) {
        const QRectF character = layout.characterRect(offset);
        if (!areas.isEmpty() && areas.last().top() == character.top())
            areas.last() |= character;
        else
            areas += character;
    }
    return areas;
}

} // namespace polylogue::ui::transcript
