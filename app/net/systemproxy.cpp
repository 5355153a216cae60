// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/systemproxy.h"

#include "app/net/requestfactory.h"

namespace polylogue::app::net {

QString systemProxyName(const QUrl &url)
{
    return proxyName(proxyFor({}, url)); // a profile that says nothing leaves it to the system
}

} // namespace polylogue::app::net
