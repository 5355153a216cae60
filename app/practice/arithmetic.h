// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace polylogue::app::practice {

struct Sum
{
    QString expression = {}; //!< as it was understood: "12 * 7"
    std::optional<double> value = {}; //!< not set for a division by zero and the like
};

//! \return the first calculation that \a text holds, in signs or in English words ("12 times 7");
//!         nothing where it holds none.
std::optional<Sum> sumIn(const QString &text);

//! \return \a number as people write it: "84", "0.5".
QString numberText(double number);

} // namespace polylogue::app::practice
