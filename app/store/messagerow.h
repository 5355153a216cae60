// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "app/store/database.h"

namespace polylogue::app::store {

//! \brief A message as the table "messages" holds it.
struct MessageRow
{
    conversation::MessageId id = {};
    conversation::MessageId parent = {};
    int role = 0; //!< as the enumerations count
    int state = 0;
    QDateTime createdAt = {};
    QDateTime deletedAt = {};
    QString model = {};
    QByteArray content = {}; //!< encodeContent()
    QByteArray details = {}; //!< encodeDetails()
    QByteArray hash = {}; //!< hashOf(), as it was when the row was written

    bool operator==(const MessageRow &) const = default;
};

//! \brief The columns that readRow() reads, of the message "m" and its parent "p".
extern const QString rowColumns;
extern const QString rowTables; //!< "messages m LEFT JOIN ..."

//! \param first the column where rowColumns begin
MessageRow readRow(const Row &row, int first = 0);

//! \return SHA-256 over all other members, each with its length before it (README.md, Hash).
QByteArray hashOf(const MessageRow &row);

//! \brief The row for \a message; what a newer version wrote into \a previous stays.
MessageRow toRow(const conversation::Message &message, const MessageRow &previous = {});

//! \brief The message of \a row.
//!
//! Where its hash is not its own, or its JSON cannot be read, it comes with what can be read of it,
//! as markDamaged() makes it.
conversation::Message toMessage(const MessageRow &row);

//! \brief Makes \a message one that stands for what cannot be read: Failed, with ErrorKind::File,
//!        type "damaged", and \a detail.
void markDamaged(conversation::Message &message, const QString &detail);

//! \return whether markDamaged() made it what it is.
bool isDamaged(const conversation::Message &message);

} // namespace polylogue::app::store
