// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/changedlines.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

constexpr qsizetype mostLines = 1000; // that are compared; beyond, all of one goes and all comes

//! Where a and b have the longest common lines, from each place on.
std::vector<std::vector<int>> commonLengths(const QStringList &a, const QStringList &b)
{
    const auto rows = static_cast<size_t>(a.size());
    const auto columns = static_cast<size_t>(b.size());
    std::vector<std::vector<int>> lengths(rows + 1, std::vector<int>(columns + 1, 0));
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;) {
            lengths[i][j] = a.at(static_cast<qsizetype>(i)) == b.at(static_cast<qsizetype>(j))
                ? lengths[i + 1][j + 1] + 1
                : std::max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return lengths;
}

QStringList allLines(const QStringList &a, const QStringList &b)
{
    QStringList lines;
    if (a.size() > mostLines || b.size() > mostLines) {
        for (const QString &line : a)
            lines.append(u"- "_s + line);
        for (const QString &line : b)
            lines.append(u"+ "_s + line);
        return lines;
    }
    const auto lengths = commonLengths(a, b);
    size_t i = 0;
    size_t j = 0;
    const auto rows = static_cast<size_t>(a.size());
    const auto columns = static_cast<size_t>(b.size());
    while (i < rows || j < columns) {
        const bool isSame = i < rows && j < columns
            && a.at(static_cast<qsizetype>(i)) == b.at(static_cast<qsizetype>(j));
        if (isSame) {
            lines.append(u"  "_s + a.at(static_cast<qsizetype>(i++)));
            ++j;
        } else if (i < rows && (j == columns || lengths[i + 1][j] >= lengths[i][j + 1])) {
            lines.append(u"- "_s + a.at(static_cast<qsizetype>(i++)));
        } else {
            lines.append(u"+ "_s + b.at(static_cast<qsizetype>(j++)));
        }
    }
    return lines;
}

} // namespace

QStringList changedLines(const QString &before, const QString &after)
{
    const QStringList lines = allLines(before.split(u'\n'), after.split(u'\n'));
    const auto isChanged = [&lines](qsizetype at) {
        return at >= 0 && at < lines.size() && !lines.at(at).startsWith(u' ');
    };
    QStringList changed;
    for (qsizetype at = 0; at < lines.size(); ++at) {
        if (isChanged(at - 1) || isChanged(at) || isChanged(at + 1))
            changed.append(lines.at(at));
    }
    return changed;
}

} // namespace polylogue::app::tools
