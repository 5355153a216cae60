// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/wire/chatrequest.h"

#include <QStringList>

#include <optional>

namespace polylogue::app::tools {

//! \brief What a script said.
struct ScriptReply
{
    wire::ToolDefinition definition = {}; //!< of a script that was to describe itself
    QByteArray result = {}; //!< JSON, of one that was run
    QString error = {}; //!< empty where all was well; the engine's or the script's own words
    int line = 0; //!< of the error, from 1 on; 0: not known
    QStringList log = {};

    bool operator==(const ScriptReply &) const = default;
};

//! \return nothing where \a bytes are no such answer (scriptprotocol.h).
std::optional<ScriptReply> decodeScriptReply(const QByteArray &bytes);

} // namespace polylogue::app::tools
