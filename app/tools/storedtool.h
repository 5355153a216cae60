// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"
#include "app/tools/commandjob.h"
#include "app/tools/tool.h"

#include <QList>
#include <QUrl>

namespace polylogue::app::net {
class HttpClient;
}

namespace polylogue::app::tools {

using ToolId = base::Id<struct ToolTag>;

//! \brief A tool as its user wrote it; what it needs is set for its kind only.
struct StoredTool
{
    ToolId id = {};
    wire::ToolDefinition definition = {};
    bool isEnabled = true; //!< can be offered
    ToolKind kind = ToolKind::ByHand; //!< never Server
    QString script = {}; //!< see script/scriptengine.h
    CommandLine command = {}; //!< gets the arguments as JSON
    QUrl address = {}; //!< gets the arguments as the JSON body of a POST
    QString allowedOrigin = {}; //!< endpoint::originOf() that may be asked; any other is not

    bool operator==(const StoredTool &) const = default;
};

//! \brief What keeps a tool from being used.
enum class ToolFault {
    None,
    Name, //!< isToolName()
    Schema, //!< no JSON object, or no JSON Schema
    Script, //!< empty
    Program, //!< none is named
    Address, //!< neither http nor https
    Origin, //!< the user did not say that it may be asked
};

ToolFault faultOf(const StoredTool &tool);

//! \brief What runs \a tool. \pre faultOf() is None
//! \param client makes the requests of ToolKind::Http and outlives the tool
Tool runnable(const StoredTool &tool, net::HttpClient &client);

//! \return two to learn from: a random multiple of a number, and a random number.
QList<StoredTool> exampleTools();

} // namespace polylogue::app::tools
