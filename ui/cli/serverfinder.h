// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"
#include "app/net/endpointaccess.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"

#include <memory>
#include <optional>

namespace polylogue::app::net {
class ModelsRequest;
}
namespace polylogue::app::practice {
class PracticeServer;
}

namespace polylogue::ui::cli {

//! \brief Finds the server that a command is to talk with: the one of --endpoint, the profile's, or
//!        the practice endpoint, started here; with its key, and a model where one is needed.
//!
//! Says on standard error what will be called. Ends with one of found() and failed().
class ServerFinder final : public QObject
{
    Q_OBJECT

public:
    enum class Need { Models, Chat, Embeddings };

    //! \param model the one asked for; empty: the endpoint's own, or the first that fits
    ServerFinder(const CommandContext &context, const ServerChoice &choice, Need need,
                 const QString &model, QObject *parent = nullptr);
    ~ServerFinder() override;

    void start();
    const app::net::EndpointAccess &access() const { return m_access; }
    QString model() const { return m_model; } //!< empty for Need::Models
    //! The server's list, complete for Need::Models.
    const std::optional<QList<app::endpoint::ModelInfo>> &models() const { return m_models; }

Q_SIGNALS:
    void found();
    //! Told to the user already. \a error is not set where the usage is wrong.
    void failed(int exitCode, const std::optional<polylogue::app::base::Error> &error);

private:
    void useAddress();
    void useProfile(const app::endpoint::Endpoint &endpoint);
    void usePractice();
    void takeKey();
    void readKeyFromKeychain();
    void takeProxyPassword();
    void tryNextAddress();
    void onModelsFailed(const app::base::Error &error);
    void chooseModel();
    void tellAndEnd();
    void askForModels();
    void failUsage(const QString &message);
    void fail(const app::base::Error &error, const QString &hint = {});

    CommandContext m_context;
    ServerChoice m_choice;
    Need m_need;
    QString m_model;
    app::net::EndpointAccess m_access;
    QList<QUrl> m_candidates; // base URLs still to be tried, where the address is a guess
    std::optional<QList<app::endpoint::ModelInfo>> m_models;
    std::unique_ptr<app::net::ModelsRequest> m_request;
    std::unique_ptr<app::practice::PracticeServer> m_practice;
};

} // namespace polylogue::ui::cli
