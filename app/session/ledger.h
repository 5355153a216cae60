// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/callrecord.h"
#include "app/store/change.h"

namespace polylogue::app::session {

//! \return \a call as the store's ledger keeps it.
store::LedgerRow ledgerRow(const net::CallRecord &call);

} // namespace polylogue::app::session
