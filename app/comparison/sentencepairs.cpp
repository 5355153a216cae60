// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/sentencepairs.h"

#include <algorithm>

namespace polylogue::app::comparison {

namespace {

constexpr double leastShared = 0.4;
constexpr qint64 stepsOfAPair = 4; // beside a step of a sequence

} // namespace

double sharedWords(const WordBag &left, const WordBag &right)
{
    const double all = double(left.size() + right.size());
    // What cannot become enough need not be counted.
    if (all == 0 || 2 * double(std::min(left.size(), right.size())) < leastShared * all)
        return 0;
    size_t shared = 0;
    auto a = left.begin();
    auto b = right.begin();
    while (a != left.end() && b != right.end()) {
        if (*a < *b) {
            ++a;
        } else if (*b < *a) {
            ++b;
        } else {
            ++shared;
            ++a;
            ++b;
        }
    }
    return 2 * double(shared) / all;
}

Pairs similarSentences(const std::vector<WordBag> &left, const std::vector<WordBag> &right,
                       Effort &effort)
{
    const size_t rows = left.size();
    const size_t columns = right.size();
    const qint64 steps = qint64(rows) * qint64(columns) * stepsOfAPair;
    if (steps > effort.steps) {
        effort.isExhausted = true;
        return {};
    }
    effort.steps -= steps;

    // best(i, j): what can be shared by the sentences from i and j on.
    const size_t width = columns + 1;
    std::vector<float> best((rows + 1) * width, 0);
    std::vector<float> shared(rows * columns);
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;) {
            const auto value = float(sharedWords(left[i], right[j]));
            shared[i * columns + j] = value;
            const float skipped = std::max(best[(i + 1) * width + j], best[i * width + j + 1]);
            best[i * width + j] = value < float(leastShared)
                ? skipped
                : std::max(skipped, value + best[(i + 1) * width + j + 1]);
        }
    }
    Pairs pairs;
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        const float value = shared[i * columns + j];
        const bool isPair = value >= float(leastShared)
            && best[i * width + j] == value + best[(i + 1) * width + j + 1];
        if (isPair) {
            pairs.emplace_back(i, j);
            ++i;
            ++j;
        } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return pairs;
}

} // namespace polylogue::app::comparison
