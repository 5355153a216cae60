// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/chatrecord.h"
#include "app/transfer/importattachments.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

//! What the readers of foreign conversations share.
namespace polylogue::app::transfer {

base::Result<store::WholeChat> chatFromChatGpt(const QJsonObject &conversation,
                                               ImportAttachments &attachments);
base::Result<store::WholeChat> chatFromClaude(const QJsonObject &conversation,
                                              ImportAttachments &attachments);
base::Result<store::WholeChat> chatFromRequest(const QJsonObject &body,
                                               ImportAttachments &attachments);

//! \return seconds since 1970 or a date of ISO 8601 as UTC; invalid for anything else.
QDateTime timeOf(const QJsonValue &value);

//! \brief Gives out ids: foreign ones that are UUIDs stay, so that a second import is known for
//!        one. Where the conversation has none, that cannot be, and its messages get new ones too.
class ForeignIds final
{
public:
    explicit ForeignIds(const QString &conversationId);

    QUuid conversation() const { return m_conversation; }
    //! \return \a id, or a new one where it is no UUID or was given before.
    QUuid take(const QString &id);

private:
    QUuid m_conversation; // null: it has none
    QSet<QUuid> m_taken;
};

//! \brief Adds a text; an empty one is nothing.
void appendText(QList<conversation::ContentPart> &content, const QString &text);

//! \return \a chat with times, a leaf and a title where it has none; ErrorKind::File, type "empty"
//!         where it has no message.
base::Result<store::WholeChat> finished(store::WholeChat chat);

} // namespace polylogue::app::transfer
