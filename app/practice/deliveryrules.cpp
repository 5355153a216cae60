// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/deliveryrules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr int slowPace = 12; // tokens a second: slower than people read
constexpr int fastPace = 5'000;
constexpr int tokensBeforeBreak = 12;
constexpr auto longestDelay = std::chrono::minutes(10);

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
}

} // namespace

PlannedAnswer deliveryAskedFor(const QString &text)
{
    static const QRegularExpression fail =
        pattern(u"\\bfail(?: with)?(?: an?)?(?: http)?(?: error| status| code)* ([45]\\d\\d)\\b"
                "|^\\W*(?:please )?(?:answer|respond|reply|return|send|give)\\b.{0,20}"
                "\\b(?:error|status)(?: code)? ([45]\\d\\d)\\b"_s);
    static const QRegularExpression breakOff =
        pattern(u"\\bbreak (?:it )?off\\b|\\bcut (?:off )?the (?:answer|stream|connection)\\b"_s);
    static const QRegularExpression filter = pattern(
        u"\\b(?:answer|fail|stop|end|finish) (?:with|at|by) (?:a |the )?content filter\\b"_s);
    static const QRegularExpression wait =
        pattern(u"\\bwait (?:for )?(\\d+) ?(seconds?|secs?|s|minutes?|min)\\b"_s);
    static const QRegularExpression slow = pattern(u"\\bslow(?:ly)?\\b"_s);
    static const QRegularExpression fast =
        pattern(u"\\b(?:fast|as quickly as (?:you can|possible))\\b"_s);

    PlannedAnswer answer;
    if (const auto found = fail.match(text); found.hasMatch())
        answer.failStatus =
            (found.captured(1).isEmpty() ? found.captured(2) : found.captured(1)).toInt();
    if (breakOff.match(text).hasMatch())
        answer.breakAfter = tokensBeforeBreak;
    if (filter.match(text).hasMatch())
        answer.finish = PlannedAnswer::Finish::ContentFilter;
    if (const auto found = wait.match(text); found.hasMatch()) {
        const std::chrono::seconds asked(
            std::min<qulonglong>(found.captured(1).toULongLong(), 100'000)
            * (found.captured(2).startsWith(u'm', Qt::CaseInsensitive) ? 60 : 1));
        answer.delay = std::min<std::chrono::milliseconds>(asked, longestDelay);
    }
    if (slow.match(text).hasMatch())
        answer.tokensPerSecond = slowPace;
    else if (fast.match(text).hasMatch())
        answer.tokensPerSecond = fastPace;
    return answer;
}

} // namespace polylogue::app::practice
