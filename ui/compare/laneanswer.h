// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::ui::compare {

//! \brief What one lane answered to the newest question.
struct LaneAnswer
{
    QString name = {}; //!< for the user: "A · gemini-2.5-flash", or the letter alone
    QString model = {};
    QString text = {}; //!< foreign, Markdown
    qsizetype position = 0; //!< of the lane: 0 is A

    bool operator==(const LaneAnswer &) const = default;
};

} // namespace polylogue::ui::compare
