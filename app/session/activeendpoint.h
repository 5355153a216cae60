// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/endpoint/modelinfo.h"
#include "app/net/endpointaccess.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace polylogue::app::net {
class HttpClient;
class ModelsRequest;
} // namespace polylogue::app::net
namespace polylogue::app::settings {
class SecretStore;
class SettingsStore;
} // namespace polylogue::app::settings

namespace polylogue::app::session {

//! \brief Where and with which key the built-in practice endpoint listens now.
struct PracticeAddress
{
    QUrl baseUrl = {};
    QString key = {};
};

//! \brief The endpoint in use: its profile, its key for this run, its models.
//!
//! Reads the key from where the profile says (keychain, environment, typed in), starts the practice
//! endpoint when its profile is chosen, and asks for the list of models.
class ActiveEndpoint final : public QObject
{
    Q_OBJECT

public:
    //! What is known of \a model beside what the list says of it, put together.
    using Knowledge = std::function<endpoint::Capabilities(const QString &model,
                                                           const endpoint::Capabilities &listed)>;
    //! Starts the practice endpoint, or tells where it listens already.
    using PracticeStarter = std::function<base::Result<PracticeAddress>()>;

    //! \param store, \a secrets and \a client outlive this.
    ActiveEndpoint(settings::SettingsStore &store, settings::SecretStore &secrets,
                   net::HttpClient &client, PracticeStarter startPractice,
                   QObject *parent = nullptr);
    ~ActiveEndpoint() override;

    //! \brief Takes up the profile that was current when the program last ended, if there is one.
    void restore();
    //! \brief Saves \a endpoint and makes it current. \param key for this run; where it is kept
    //!        for longer is KeySource's matter and has been done. \param proxyPassword likewise
    base::Status use(const endpoint::Endpoint &endpoint, const QString &key,
                     const QString &proxyPassword = {});
    //! \brief Saves \a endpoint without making it current; where it is, as use().
    base::Status save(const endpoint::Endpoint &endpoint, const QString &key,
                      const QString &proxyPassword = {});
    //! \brief Makes the saved profile \a id current, with its key from where it is kept.
    void choose(const endpoint::EndpointId &id);
    //! \brief Removes the profile \a id, and its key and its proxy's password from the keychain;
    //!        where it was in use the first other one takes its place, or none.
    base::Status remove(const endpoint::EndpointId &id);
    //! \brief Starts the practice endpoint and makes it current.
    base::Status usePractice();
    //! \brief Puts \a key in the place of the one in use, in the keychain too where it is kept
    //! there.
    void replaceKey(const QString &key);

    const std::optional<endpoint::Endpoint> &endpoint() const { return m_endpoint; }
    //! \return what a request needs; ErrorKind::WrongAddress ("no_endpoint") or
    //!         ErrorKind::Unauthorized ("no_key") where it cannot be made.
    base::Result<net::EndpointAccess> access() const;

    const QList<endpoint::ModelInfo> &models() const { return m_models; }
    //! \brief From now on models are seen through \a knowledge, which outlives this.
    void setKnowledge(Knowledge knowledge);
    //! \brief The knowledge says something else: looks at all models anew.
    void applyKnowledge();
    //! \return what the list and the knowledge say of \a model, also where the list does not name
    //! it.
    endpoint::Capabilities capabilities(const QString &model) const;
    bool areModelsLoading() const { return m_modelsRequest != nullptr; }
    const std::optional<base::Error> &modelsError() const { return m_modelsError; }
    void refreshModels();

Q_SIGNALS:
    void changed(); //!< another endpoint, or another key
    void modelsChanged(); //!< list, loading or error
    //! The keychain could not be read or written; the key is kept for this run only.
    void keychainFailed(const polylogue::app::base::Error &error);

private:
    base::Status saveProfile(const endpoint::Endpoint &endpoint);
    void forget(const QStringList &secretNames);
    void activate(const endpoint::Endpoint &endpoint, const QString &key);
    void readProxyPassword();
    void leave();
    void setListed(const QList<endpoint::ModelInfo> &models);

    settings::SettingsStore &m_store;
    settings::SecretStore &m_secrets;
    net::HttpClient &m_client;
    PracticeStarter m_startPractice;
    std::optional<endpoint::Endpoint> m_endpoint;
    QString m_key;
    QString m_keyOrigin;
    QString m_proxyPassword;
    bool m_isKeyLoading = false;
    Knowledge m_knowledge;
    QList<endpoint::ModelInfo> m_listed; // as the server sent them
    QList<endpoint::ModelInfo> m_models; // seen through the knowledge
    std::optional<base::Error> m_modelsError;
    std::unique_ptr<net::ModelsRequest> m_modelsRequest;
};

} // namespace polylogue::app::session
