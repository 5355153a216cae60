// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/boundedtext.h"

#include <algorithm>

namespace polylogue::app::inspection {

namespace {

constexpr qsizetype LongestLine = 4'000;

//! A line of any length is laid out as a whole; some megabytes of it would take seconds.
QString withShortLines(const QString &text)
{
    QString broken;
    qsizetype lineStart = 0;
    while (lineStart < text.size()) {
        const qsizetype found = text.indexOf(u'\n', lineStart);
        const qsizetype lineEnd = found < 0 ? text.size() : found + 1;
        for (qsizetype at = lineStart; at < lineEnd; at += LongestLine) {
            if (at > lineStart)
                broken += u'\n';
            broken += QStringView(text).sliced(at, std::min(LongestLine, lineEnd - at));
        }
        lineStart = lineEnd;
    }
    return broken;
}

} // namespace

BoundedText bounded(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return {.head = withShortLines(text)};
    // More of the end: that is where what is new stands.
    const qsizetype head = most / 4;
    const qsizetype tail = most - head;
    return {.head = withShortLines(text.first(head)),
            .tail = withShortLines(text.last(tail)),
            .omitted = text.size() - most};
}

} // namespace polylogue::app::inspection
