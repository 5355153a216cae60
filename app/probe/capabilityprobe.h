// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/net/endpointaccess.h"
#include "app/probe/findingtable.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace polylogue::app::net {
class HttpClient;
class LearnedDrops;
} // namespace polylogue::app::net
namespace polylogue::app::store {
class ChatStore;
}

namespace polylogue::app::probe {

class ProbeRun;

//! \brief What the models of the server in use can do: finds it out, keeps it, tells it to whom it
//!        concerns.
//!
//! What a server refused goes into LearnedDrops as if a chat had come upon it, and what it took
//! after all leaves it again.
class CapabilityProbe final : public QObject
{
    Q_OBJECT

public:
    struct Progress
    {
        int done = 0;
        int total = 0;
        QString model = {}; //!< that is being asked
        Capability capability = Capability::Answers;
    };
    using ExchangesLoaded = std::function<void(const QList<Exchange> &)>;

    //! \param client, \a store and \a learned outlive this
    CapabilityProbe(net::HttpClient &client, store::ChatStore &store, net::LearnedDrops &learned,
                    QObject *parent = nullptr);
    ~CapabilityProbe() override;

    //! \brief Takes up what is stored of \a endpoint; a run of another one ends.
    void use(const endpoint::EndpointId &endpoint);
    const FindingTable &findings() const { return m_findings; }

    //! \brief Asks \a models; what they answer is stored as it comes.
    void start(const net::EndpointAccess &access, const QStringList &models);
    void cancel();
    bool isRunning() const { return m_run != nullptr; }
    const Progress &progress() const { return m_progress; }
    //! \return why the last run ended before its end.
    const std::optional<base::Error> &error() const { return m_error; }

    //! \brief What the user says counts from now on; not set: no longer.
    void correct(const QString &model, Capability capability, std::optional<Verdict> verdict);
    //! \brief Takes in what somebody else found. \return how many say something new.
    int import(const QList<Finding> &findings);
    //! \brief The requests and answers that \a finding rests on.
    void loadExchanges(const Finding &finding, QObject *context, const ExchangesLoaded &done);

Q_SIGNALS:
    void changed(const QString &model); //!< what is known of it; empty: of all
    void progressed(); //!< isRunning(), progress() or error()

private:
    void load();
    void take(const Finding &finding);
    void save(const Finding &finding);
    void teach(const Finding &finding);
    void endRun(const std::optional<base::Error> &error);

    net::HttpClient &m_client;
    store::ChatStore &m_store;
    net::LearnedDrops &m_learned;
    endpoint::EndpointId m_endpoint;
    FindingTable m_findings;
    std::unique_ptr<QObject> m_loading; // its end makes a late answer be ignored
    std::unique_ptr<ProbeRun> m_run;
    Progress m_progress;
    std::optional<base::Error> m_error;
};

} // namespace polylogue::app::probe
