// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QVariantMap>

#include <optional>

namespace polylogue::app::probe {

//! \return the members of \a text where it is one JSON object and nothing else.
std::optional<QVariantMap> jsonMembers(const QString &text);

} // namespace polylogue::app::probe
