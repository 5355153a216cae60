// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/endpointaccess.h"
#include "app/probe/examination.h"
#include "app/probe/finding.h"

#include <QObject>
#include <QStringList>

#include <chrono>
#include <memory>

namespace polylogue::app::net {
class HttpClient;
}

namespace polylogue::app::probe {

//! \brief How a run is made; tests change it.
struct RunOptions
{
    Pace pace = {};
    std::chrono::milliseconds patience = std::chrono::minutes(2); //!< for each request
    int requestsAtOnce = 4; //!< besides the endpoint's own limits
    std::optional<quint32> seed = {}; //!< not set: content that nobody can know
};

//! \brief Puts models of one server to the proof, all that can be asked of them.
//!
//! Whether a model answers, and whether it makes embeddings, is asked first: what depends on it is
//! left out where the server refuses. Exactly one of finished() and failed(); destroying it is
//! silent and ends what runs.
class ProbeRun final : public QObject
{
    Q_OBJECT

public:
    //! \param client outlives this
    ProbeRun(net::HttpClient &client, const net::EndpointAccess &access, const QStringList &models,
             const RunOptions &options = {}, QObject *parent = nullptr);
    ~ProbeRun() override;

    //! \brief Ends with failed(ErrorKind::Cancelled) before this returns; what is found stays.
    void cancel();

Q_SIGNALS:
    void asking(const QString &model, polylogue::app::probe::Capability capability);
    void found(const polylogue::app::probe::Finding &finding);
    //! \a done of \a total capabilities; the latter falls where something need not be asked.
    void progressed(int done, int total);
    void finished();
    //! The key, the network or the address is wrong, or it was cancelled; what was being asked then
    //! has no verdict.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::probe
