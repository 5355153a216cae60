// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/findingtable.h"

#include <QByteArray>
#include <QStringList>

namespace polylogue::ui::probe {

//! \brief The matrix as a table in Markdown, capabilities down, models across; below it the words
//! of
//!        servers and what changed. UTF-8.
QByteArray markdownReport(const app::probe::FindingTable &findings, const QStringList &models,
                          const QString &server);

//! \brief The matrix as CSV (RFC 4180, UTF-8): a line for each model and capability with model,
//!        capability, verdict, reason, words, source, time and the verdict before. Names are those
//!        of app/probe, so that programs can read them.
QByteArray csvReport(const app::probe::FindingTable &findings, const QStringList &models);

} // namespace polylogue::ui::probe
