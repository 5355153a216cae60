// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/chatrecord.h"

#include <QDate>

namespace polylogue::app::store {

class Database;

//! \brief Tokens that a server counted and bills, of one answer or of many.
struct TokenUse
{
    QString model = {}; //!< that was asked
    QDate day = {}; //!< the user's own; null where days do not matter
    qint64 input = 0;
    qint64 cached = 0; //!< part of input
    qint64 output = 0; //!< reasoning included

    bool operator==(const TokenUse &) const = default;
};

//! \brief What the answers since \a since took, one for each day and model, days in their order.
//!        Chats that were deleted and temporary ones count too.
base::Result<QList<TokenUse>> useByDay(Database &database, const QDateTime &since);

//! \brief What was asked for in \a chat took, one for each model.
base::Result<QList<TokenUse>> useOfChat(Database &database, const ConversationId &chat);

} // namespace polylogue::app::store
