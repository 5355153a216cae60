// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/projection/matrix.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

//! What is asked for a corpus, and how its answers become one vector a text.
namespace polylogue::app::embeddings {

constexpr qsizetype usualTextsInRequest = 96; //!< what the strictest known servers take
constexpr qint64 mostTokensInRequest = 60'000;

//! \brief What becomes of a text that is longer than the model reads.
enum class LongTexts {
    Average, //!< its parts are embedded, and their mean counts, each weighted by its length
    Refuse,
};

//! \brief A text, or a part of one, that is asked for once however often it occurs.
struct Piece
{
    QString text = {};
    QByteArray hash = {}; //!< SHA-256, 32 raw bytes
    qint64 tokens = 0; //!< estimated
    std::vector<float> vector = {}; //!< empty: not known yet
    QList<qsizetype> parts = {}; //!< in place of a vector of its own: the pieces it was cut into
};

//! \brief The pieces of texts, those of equal texts once.
class EmbeddingPlan final
{
public:
    //! \param longest tokens that a piece may have; not set: nobody knows
    EmbeddingPlan(const QStringList &texts, std::optional<qint64> longest);

    qsizetype textCount() const { return m_pieceOfText.size(); }
    qsizetype knownTexts() const; //!< that have a vector
    bool isComplete() const { return m_missing == 0; }

    //! \return the hashes of what is still to be asked.
    QList<QByteArray> missingHashes() const;
    void setVector(const QByteArray &hash, const std::vector<float> &vector);
    const Piece &piece(qsizetype at) const { return m_pieces.at(size_t(at)); }

    //! \return the next pieces to ask for, at most \a texts and mostTokensInRequest; at least one
    //!         where any is missing.
    QList<qsizetype> nextPieces(qsizetype texts) const;
    //! \brief Cuts those of \a pieces with more than \a longest tokens. \return whether there were
    //! any.
    bool cut(const QList<qsizetype> &pieces, qint64 longest);

    //! \return the first text that has more than \a longest tokens; -1: none.
    qsizetype firstLongText(qint64 longest) const;
    qsizetype cutTexts() const; //!< that are means of their parts
    //! \return one vector for each text, all of one length. \pre isComplete()
    projection::Matrix vectors() const;

private:
    qsizetype add(const QString &text);
    bool isKnown(const Piece &piece) const;
    void cutPiece(qsizetype at, qint64 longest);
    std::vector<float> vectorOf(const Piece &piece) const;

    std::vector<Piece> m_pieces;
    QHash<QByteArray, qsizetype> m_places; // by hash
    QList<qsizetype> m_pieceOfText;
    qsizetype m_missing = 0; // pieces to be asked for
};

//! \brief Reads out of the server's refusal of a request how many texts it takes.
//! \param sent texts of that request
//! \return fewer than \a sent, at least 1; not set where the refusal was about something else.
std::optional<qsizetype> fewerTexts(const base::Error &error, qsizetype sent);

} // namespace polylogue::app::embeddings
