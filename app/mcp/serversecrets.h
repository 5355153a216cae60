// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/serverconfig.h"

#include <QObject>

#include <functional>

namespace polylogue::app::settings {
class SecretStore;
}

namespace polylogue::app::mcp {

//! \return the name under which a secret of \a config is kept: with a server's headers its address
//!         is part of it, so that a changed address never finds the old key.
QString secretNameOf(const ServerConfig &config, const NamedValue &value);

//! \brief Fills in the secrets that \a config only names.
//! \param done called once, later, unless \a context is gone by then; with ErrorKind::File of type
//!        "secret" and its name as parameter where one is not there
void withSecrets(const ServerConfig &config, settings::SecretStore &store, QObject *context,
                 const std::function<void(const base::Result<ServerConfig> &)> &done);

//! \brief Keeps the secrets that \a config has a value for.
void keepSecrets(const ServerConfig &config, settings::SecretStore &store, QObject *context,
                 const std::function<void(const base::Status &)> &done);

//! \brief Removes all secrets of \a config; what cannot be removed is left.
void dropSecrets(const ServerConfig &config, settings::SecretStore &store, QObject *context);

} // namespace polylogue::app::mcp
