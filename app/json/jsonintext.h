// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <optional>

namespace polylogue::app::json {

//! \brief A value within a text.
struct FoundJson
{
    JsonNode node = {};
    qsizetype begin = 0; //!< in characters of the text
    qsizetype end = 0;

    bool operator==(const FoundJson &) const = default;
};

//! \brief Finds the object or array that somebody has put into \a text: the text itself, what a
//!        code fence holds, or the longest that stands between other words.
//!
//! Of the first 4,000,000 characters; what takes too long to be found is not.
std::optional<FoundJson> findJson(const QString &text);

} // namespace polylogue::app::json
