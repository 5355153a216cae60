// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/activeendpoint.h"

#include "app/endpoint/baseurl.h"
#include "app/net/modelsrequest.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using endpoint::Endpoint;
using endpoint::KeySource;

namespace {

//! The names under which \a endpoint may have secrets in the keychain.
QStringList secretNames(const Endpoint &endpoint)
{
    const endpoint::ProxySettings &proxy = endpoint.network.proxy;
    QStringList names;
    if (endpoint.keySource == KeySource::Keychain)
        names << settings::keySecretName(endpoint);
    if (proxy.mode == endpoint::ProxySettings::Mode::Manual && !proxy.user.isEmpty())
        names << settings::proxySecretName(endpoint);
    return names;
}

} // namespace

ActiveEndpoint::ActiveEndpoint(settings::SettingsStore &store, settings::SecretStore &secrets,
                               net::HttpClient &client, PracticeStarter startPractice,
                               QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_secrets(secrets)
    , m_client(client)
    , m_startPractice(std::move(startPractice))
{ }

ActiveEndpoint::~ActiveEndpoint() = default;

void ActiveEndpoint::restore()
{
    const auto saved = m_store.currentEndpoint();
    if (!saved)
        return;
    if (saved->isPractice) {
        if (const Status started = usePractice(); !started) {
            m_modelsError = started.error();
            Q_EMIT modelsChanged();
        }
        return;
    }
    if (saved->keySource == KeySource::Environment) {
        activate(*saved, qEnvironmentVariable(saved->keyVariable.toLocal8Bit().constData()));
        return;
    }
    activate(*saved, {});
    if (saved->keySource != KeySource::Keychain)
        return;
    m_isKeyLoading = true;
    m_secrets.read(settings::keySecretName(*m_endpoint), this,
                   [this, id = saved->id](const Result<QString> &key) {
                       if (!m_endpoint || m_endpoint->id != id)
                           return;
                       m_isKeyLoading = false;
                       if (!key) {
                           Q_EMIT keychainFailed(key.error());
                           return;
                       }
                       m_key = *key;
                       Q_EMIT changed();
                       refreshModels();
                   });
}

Status ActiveEndpoint::use(const Endpoint &endpoint, const QString &key,
                           const QString &proxyPassword)
{
    m_proxyPassword = proxyPassword;
    Status saved = saveProfile(endpoint);
    settings::Settings settings = m_store.settings();
    if (settings.currentEndpoint != endpoint.id) {
        settings.currentEndpoint = endpoint.id;
        settings.currentModel = endpoint.defaultModel;
    }
    if (const Status current = m_store.setSettings(settings); !current && saved)
        saved = current;
    activate(endpoint, key); // usable for this run, saved or not
    return saved;
}

Status ActiveEndpoint::save(const Endpoint &endpoint, const QString &key,
                            const QString &proxyPassword)
{
    if (m_endpoint && m_endpoint->id == endpoint.id)
        return use(endpoint, key, proxyPassword);
    return saveProfile(endpoint);
}

//! What belongs to another address, user or place of the key than before leaves the keychain.
Status ActiveEndpoint::saveProfile(const Endpoint &endpoint)
{
    const QStringList needed = secretNames(endpoint);
    QStringList old;
    for (const Endpoint &known : m_store.endpoints()) {
        if (known.id == endpoint.id)
            old = secretNames(known);
    }
    old.removeIf([&needed](const QString &name) { return needed.contains(name); });
    const Status saved = m_store.saveEndpoint(endpoint);
    if (saved)
        forget(old);
    return saved;
}

void ActiveEndpoint::forget(const QStringList &secretNames)
{
    for (const QString &name : secretNames) {
        m_secrets.remove(name, this, [this](const Status &removed) {
            if (!removed)
                Q_EMIT keychainFailed(removed.error());
        });
    }
}

void ActiveEndpoint::choose(const endpoint::EndpointId &id)
{
    settings::Settings settings = m_store.settings();
    if (settings.currentEndpoint == id && m_endpoint)
        return;
    settings.currentEndpoint = id;
    for (const Endpoint &saved : m_store.endpoints()) {
        if (saved.id == id)
            settings.currentModel = saved.defaultModel;
    }
    (void)m_store.setSettings(settings); // unsaved: chosen for this run, saved with the next change
    m_proxyPassword.clear();
    restore();
}

Status ActiveEndpoint::remove(const endpoint::EndpointId &id)
{
    for (const Endpoint &saved : m_store.endpoints()) {
        if (saved.id == id)
            forget(secretNames(saved));
    }
    const Status removed = m_store.removeEndpoint(id);
    if (m_endpoint && m_endpoint->id == id) {
        if (m_store.endpoints().isEmpty())
            leave();
        else
            choose(m_store.endpoints().first().id);
    }
    return removed;
}

Status ActiveEndpoint::usePractice()
{
    const Result<PracticeAddress> address = m_startPractice();
    if (!address)
        return address.error();

    Endpoint practice;
    for (const Endpoint &saved : m_store.endpoints()) {
        if (saved.isPractice)
            practice = saved;
    }
    if (!practice.isPractice) {
        practice.id = endpoint::EndpointId::create();
        practice.isPractice = true;
        practice.quirks.sendsInputType = true;
    }
    practice.baseUrl = address->baseUrl;
    practice.keySource = KeySource::ThisRun;
    return use(practice, address->key);
}

void ActiveEndpoint::replaceKey(const QString &key)
{
    if (!m_endpoint)
        return;
    if (m_endpoint->keySource == KeySource::Keychain) {
        m_secrets.write(settings::keySecretName(*m_endpoint), key, this,
                        [this](const Status &written) {
                            if (!written)
                                Q_EMIT keychainFailed(written.error());
                        });
    }
    activate(*m_endpoint, key);
}

Result<net::EndpointAccess> ActiveEndpoint::access() const
{
    if (!m_endpoint)
        return Error{.kind = ErrorKind::WrongAddress, .type = u"no_endpoint"_s};
    if (m_key.isEmpty() && m_endpoint->keySource != KeySource::None)
        return Error{.kind = ErrorKind::Unauthorized,
                     .type = u"no_key"_s,
                     .subject = m_endpoint->keySource == KeySource::Environment
                         ? m_endpoint->keyVariable
                         : QString()};
    return net::EndpointAccess{.endpoint = *m_endpoint,
                               .key = m_key,
                               .keyOrigin = m_keyOrigin,
                               .proxyPassword = m_proxyPassword};
}

endpoint::Capabilities ActiveEndpoint::capabilities(const QString &model) const
{
    const auto found = std::ranges::find(m_models, model, &endpoint::ModelInfo::id);
    if (found != m_models.end())
        return found->capabilities;
    return m_knowledge ? m_knowledge(model, {}) : endpoint::Capabilities{};
}

void ActiveEndpoint::setKnowledge(Knowledge knowledge)
{
    m_knowledge = std::move(knowledge);
    applyKnowledge();
}

void ActiveEndpoint::applyKnowledge()
{
    setListed(m_listed);
    Q_EMIT modelsChanged();
}

void ActiveEndpoint::setListed(const QList<endpoint::ModelInfo> &models)
{
    m_listed = models;
    m_models = models;
    if (!m_knowledge)
        return;
    for (endpoint::ModelInfo &model : m_models)
        model.capabilities = m_knowledge(model.id, model.capabilities);
}

void ActiveEndpoint::refreshModels()
{
    const Result<net::EndpointAccess> access = this->access();
    if (!access) {
        m_modelsError = m_isKeyLoading ? std::nullopt : std::optional(access.error());
        Q_EMIT modelsChanged();
        return;
    }
    m_modelsError.reset();
    m_modelsRequest = std::make_unique<net::ModelsRequest>(m_client, *access);
    const auto finish = [this] { m_modelsRequest.release()->deleteLater(); };
    connect(m_modelsRequest.get(), &net::ModelsRequest::completed, this,
            [this, finish](const QList<endpoint::ModelInfo> &models) {
                finish();
                setListed(models);
                Q_EMIT modelsChanged();
            });
    connect(m_modelsRequest.get(), &net::ModelsRequest::failed, this,
            [this, finish](const Error &error) {
                finish();
                m_modelsError = error;
                Q_EMIT modelsChanged();
            });
    Q_EMIT modelsChanged();
}

void ActiveEndpoint::activate(const Endpoint &endpoint, const QString &key)
{
    m_modelsRequest.reset();
    if (!m_endpoint || m_endpoint->id != endpoint.id || m_endpoint->baseUrl != endpoint.baseUrl)
        setListed({});
    m_endpoint = endpoint;
    m_key = key;
    m_keyOrigin = endpoint::originOf(endpoint.baseUrl);
    m_isKeyLoading = false;
    readProxyPassword();
    Q_EMIT changed();
    refreshModels();
}

//! No endpoint is in use any more.
void ActiveEndpoint::leave()
{
    m_modelsRequest.reset();
    m_endpoint.reset();
    m_key.clear();
    m_keyOrigin.clear();
    m_proxyPassword.clear();
    setListed({});
    m_modelsError.reset();
    Q_EMIT changed();
    Q_EMIT modelsChanged();
}

//! Asked of the keychain only where a proxy wants one and nobody typed it in this run.
void ActiveEndpoint::readProxyPassword()
{
    const endpoint::ProxySettings &proxy = m_endpoint->network.proxy;
    if (proxy.mode != endpoint::ProxySettings::Mode::Manual || proxy.user.isEmpty()
        || !m_proxyPassword.isEmpty())
        return;
    m_secrets.read(settings::proxySecretName(*m_endpoint), this,
                   [this, id = m_endpoint->id](const Result<QString> &password) {
                       if (!m_endpoint || m_endpoint->id != id || !password)
                           return; // the proxy will say that it wants one
                       m_proxyPassword = *password;
                       refreshModels();
                   });
}

} // namespace polylogue::app::session
