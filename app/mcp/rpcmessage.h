// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace polylogue::app::mcp {

//! \name Error codes of JSON-RPC 2.0 and of the protocol
//!@{
inline constexpr qint64 methodNotFound = -32601;
inline constexpr qint64 refusedByUser = -1;
inline constexpr qint64 unsupportedVersion = -32022;
//!@}

//! \brief A request that was refused.
struct RpcError
{
    qint64 code = 0;
    QString message = {}; //!< foreign
    json::JsonNode data = {};
};

//! \brief One message of JSON-RPC 2.0, in either direction.
struct RpcMessage
{
    enum class Kind { Request, Notification, Result, Failure };

    Kind kind = Kind::Notification;
    json::JsonNode id =
        {}; //!< not of notifications: a string or number, null where it is not known
    QString method = {}; //!< of requests and notifications
    json::JsonNode params = {}; //!< of requests and notifications; null: none
    json::JsonNode result = {};
    RpcError error = {};
};

//! \return the messages in \a bytes: one, or a batch of at most 100; nothing where they are none,
//!         or are nested deeper than 64.
std::optional<QList<RpcMessage>> decodeRpc(const QByteArray &bytes);

//! \return \a message without a line break.
QByteArray encodeRpc(const RpcMessage &message);

//! \return the number under which we asked; nothing where \a id is none of ours.
std::optional<qint64> ownId(const json::JsonNode &id);

//! \name What protocol messages are made and read with
//!@{
//! \return an object with one member.
json::JsonNode objectWith(const QString &name, const json::JsonNode &value);
//! \return an object without members.
json::JsonNode emptyObject();
//! \return the member as text; empty where it is missing or no string.
QString stringIn(const json::JsonNode &object, QStringView name);
//! \return whether the member is true.
bool isTrueIn(const json::JsonNode &object, QStringView name);
//!@}

} // namespace polylogue::app::mcp
