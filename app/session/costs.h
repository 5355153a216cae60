// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "app/settings/settings.h"
#include "app/store/tokenuse.h"

namespace polylogue::app::session {

//! \brief An amount in Settings::currency.
struct Cost
{
    double amount = 0;
    bool isEstimate = false; //!< something in it has no price of its own

    bool operator==(const Cost &) const = default;
};

//! \return what \a answer took, its day not set; nothing where the server did not count both ways.
//!
//! Some servers leave reasoning out of the completion's tokens but not out of the total: it is
//! output.
std::optional<store::TokenUse> tokenUseOf(const conversation::Message &answer);

//! \brief What \a use costs; nothing where the user entered no price for its model.
//!
//! Tokens from a cache cost what any input does where they have no price: at most that, so this is
//! an estimate then.
std::optional<Cost> costOf(const store::TokenUse &use, const QList<settings::ModelPrice> &prices);

//! \brief What those of \a uses cost together that have a price; nothing where none has.
std::optional<Cost> costOf(const QList<store::TokenUse> &uses,
                           const QList<settings::ModelPrice> &prices);

//! \brief Adds \a use to the one of \a uses that is of its model and day, or behind them.
void addUse(QList<store::TokenUse> &uses, const store::TokenUse &use);

} // namespace polylogue::app::session
