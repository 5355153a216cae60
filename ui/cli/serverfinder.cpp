// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/serverfinder.h"

#include "app/endpoint/baseurl.h"
#include "app/net/modelsrequest.h"
#include "app/practice/practiceserver.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::ErrorKind;
using app::base::Result;
using app::endpoint::BaseUrl;
using app::endpoint::Endpoint;
using app::endpoint::KeySource;
using app::endpoint::ModelInfo;
using app::net::ModelsRequest;

namespace {

//! Whether the failure says that the server's API is elsewhere, so that another address may do.
bool isElsewhere(const Error &error)
{
    return error.kind == ErrorKind::WrongAddress || error.kind == ErrorKind::Protocol
        || error.kind == ErrorKind::UnknownModel || error.kind == ErrorKind::BadParameter;
}

bool embeds(const ModelInfo &model)
{
    return model.capabilities.embeddings == true;
}

bool mayChat(const ModelInfo &model)
{
    return model.capabilities.chat.value_or(!embeds(model));
}

QStringView pathOf(ServerFinder::Need need)
{
    switch (need) {
    case ServerFinder::Need::Models:
        return u"/models";
    case ServerFinder::Need::Chat:
        return u"/chat/completions";
    case ServerFinder::Need::Embeddings:
        return u"/embeddings";
    }
    return {};
}

} // namespace

