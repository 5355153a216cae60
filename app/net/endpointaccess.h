// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"

#include <QString>

namespace polylogue::app::net {

//! \brief A profile with what it takes to use it now. Made for each call, never stored or logged.
struct EndpointAccess
{
    endpoint::Endpoint endpoint = {};
    QString key = {}; //!< empty: none is sent
    QString keyOrigin = {}; //!< endpoint::originOf() the key was entered for; goes nowhere else
    QString proxyPassword = {};
};

} // namespace polylogue::app::net
