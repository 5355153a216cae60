// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serversecrets.h"

#include "app/endpoint/baseurl.h"
#include "app/settings/secretstore.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

namespace {

//! The secrets of a server, one after the other: a keychain may ask the user at each.
QList<NamedValue *> secretsOf(ServerConfig &config)
{
    QList<NamedValue *> secrets;
    for (QList<NamedValue> *list : {&config.environment, &config.headers}) {
        for (NamedValue &value : *list) {
            if (value.isSecret)
                secrets.append(&value);
        }
    }
    return secrets;
}

struct Reading
{
    ServerConfig config;
    QList<NamedValue *> missing; // into config
    settings::SecretStore &store;
    QObject *context;
    std::function<void(const Result<ServerConfig> &)> done;
};

void readNext(const std::shared_ptr<Reading> &reading)
{
    if (reading->missing.isEmpty()) {
        reading->done(reading->config);
        return;
    }
    NamedValue *value = reading->missing.takeFirst();
    reading->store.read(secretNameOf(reading->config, *value), reading->context,
                        [reading, value](const Result<QString> &secret) {
                            if (!secret || secret->isEmpty()) {
                                reading->done(
                                    Error{.kind = ErrorKind::File,
                                          .detail = secret ? QString() : secret.error().detail,
                                          .type = u"secret"_s,
                                          .parameter = value->name});
                                return;
                            }
                            value->value = *secret;
                            readNext(reading);
                        });
}

struct Keeping
{
    QList<std::pair<QString, QString>> secrets; // names and values
    settings::SecretStore &store;
    QObject *context;
    std::function<void(const Status &)> done;
};

void keepNext(const std::shared_ptr<Keeping> &keeping)
{
    if (keeping->secrets.isEmpty()) {
        keeping->done({});
        return;
    }
    const auto secret = keeping->secrets.takeFirst();
    keeping->store.write(secret.first, secret.second, keeping->context,
                         [keeping](const Status &status) {
                             if (status)
                                 keepNext(keeping);
                             else
                                 keeping->done(status);
                         });
}

} // namespace

QString secretNameOf(const ServerConfig &config, const NamedValue &value)
{
    const QString id = config.id.value.toString(QUuid::WithoutBraces);
    return config.isProgram()
        ? u"mcp/%1/env/%2"_s.arg(id, value.name)
        : u"mcp/%1/%2/%3"_s.arg(id, endpoint::originOf(config.url), value.name);
}

void withSecrets(const ServerConfig &config, settings::SecretStore &store, QObject *context,
                 const std::function<void(const Result<ServerConfig> &)> &done)
{
    const std::shared_ptr<Reading> reading(new Reading{
        .config = config, .missing = {}, .store = store, .context = context, .done = done});
    for (NamedValue *value : secretsOf(reading->config)) {
        if (value->value.isEmpty())
            reading->missing.append(value);
    }
    QMetaObject::invokeMethod(
        context, [reading] { readNext(reading); }, Qt::QueuedConnection);
}

void keepSecrets(const ServerConfig &config, settings::SecretStore &store, QObject *context,
                 const std::function<void(const Status &)> &done)
{
    const std::shared_ptr<Keeping> keeping(
        new Keeping{.secrets = {}, .store = store, .context = context, .done = done});
    ServerConfig copy = config;
    for (const NamedValue *value : secretsOf(copy)) {
        if (!value->value.isEmpty())
            keeping->secrets.append({secretNameOf(config, *value), value->value});
    }
    QMetaObject::invokeMethod(
        context, [keeping] { keepNext(keeping); }, Qt::QueuedConnection);
}

void dropSecrets(const ServerConfig &config, settings::SecretStore &store, QObject *context)
{
    ServerConfig copy = config;
    for (const NamedValue *value : secretsOf(copy))
        store.remove(secretNameOf(config, *value), context, [](const Status &) {});
}

} // namespace polylogue::app::mcp
