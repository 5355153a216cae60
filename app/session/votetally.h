// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/vote.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace polylogue::app::session {

//! \brief How one model fared in blind comparisons.
struct ModelTally
{
    QString model = {};
    int shown = 0; //!< comparisons that it was in; twice in one counts twice
    int wins = 0;
    int ties = 0; //!< nobody was better
    int losses = 0; //!< another was better, or none was good

    bool operator==(const ModelTally &) const = default;
};

//! \brief Counts \a votes that carry \a tag; all of them where it is not set. A tie counts as half
//! a
//!        win for the order: the best first, the more often shown first among equals.
QList<ModelTally> tally(const QList<store::Vote> &votes, const std::optional<QString> &tag = {});

//! \return all tags that votes carry, sorted; the empty one too, where there is one without.
QStringList tagsOf(const QList<store::Vote> &votes);

} // namespace polylogue::app::session