ServerFinder::ServerFinder(const CommandContext &context, const ServerChoice &choice, Need need,
                           const QString &model, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_choice(choice)
    , m_need(need)
    , m_model(model)
{ }

ServerFinder::~ServerFinder() = default;

void ServerFinder::start()
{
    const std::optional<Endpoint> current = m_context.settings.currentEndpoint();
    if (!m_choice.address.isEmpty())
        useAddress();
    else if (current && !current->isPractice)
        useProfile(*current);
    else
        usePractice();
}

void ServerFinder::useAddress()
{
    const Result<BaseUrl> address = app::endpoint::parseBaseUrl(m_choice.address);
    if (!address) {
        failUsage(tr("\"%1\" is no address of a server; it is something like "
                     "https://api.example.org/v1.")
                      .arg(m_choice.address));
        return;
    }
    // A profile of this server knows its key, its network and its dialect.
    const QList<Endpoint> &profiles = m_context.settings.endpoints();
    const auto known =
        std::find_if(profiles.cbegin(), profiles.cend(), [&address](const Endpoint &profile) {
            return address->isGuessed
                ? app::endpoint::originOf(profile.baseUrl) == app::endpoint::originOf(address->url)
                : profile.baseUrl == address->url;
        });
    if (known != profiles.cend() && !known->isPractice) {
        useProfile(*known);
        return;
    }
    m_access.endpoint = app::endpoint::endpointFor(address->url);
    if (address->isGuessed)
        m_candidates = QList<QUrl>{address->url} + address->alternatives;
    takeKey();
}

void ServerFinder::useProfile(const Endpoint &endpoint)
{
    m_access.endpoint = endpoint;
    takeKey();
}

void ServerFinder::usePractice()
{
    m_practice = std::make_unique<app::practice::PracticeServer>();
    if (const auto listening = m_practice->listen(); !listening) {
        fail(listening.error());
        return;
    }
    m_context.terminal.note(tr("No endpoint is set up: the built-in practice endpoint answers. It "
                               "is no language model. Name a server with --endpoint URL."));
    m_access.endpoint = app::endpoint::endpointFor(m_practice->baseUrl());
    m_access.endpoint.isPractice = true;
    m_access.endpoint.quirks.sendsInputType = true;
    m_access.key = m_practice->key();
    m_access.keyOrigin = app::endpoint::originOf(m_practice->baseUrl());
    chooseModel();
}

void ServerFinder::takeKey()
{
    Endpoint &endpoint = m_access.endpoint;
    m_access.keyOrigin = app::endpoint::originOf(endpoint.baseUrl);
    if (!m_choice.keyVariable.isEmpty()) {
        endpoint.keySource = KeySource::Environment;
        endpoint.keyVariable = m_choice.keyVariable;
    }
    switch (endpoint.keySource) {
    case KeySource::None:
        break;
    case KeySource::Environment:
        m_access.key =
            qEnvironmentVariable(endpoint.keyVariable.toLocal8Bit().constData()).trimmed();
        if (m_access.key.isEmpty()) {
            failUsage(tr("The environment variable %1 is not set.").arg(endpoint.keyVariable));
            return;
        }
        break;
    case KeySource::Keychain:
        readKeyFromKeychain();
        return;
    case KeySource::ThisRun:
        m_context.terminal.note(tr("The key of this endpoint was kept for one run of the window "
                                   "only; give it with --key-env VAR."));
        break;
    }
    takeProxyPassword();
}

void ServerFinder::readKeyFromKeychain()
{
    m_context.secrets.read(
        app::settings::keySecretName(m_access.endpoint), this, [this](const Result<QString> &key) {
            if (key)
                m_access.key = *key;
            else
                m_context.terminal.note(
                    tr("The keychain did not give the key: %1").arg(key.error().detail));
            takeProxyPassword();
        });
}

void ServerFinder::takeProxyPassword()
{
    if (m_access.endpoint.network.proxy.user.isEmpty()) {
        tryNextAddress();
        return;
    }
    m_context.secrets.read(app::settings::proxySecretName(m_access.endpoint), this,
                           [this](const Result<QString> &password) {
                               m_access.proxyPassword = password.value_or(QString());
                               tryNextAddress();
                           });
}

//! Asks the guessed addresses for their models, one after the other, until one is an API.
void ServerFinder::tryNextAddress()
{
    if (m_candidates.isEmpty()) {
        chooseModel();
        return;
    }
    m_access.endpoint.baseUrl = m_candidates.takeFirst();
    askForModels();
}

void ServerFinder::askForModels()
{
    m_request = std::make_unique<ModelsRequest>(m_context.client, m_access);
    connect(m_request.get(), &ModelsRequest::completed, this, [this](const QList<ModelInfo> &all) {
        m_models = all;
        m_candidates.clear();
        chooseModel();
    });
    connect(m_request.get(), &ModelsRequest::failed, this, &ServerFinder::onModelsFailed);
}

void ServerFinder::onModelsFailed(const Error &error)
{
    // The request is still emitting: the next one takes its place when control has returned.
    if (isElsewhere(error) && !m_candidates.isEmpty()) {
        QTimer::singleShot(0, this, &ServerFinder::tryNextAddress);
        return;
    }
    const bool isNameGiven = !m_model.isEmpty() || !m_access.endpoint.defaultModel.isEmpty();
    if (m_need != Need::Models && isNameGiven) {
        // Many servers have no list; what will be asked says more than this.
        m_candidates.clear();
        chooseModel();
        return;
    }
    // Only where the server is there, but has no list.
    const bool hasNoList = m_need != Need::Models && isElsewhere(error);
    fail(error,
         hasNoList ? tr("If the address is right, name a model with --model M.") : QString());
}

void ServerFinder::chooseModel()
{
    const Endpoint &endpoint = m_access.endpoint;
    if (m_need == Need::Chat && m_model.isEmpty()) {
        const app::settings::Settings &settings = m_context.settings.settings();
        m_model = endpoint.defaultModel;
        if (settings.currentEndpoint == endpoint.id && !settings.currentModel.isEmpty())
            m_model = settings.currentModel;
    }
    if (m_need == Need::Embeddings && m_model.isEmpty())
        m_model = endpoint.embeddingModel;
    const bool needsList = m_need == Need::Models || m_model.isEmpty();
    if (needsList && !m_models) {
        askForModels();
        return;
    }
    if (m_need == Need::Models || !m_model.isEmpty()) {
        tellAndEnd();
        return;
    }
    auto fits =
        std::find_if(m_models->cbegin(), m_models->cend(), m_need == Need::Chat ? mayChat : embeds);
    if (fits == m_models->cend() && m_models->size() == 1)
        fits = m_models->cbegin(); // whoever asks this server means it
    if (fits == m_models->cend()) {
        failUsage(m_need == Need::Chat
                      ? tr("The server lists no model that chats; name one with --model M.")
                      : tr("The server does not say which of its models embeds; name one with "
                           "--model M."));
        return;
    }
    m_model = fits->id;
    tellAndEnd();
}

void ServerFinder::tellAndEnd()
{
    const QUrl url = app::endpoint::endpointUrl(m_access.endpoint.baseUrl, pathOf(m_need));
    m_context.terminal.note(tr("will call %1").arg(url.toDisplayString()));
    if (!m_model.isEmpty())
        m_context.terminal.note(tr("model: %1").arg(m_model));
    Q_EMIT found();
}

void ServerFinder::failUsage(const QString &message)
{
    m_context.terminal.note(u"polylogue: "_s + message);
    Q_EMIT failed(WrongUsage, std::nullopt);
}

void ServerFinder::fail(const Error &error, const QString &hint)
{
    const QUrl url = app::endpoint::endpointUrl(m_access.endpoint.baseUrl, u"/models");
    m_context.terminal.note(tr("called %1").arg(url.toDisplayString()));
    noteError(m_context.terminal, error, {},
              error.kind == ErrorKind::Unauthorized ? missingKeyHint(m_access) : hint);
    Q_EMIT failed(Refused, error);
}

} // namespace polylogue::ui::cli
