// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/picturelimits.h"

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

struct Family
{
    QLatin1StringView part; // of the model's name, in small letters
    PictureLimits limits;
};

// As the vendors' pages on images say (app/wire/README.md, Sizes): Claude scales to 1,568 pixels
// and takes 5 MB as base64; GPT scales to 2,048; Gemini cuts into tiles of 768 and counts no edge.
constexpr std::array families{
    Family{"claude"_L1, {.longestEdge = 1568, .bytes = 3'750'000}},
    Family{"gpt"_L1, {.longestEdge = 2048, .bytes = 15'000'000}},
    Family{"gemini"_L1, {.longestEdge = 3072}},
};

} // namespace

PictureLimits pictureLimitsOf(const QString &model)
{
    for (const Family &family : families) {
        if (model.contains(family.part, Qt::CaseInsensitive))
            return family.limits;
    }
    return {};
}

} // namespace polylogue::app::attachments
