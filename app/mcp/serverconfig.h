// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace polylogue::app::mcp {

using ServerId = base::Id<struct ServerTag>;

//! \brief An environment variable, or a header of HTTP.
struct NamedValue
{
    QString name = {};
    QString value = {};
    bool isSecret = false; //!< kept in the SecretStore, never in a file, shown hidden

    bool operator==(const NamedValue &) const = default;
};

//! \brief A server of tools: a program that is started, or an address.
struct ServerConfig
{
    ServerId id = {};
    QString name = {}; //!< the user's, of one line

    QString command = {}; //!< a path, or a name that PATH knows; empty: an address
    QStringList arguments = {};
    QString folder = {}; //!< that it is started in; empty: the user's home folder
    QList<NamedValue> environment = {}; //!< beside what serverEnvironment() gives every server

    QUrl url = {};
    QList<NamedValue> headers = {};

    bool isDisabled = false; //!< not started with the others
    bool beginsWithHandshake =
        false; //!< for servers that end when they are asked for their version
    std::optional<int> timeoutSeconds = {}; //!< of a call; not set: 120
    QStringList roots = {}; //!< folders that it is told of
    QByteArray others = {}; //!< members that other programs wrote, a JSON object; kept as they are
    QByteArray approval = {}; //!< the fingerprintOf() what the user agreed to start; empty: nothing

    bool isProgram() const { return !command.isEmpty(); }
    bool operator==(const ServerConfig &) const = default;
};

//! \return \a config with "${NAME}", "${NAME:-otherwise}" and "${env:NAME}" replaced.
//! \return ErrorKind::BadParameter with what is missing as parameter: of type "variable", or
//!         "input" where another program would ask the user ("${input:...}").
base::Result<ServerConfig> expanded(const ServerConfig &config,
                                    const QProcessEnvironment &environment);

//! \return all that decides what is run or reached, hashed (SHA-256, in hexadecimal): program,
//!         arguments, folder, variables, address, headers. Of secrets only their names.
//! \param config expanded()
QByteArray fingerprintOf(const ServerConfig &config);

//! \return what is started, to be shown before: every argument, quoted where it has to be, or the
//!         address. What cannot be seen is written as \u{...}.
QString commandLineOf(const ServerConfig &config);
//! \return the other things that decide about it, a line each: the folder, variables or headers;
//!         secrets hidden.
QStringList surroundingsOf(const ServerConfig &config);

//! \return \a text with characters that cannot be seen, or turn others around, as \u{...}.
QString withVisibleCharacters(const QString &text);

//! \return whether \a name or \a value are those of a key: then it is kept in the SecretStore.
bool looksSecret(const QString &name, const QString &value);

//! \return what every server gets of our environment: folders, names and the locale, no keys.
QProcessEnvironment serverEnvironment();

} // namespace polylogue::app::mcp
