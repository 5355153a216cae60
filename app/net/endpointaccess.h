// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"

#include <QString>

#include <optional>

namespace polylogue::app::net {

//! \brief What a call is made for.
enum class CallPurpose {
    Chat, //!< an answer
    Embeddings,
    Models, //!< the list of models
    Probe, //!< what a model can do, or whether a server answers
    Tools, //!< a function that a model called
};

//! \brief A profile with what it takes to use it now. Made for each call, never stored or logged.
struct EndpointAccess
{
    endpoint::Endpoint endpoint = {};
    QString key = {}; //!< empty: none is sent
    QString keyOrigin = {}; //!< endpoint::originOf() the key was entered for; goes nowhere else
    QString proxyPassword = {};
    std::optional<CallPurpose> purpose = {}; //!< not set: what the address says
    QString subject = {}; //!< what the calls are about, for ExchangeLog: the id of an answer
};

} // namespace polylogue::app::net
