// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/parameters.h"
#include "app/projection/umap.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace polylogue::ui::cli {

//! \brief No command: the window.
struct WindowInvocation
{
    QString profile = {}; //!< --profile; empty for the user's own
    QStringList attachments = {}; //!< files that a new chat begins with

    bool operator==(const WindowInvocation &) const = default;
};

//! \brief Where a command finds its models.
struct ServerChoice
{
    QString profile = {};
    QString address = {}; //!< --endpoint; empty for the profile's current endpoint
    QString keyVariable = {}; //!< --key-env; empty for where the profile keeps its key

    bool operator==(const ServerChoice &) const = default;
};

struct AskInvocation
{
    ServerChoice server = {};
    QString model = {};
    QString systemPrompt = {};
    QStringList attachments = {};
    QStringList tools = {}; //!< files of scripts
    QStringList serverFiles = {}; //!< configurations of MCP servers
    bool isAgreed = false; //!< --yes: these may start without a question
    app::endpoint::Parameters parameters = {};
    bool isJson = false;
    bool isSaved = false; //!< in the profile's store
    std::optional<QString> prompt = {}; //!< not set: standard input

    bool operator==(const AskInvocation &) const = default;
};

struct ModelsInvocation
{
    ServerChoice server = {};
    QString probedModel = {}; //!< what it can do is asked; empty: all are listed
    bool isJson = false;

    bool operator==(const ModelsInvocation &) const = default;
};

struct EmbedInvocation
{
    ServerChoice server = {};
    QString model = {};
    QString inputType = {};
    bool isJson = false;
    QString file = {}; //!< empty: standard input

    bool operator==(const EmbedInvocation &) const = default;
};

//! \brief Texts of a table, which a server embeds, or vectors that are there already.
struct MapInvocation
{
    ServerChoice server = {}; //!< for texts
    QString model = {};
    QString inputType = QStringLiteral("clustering");
    QString file = {}; //!< table of texts; empty: vectors
    QString text = {}; //!< column that is embedded; empty: the one that looks like it
    QString label = {}; //!< column that colours points; empty: of texts the one that looks like it
    QString vectors = {}; //!< file to read
    QString out = {}; //!< file to write: .csv, .png or .svg
    app::projection::UmapOptions options = {};

    bool operator==(const MapInvocation &) const = default;
};

struct PracticeInvocation
{
    quint16 port = 0; //!< 0: any free one
    QString key = {}; //!< empty: a random one

    bool operator==(const PracticeInvocation &) const = default;
};

//! \brief Something to print, and the end: help and version (0), wrong usage (2).
struct PrintInvocation
{
    QString text = {};
    int exitCode = 0;

    bool operator==(const PrintInvocation &) const = default;
};

using Invocation = std::variant<WindowInvocation, AskInvocation, ModelsInvocation, EmbedInvocation,
                                MapInvocation, PracticeInvocation, PrintInvocation>;

//! \return whether \a invocation writes with fonts, which takes a QGuiApplication.
bool needsFonts(const Invocation &invocation);

//! \brief What the user wants of the program. Pure: reads nothing but \a arguments.
//! \param arguments without the program's name
Invocation parseCommandLine(const QStringList &arguments);

} // namespace polylogue::ui::cli
