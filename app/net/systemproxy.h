// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QUrl>

namespace polylogue::app::net {

//! \return "host:port" of the way out to \a url that the system prescribes; empty: directly.
QString systemProxyName(const QUrl &url);

} // namespace polylogue::app::net
