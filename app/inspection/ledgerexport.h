// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/ledgerrow.h"

#include <QByteArray>
#include <QList>

namespace polylogue::app::inspection {

//! \return the calls as CSV with a header, in their order; times in UTC, addresses without what
//!         stands behind a question mark.
QByteArray ledgerAsCsv(const QList<store::LedgerRow> &rows);

//! \return the calls as an HTTP Archive 1.2, without headers and bodies, which are not kept.
//! Format: http://www.softwareishard.com/blog/har-12-spec/
QByteArray ledgerAsHar(const QList<store::LedgerRow> &rows);

} // namespace polylogue::app::inspection
