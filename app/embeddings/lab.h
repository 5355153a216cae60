// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/neighbours.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

//! What vectors say about the model that made them, without a map. Functions block; those that look
//! for neighbours are exact up to 20,000 rows. A row that is not finite, or all zero and so without
//! a direction, is alike to none.
namespace polylogue::app::embeddings {

//! \return the cosine of each row of \a left with each of \a right, NaN where there is none.
//! \pre both have as many columns
projection::Matrix cosines(const projection::Matrix &left, const projection::Matrix &right);

//! \brief A text as a query beside the same texts as documents.
struct QueryMatch
{
    double cosine = 0; //!< of the two vectors of the text; NaN where there is none
    qsizetype rank = 0; //!< of the text's own document, 1: the nearest; 0: none

    bool operator==(const QueryMatch &) const = default;
};

//! \param queries vectors of texts \param documents vectors of the same texts
QList<QueryMatch> queryMatches(const projection::Matrix &queries,
                               const projection::Matrix &documents);

struct NearPair
{
    qsizetype first = 0;
    qsizetype second = 0; //!< a later row
    double cosine = 0;

    bool operator==(const NearPair &) const = default;
};

//! \brief Pairs of texts whose cosine is at least \a least, the most alike first. Of each text its
//!        20 nearest are looked at.
//! \return at most \a most of them; nothing where \a report stopped it
std::optional<QList<NearPair>> nearDuplicates(const projection::Matrix &vectors, double least,
                                              qsizetype most, projection::Workers &workers,
                                              const projection::Report &report = {});

//! \brief Which neighbours two models give the same texts.
struct Agreement
{
    projection::Neighbours left = {};
    projection::Neighbours right = {};
    std::vector<double> ofRow = {}; //!< the share of neighbours that both have
    double mean = 0; //!< overlap@k: of all rows that have neighbours in both
};

//! \param k neighbours of each text, by cosine; fewer where there are fewer texts
//! \pre as many rows in both; the columns may differ
std::optional<Agreement> agreement(const projection::Matrix &left, const projection::Matrix &right,
                                   size_t k, projection::Workers &workers,
                                   const projection::Report &report = {});

//! \brief Whether the nearest texts have the same label.
struct HitRates
{
    struct OfLabel
    {
        QString label = {};
        qsizetype texts = 0;
        double hitRate = 0; //!< at the largest k
        double precision = 0; //!< likewise

        bool operator==(const OfLabel &) const = default;
    };

    qsizetype texts = 0; //!< that have a label which another text has too; only these count
    std::vector<double> hitRate = {}; //!< @1, @2 ...: texts with such a neighbour among the first k
    std::vector<double> precision = {}; //!< @1, @2 ...: such neighbours among the first k
    QList<OfLabel> labels = {}; //!< the most frequent first
};

//! \param labels one for each row; those without one take no part \param k the largest
std::optional<HitRates> hitRates(const projection::Matrix &vectors, const QStringList &labels,
                                 size_t k, projection::Workers &workers,
                                 const projection::Report &report = {});

} // namespace polylogue::app::embeddings
