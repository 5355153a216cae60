// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/wire/chatrequest.h"

#include <QObject>

#include <functional>

namespace polylogue::app::tools {

//! \brief What a call came to, as the model is told.
struct ToolOutcome
{
    QString content = {}; //!< mostly JSON
    bool isError = false;
    QStringList log = {}; //!< for the user only

    bool operator==(const ToolOutcome &) const = default;
};

//! \brief What happens when a tool is called.
enum class ToolKind {
    Script, //!< ScriptJob
    ByHand, //!< the user is asked for the result
    Command, //!< CommandJob
    Http, //!< a request to an address
    Server, //!< a server of the Model Context Protocol is asked
};

//! \brief A function that models may call.
struct Tool
{
    //! Calls back once, later, unless the context is gone by then: what runs for it ends then.
    using Done = std::function<void(const ToolOutcome &)>;
    using Run = std::function<void(const QByteArray &arguments, QObject *context, const Done &)>;

    wire::ToolDefinition definition = {};
    Run run = {}; //!< \a arguments are a JSON object that argumentFault() found nothing wrong with;
                  //!< none: ToolKind::ByHand
    ToolKind kind = ToolKind::Script;
    QString server = {}; //!< whose it is, for the user; empty: the user's own
    QString source = {}; //!< what runs: a script, a command line, an address; see fingerprintOf()
};

//! \return whether every server takes \a name for a function's: 1 to 64 letters, digits, _ and -.
bool isToolName(const QString &name);

//! \return why \a arguments are not what \a definition asks for, in English, for the model; empty
//!         where they are. A schema that is wrong itself asks for nothing but an object.
QString argumentFault(const wire::ToolDefinition &definition, const QString &arguments);

//! \return a tool that runs \a script, see ScriptJob.
Tool scriptTool(const wire::ToolDefinition &definition, const QString &script);

} // namespace polylogue::app::tools
