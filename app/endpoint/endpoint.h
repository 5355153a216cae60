// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"
#include "app/endpoint/parameters.h"
#include "app/endpoint/quirks.h"

#include <QDebug>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace polylogue::app::endpoint {

using EndpointId = base::Id<struct EndpointTag>;

//! \brief Where a profile's key comes from. The key itself is never part of a profile.
enum class KeySource {
    None, //!< the server needs none (local servers)
    Keychain, //!< the system's keychain, under the endpoint's id and origin
    Environment, //!< the variable Endpoint::keyVariable
    ThisRun, //!< typed in, kept in memory until the program ends
};

//! \brief How the key is sent.
enum class KeyHeader { AuthorizationBearer, ApiKey };

struct HeaderField
{
    QString name = {};
    QString value = {};

    bool operator==(const HeaderField &) const = default;
};

//! \brief A proxy instead of the system's.
struct ProxySettings
{
    enum class Mode { System, None, Manual };

    Mode mode = Mode::System;
    QString host = {};
    int port = 0;
    QString user = {}; //!< its password is a secret like the key

    bool operator==(const ProxySettings &) const = default;
};

//! \brief How to get out to the server's network.
struct NetworkSettings
{
    ProxySettings proxy = {};
    QString caBundle = {}; //!< PEM file of authorities trusted beside the system's; empty for none
    QString clientCertificate = {}; //!< PEM file; empty for none
    QString clientKey = {}; //!< PEM file of its private key

    bool operator==(const NetworkSettings &) const = default;
};

//! \brief A profile: one server, how to reach it and how it talks. Values only, no key.
struct Endpoint
{
    EndpointId id = {};
    QString name = {};
    QUrl baseUrl = {}; //!< see BaseUrl::url
    bool isPractice = false; //!< the built-in one; its address and key are known only while it runs
    KeySource keySource = KeySource::None;
    QString keyVariable = {}; //!< for KeySource::Environment
    KeyHeader keyHeader = KeyHeader::AuthorizationBearer;
    QList<HeaderField> headers = {}; //!< sent with every request
    std::optional<double> requestsPerSecond = {}; //!< not set: no limit
    Quirks quirks = {};
    NetworkSettings network = {};
    Parameters defaults = {}; //!< below those of a conversation
    QString defaultModel = {};
    QString embeddingModel = {};

    bool operator==(const Endpoint &) const = default;
};

QDebug operator<<(QDebug debug, const Endpoint &endpoint);

//! \brief A profile for \a baseUrl with what is known of that host: quirks, rate limit, key header
//!        (app/wire/README.md). The id is new, the name the host.
Endpoint endpointFor(const QUrl &baseUrl);

} // namespace polylogue::app::endpoint
