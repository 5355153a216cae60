// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/clustering.h"

#include <QList>
#include <QStringList>

namespace polylogue::app::projection {

//! \brief The words that set each cluster's texts apart from the others', the best first: by
//! class-based
//!        TF-IDF (Grootendorst, arXiv 2203.05794), in small letters.
//!
//! No list of words is needed in any language: a word counts only where it is at least four times
//! as frequent as in the other texts, and of a cluster of four texts or more where two of them have
//! it. \param texts one for each row \param most words of each cluster; there may be fewer, or none
QList<QStringList> distinctiveWords(const QStringList &texts, const Clustering &clustering,
                                    int most = 3);

} // namespace polylogue::app::projection
