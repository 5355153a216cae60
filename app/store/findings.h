// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/findingrecord.h"

namespace polylogue::app::store {

class Database;
struct RemoveFindings;

//! \brief Adds \a finding. Of those of a probe the five newest stay, of other sources the newest.
base::Status saveFinding(Database &database, const FindingRecord &finding);
base::Status removeFindings(Database &database, const RemoveFindings &which);

//! \return all of \a endpoint, newest first, without their exchanges.
base::Result<QList<FindingRecord>> loadFindings(Database &database,
                                                const endpoint::EndpointId &endpoint);
//! \return of the finding \a key, in their order.
base::Result<QList<ExchangeRecord>> loadExchanges(Database &database, qint64 key);

} // namespace polylogue::app::store
