// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/secretstore.h"

#include <chrono>

namespace polylogue::app::settings {

//! \brief The system's keychain by QtKeychain, without its insecure fallback (app/README.md).
//!
//! Needs a thread whose event loop is GLib's. A keychain that is missing, locked or does not answer
//! within 5 s ends with ErrorKind::File, type "keychain", and the system's words as detail.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;
    //! \brief How long an operation may take, for tests.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    void read(const QString &name, QObject *context, ReadCallback done) override;
    void write(const QString &name, const QString &secret, QObject *context,
               WriteCallback done) override;
    void remove(const QString &name, QObject *context, WriteCallback done) override;

private:
    std::chrono::milliseconds m_timeout = std::chrono::seconds(5);
};

} // namespace polylogue::app::settings
