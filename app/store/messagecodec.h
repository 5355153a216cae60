// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/message.h"

#include <QByteArray>

//! Messages as JSON; README.md describes the form member by member. Members of newer versions are
//! kept from what stands there already (\a previous, which may be empty); members of the wrong kind
//! count as missing. Everything is written without white space, its members in alphabetical order.
namespace polylogue::app::store {

QByteArray encodeMessage(const conversation::Message &message, const QByteArray &previous = {});

//! \return ErrorKind::File, type "json", where it is no JSON object or has no id, role or content.
base::Result<conversation::Message> decodeMessage(const QByteArray &json);

//! \brief The parts alone: a JSON array.
QByteArray encodeContent(const QList<conversation::ContentPart> &content,
                         const QByteArray &previous = {});

//! \return ErrorKind::File, type "json", where it is no JSON array.
base::Result<QList<conversation::ContentPart>> decodeContent(const QByteArray &json);

//! \brief The members of a message that have no column of their own in the database.
QByteArray encodeDetails(const conversation::Message &message, const QByteArray &previous = {});

//! \return ErrorKind::File, type "json", where it is no JSON object; \a message is as before then.
base::Status decodeDetails(const QByteArray &json, conversation::Message &message);

QByteArray encodeDelta(const conversation::MessageDelta &delta);

//! \return ErrorKind::File, type "json", where it is no JSON object.
base::Result<conversation::MessageDelta> decodeDelta(const QByteArray &json);

} // namespace polylogue::app::store
