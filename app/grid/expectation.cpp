// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/expectation.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::grid {

namespace {

//! A table's pattern may need exponentially many steps for some text: PCRE ends it.
std::optional<bool> matches(const QString &answer, const QString &pattern)
{
    const QRegularExpression expression(u"(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=20000)"_s + pattern,
                                        QRegularExpression::UseUnicodePropertiesOption);
    if (!expression.isValid())
        return {};
    const QRegularExpressionMatch match = expression.match(answer);
    return match.isValid() ? std::optional(match.hasMatch()) : std::nullopt;
}

} // namespace

std::optional<bool> isAsExpected(const QString &answer, const QString &expected,
                                 store::Expectation how)
{
    if (expected.trimmed().isEmpty())
        return {};
    switch (how) {
    case store::Expectation::Exact:
        return answer.trimmed() == expected.trimmed();
    case store::Expectation::Contains:
        return answer.contains(expected.trimmed(), Qt::CaseInsensitive);
    case store::Expectation::Pattern:
        return matches(answer, expected);
    }
    return {};
}

} // namespace polylogue::app::grid
