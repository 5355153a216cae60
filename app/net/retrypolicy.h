// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/wire/errorcodec.h"

#include <chrono>
#include <optional>

namespace polylogue::app::net {

//! \brief How a try failed, as far as trying again is concerned.
struct FailedTry
{
    base::Error error = {};
    wire::Headers headers = {}; //!< of the answer, where there was one
    bool mayHaveBeenSeen = false; //!< something of the request went out
    int retriesDone = 0;
};

//! \brief app/README.md: only where nothing of the request can have been acted on
//!        (refused, DNS, a broken TLS handshake; 429, 502, 503, 504), at most three times.
//!
//! Certificates, proxies and used-up credit do not mend by themselves. x-should-retry: false is
//! obeyed.
//! \param jitter 0..1, see below
//! \return how long to wait: what the server asks for, where that is at most two minutes; else
//!         \a jitter of 0.5 s x 2^n, at most of 8 s. Not set: this failure stands.
std::optional<std::chrono::milliseconds> retryDelay(const FailedTry &failed, double jitter);

} // namespace polylogue::app::net
