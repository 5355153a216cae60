// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace polylogue::app::practice {

//! \brief A value of a tool's result.
struct NamedValue
{
    QString name = {}; //!< "magic_number", "place.city"; empty where the result is a bare value
    QString text = {};
    std::optional<double> number = {};
};

//! \return the values of a result, in any depth; the text itself where it is no JSON.
std::vector<NamedValue> decodeToolResult(const QString &text);

} // namespace polylogue::app::practice
