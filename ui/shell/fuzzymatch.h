// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

#include <optional>
#include <vector>

namespace polylogue::ui::shell {

//! \brief A text that is searched, prepared once: no key press has to fold it again.
class FuzzyText
{
public:
    explicit FuzzyText(const QString &text);

private:
    friend class FuzzyPattern;

    QString m_folded; // without case and accents, its characters where they were
    std::vector<qint8> m_worth; // of finding a character, at each place
};

//! \brief What somebody typed, to be compared with many texts.
//!
//! Each of its words has to occur in a text, its characters in their order; case and accents do not
//! count. Beginnings of words and characters side by side are worth most; letters strewn over a
//! text are no match. An empty pattern matches everything with score 0.
class FuzzyPattern
{
public:
    explicit FuzzyPattern(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    //! \return the more, the better; to compare matches of this pattern. Nothing: no match.
    std::optional<int> score(const FuzzyText &text) const;
    //! \return the places of the characters found, rising; nothing where there is no match.
    QList<qsizetype> positions(const FuzzyText &text) const;

private:
    std::optional<int> find(const FuzzyText &text, QList<qsizetype> *positions) const;

    QString m_folded;
    QStringList m_words;
};

} // namespace polylogue::ui::shell
