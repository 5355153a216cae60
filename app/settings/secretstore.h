// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/endpoint/endpoint.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>

namespace polylogue::app::settings {

//! \brief Keeps keys. Implementations: the system's keychain, memory for one run.
//!
//! Every operation ends with exactly one call of its callback, later, on the calling thread, unless
//! \a context is gone by then. No operation takes longer than 5 seconds.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    using ReadCallback = std::function<void(const base::Result<QString> &)>;
    using WriteCallback = std::function<void(const base::Status &)>;

    //! \brief The secret under \a name; an empty string where there is none.
    virtual void read(const QString &name, QObject *context, ReadCallback done) = 0;
    //! \brief Written, read back and compared; an older secret stays where that fails.
    virtual void write(const QString &name, const QString &secret, QObject *context,
                       WriteCallback done) = 0;
    virtual void remove(const QString &name, QObject *context, WriteCallback done) = 0;
};

//! \brief Secrets for this run only: tests, and where there is no keychain.
class MemorySecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;
    void read(const QString &name, QObject *context, ReadCallback done) override;
    void write(const QString &name, const QString &secret, QObject *context,
               WriteCallback done) override;
    void remove(const QString &name, QObject *context, WriteCallback done) override;

private:
    QHash<QString, QString> m_secrets;
};

//! \brief The name of an endpoint's key: its id and the origin it was entered for, so that a
//! changed
//!        address never finds the old key.
QString keySecretName(const QString &endpointId, const QString &origin);
//! \brief The same for an endpoint's own id and address.
QString keySecretName(const endpoint::Endpoint &endpoint);

//! \brief The name of the password of an endpoint's proxy, bound to the proxy's address and user.
QString proxySecretName(const endpoint::Endpoint &endpoint);

} // namespace polylogue::app::settings
