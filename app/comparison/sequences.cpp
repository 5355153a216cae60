// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/sequences.h"

#include <algorithm>
#include <dtl/dtl.hpp>
#include <iterator>
#include <unordered_map>

namespace polylogue::app::comparison {

namespace {

// Beyond 2,000,000 coordinates dtl goes on from where it stands, and finds less.
constexpr qint64 mostStepsAtOnce = 1'900'000;

//! Numbers with the places that they were taken from.
struct Sequence
{
    std::vector<int> numbers = {};
    std::vector<qsizetype> places = {};

    qsizetype size() const { return qsizetype(numbers.size()); }
    void add(int number, qsizetype place)
    {
        numbers.push_back(number);
        places.push_back(place);
    }
    Sequence part(qsizetype begin, qsizetype end) const
    {
        return {.numbers = {numbers.begin() + begin, numbers.begin() + end},
                .places = {places.begin() + begin, places.begin() + end}};
    }
};

std::unordered_map<int, int> counted(const std::vector<int> &numbers)
{
    std::unordered_map<int, int> counts;
    for (const int number : numbers)
        ++counts[number];
    return counts;
}

//! What only one side has can be equal to nothing.
Sequence withoutStrangers(const std::vector<int> &numbers, const std::vector<int> &others)
{
    const auto known = counted(others);
    Sequence sequence;
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (known.contains(numbers[i]))
            sequence.add(numbers[i], qsizetype(i));
    }
    return sequence;
}

void addExact(const Sequence &left, const Sequence &right, Pairs &pairs)
{
    dtl::Diff<int, std::vector<int>> diff(left.numbers, right.numbers);
    diff.compose();
    for (const auto &step : diff.getSes().getSequence()) {
        if (step.second.type == dtl::SES_COMMON)
            pairs.emplace_back(left.places[size_t(step.second.beforeIdx - 1)],
                               right.places[size_t(step.second.afterIdx - 1)]);
    }
}

//! \return where numbers stand that both sides have once, ascending on both sides.
Pairs anchors(const Sequence &left, const Sequence &right)
{
    const auto leftCounts = counted(left.numbers);
    const auto rightCounts = counted(right.numbers);
    std::unordered_map<int, qsizetype> placeInRight;
    for (qsizetype i = 0; i < right.size(); ++i)
        placeInRight[right.numbers[size_t(i)]] = i;
    Pairs both;
    for (qsizetype i = 0; i < left.size(); ++i) {
        const int number = left.numbers[size_t(i)];
        const auto count = rightCounts.find(number);
        if (leftCounts.at(number) == 1 && count != rightCounts.end() && count->second == 1)
            both.emplace_back(i, placeInRight.at(number));
    }
    // The longest that ascends on the right as well (patience sorting).
    std::vector<size_t> ends; // of the best sequence of each length
    std::vector<size_t> before(both.size());
    for (size_t i = 0; i < both.size(); ++i) {
        const auto place = std::lower_bound(
            ends.begin(), ends.end(), both[i].second,
            [&both](size_t end, qsizetype value) { return both[end].second < value; });
        before[i] = place == ends.begin() ? both.size() : *std::prev(place);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    Pairs ascending;
    for (size_t i = ends.empty() ? both.size() : ends.back(); i < both.size(); i = before[i])
        ascending.push_back(both[i]);
    std::reverse(ascending.begin(), ascending.end());
    return ascending;
}

void addPairs(Sequence left, Sequence right, Effort &effort, Pairs &pairs);

void addBetweenAnchors(const Sequence &left, const Sequence &right, Effort &effort, Pairs &pairs)
{
    const Pairs fixed = anchors(left, right);
    if (fixed.empty()) {
        effort.isExhausted = true;
        return;
    }
    qsizetype leftBegin = 0;
    qsizetype rightBegin = 0;
    for (const auto &anchor : fixed) {
        addPairs(left.part(leftBegin, anchor.first), right.part(rightBegin, anchor.second), effort,
                 pairs);
        pairs.emplace_back(left.places[size_t(anchor.first)], right.places[size_t(anchor.second)]);
        leftBegin = anchor.first + 1;
        rightBegin = anchor.second + 1;
    }
    addPairs(left.part(leftBegin, left.size()), right.part(rightBegin, right.size()), effort,
             pairs);
}

void addPairs(Sequence left, Sequence right, Effort &effort, Pairs &pairs)
{
    const qsizetype shorter = std::min(left.size(), right.size());
    qsizetype same = 0;
    while (same < shorter && left.numbers[size_t(same)] == right.numbers[size_t(same)]) {
        pairs.emplace_back(left.places[size_t(same)], right.places[size_t(same)]);
        ++same;
    }
    left = left.part(same, left.size());
    right = right.part(same, right.size());
    if (left.size() == 0 || right.size() == 0)
        return;
    const qint64 steps = left.size() * right.size();
    if (steps <= std::min(effort.steps, mostStepsAtOnce)) {
        effort.steps -= steps;
        addExact(left, right, pairs);
    } else {
        addBetweenAnchors(left, right, effort, pairs);
    }
}

} // namespace

Pairs commonSequence(const std::vector<int> &left, const std::vector<int> &right, Effort &effort)
{
    Pairs pairs;
    addPairs(withoutStrangers(left, right), withoutStrangers(right, left), effort, pairs);
    return pairs;
}

} // namespace polylogue::app::comparison
