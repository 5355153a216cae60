// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/rpcmessage.h"

#include <QStringList>

namespace polylogue::app::mcp {

//! \return the answer to what a server asks of us: ping and roots/list are answered, sampling and
//!         elicitation declined, all else is an unknown method.
//! \param roots folders that the server may take for its own
RpcMessage answerTo(const RpcMessage &request, const QStringList &roots);

//! \return the same for a request that came within a result (2026-07-28), as there is no answer
//!         that is an error; nothing where only an error would do.
std::optional<json::JsonNode> inputFor(const json::JsonNode &request, const QStringList &roots);

} // namespace polylogue::app::mcp
