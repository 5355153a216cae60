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

//! \brief Gives out ids: a foreign one that is a UUID and was not given before, else a new one.
class ForeignIds final
{
public:
    QUuid take(const QString &id);

private:
    QSet<QUuid> m_taken;
};

//! \brief Adds a text; an empty one is nothing.
void appendText(QList<conversation::ContentPart> &content, const QString &text);

//! \return \a chat with times, a leaf and a title where it has none; ErrorKind::File, type "empty"
//!         where it has no message.
base::Result<store::WholeChat> finished(store::WholeChat chat);

} // namespace polylogue::app::transfer
