// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace polylogue::app::mcp {

//! \brief An argument that goes into a header too ("x-mcp-header").
struct HeaderMark
{
    QString header = {}; //!< behind "Mcp-Param-"
    QString pointer = {}; //!< to the argument (RFC 6901)

    bool operator==(const HeaderMark &) const = default;
};

//! \brief A tool as a server describes it. Every text is foreign.
struct ServerTool
{
    QString name = {};
    QString title = {}; //!< for people; may be empty
    QString description = {};
    QByteArray inputSchema = {};
    QByteArray outputSchema = {}; //!< empty: none
    //! \name Hints, which may lie
    //!@{
    bool readsOnly = false;
    bool destroys = true;
    bool isIdempotent = false;
    bool reachesOut = true; //!< beyond the server itself
    //!@}
    QList<HeaderMark> headers = {};

    bool operator==(const ServerTool &) const = default;
};

//! \brief One page of "tools/list".
struct ToolPage
{
    QList<ServerTool> tools = {};
    QString nextCursor = {}; //!< empty: the last
    QStringList refused = {}; //!< names of those that cannot be taken
};

//! \return nothing where \a result is no such answer.
std::optional<ToolPage> readToolPage(const json::JsonNode &result);

//! \brief A picture that a tool gave.
struct ToolImage
{
    QByteArray bytes = {}; //!< foreign, undecoded
    QString mimeType = {}; //!< as the server says

    bool operator==(const ToolImage &) const = default;
};

//! \brief What a call gave.
struct CallResult
{
    //! For the model: texts, what they refer to, structured content where there is nothing else;
    //! pictures and sounds as a note.
    QString text = {};
    bool isError = false;
    QList<ToolImage> images = {};

    bool operator==(const CallResult &) const = default;
};

//! \return nothing where \a result is no answer to "tools/call".
std::optional<CallResult> readCallResult(const json::JsonNode &result);

//! \return the name under which models call the tool, 1 to 64 letters, digits, "_" or "-": the
//!         server's name, two underscores, the tool's. Where something had to be changed for that,
//!         a hash makes it another name than all others.
QString toolNameFor(const QString &server, const QString &tool);

} // namespace polylogue::app::mcp
