// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/comparison/sentences.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace polylogue::app::comparison {

//! \brief A sentence of an answer that can be compared by its meaning.
struct MeantSentence
{
    Sentence place = {}; //!< in the answer as it is written
    QString words = {}; //!< plainSentence()

    bool operator==(const MeantSentence &) const = default;
};

//! \return the sentences of \a markdown that say something: no code, nothing without a letter.
QList<MeantSentence> meantSentences(const QString &markdown);

using Vector = std::vector<float>;

//! \brief Answers to the same question, each sentence with what an embedding model makes of it.
struct MeantAnswer
{
    QStringList sentences = {};
    std::vector<Vector> vectors = {}; //!< one for each sentence, all of one dimension
};

//! \brief Which sentences of two answers say the same.
struct Counterparts
{
    //! For each sentence of the left the one of the right that is nearest to it; -1: the right does
    //! not say that. Several may have the same.
    std::vector<qsizetype> ofLeft = {};
    std::vector<qsizetype> ofRight = {};
};

//! \brief Matches sentences by meaning.
//!
//! Likeness is the cosine of two vectors above what is usual between sentences of these two answers
//! (their median: models differ widely in how near everything is to everything), and to a third the
//! words that both have, rare ones counting more (a mean of word vectors alone confuses sentences
//! about the same subject). The nearest sentence counts where likeness is at least 0.22; that it be
//! nearest in both directions is not asked, as one sentence often says what another answer says in
//! two. tests/data/agreement measures this.
Counterparts counterparts(const MeantAnswer &left, const MeantAnswer &right);

} // namespace polylogue::app::comparison
