// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/chatcosts.h"

#include "app/session/costs.h"
#include "ui/text/format.h"

#include <QMap>

namespace polylogue::ui::shell {

using app::settings::Settings;
using app::store::TokenUse;

namespace {

constexpr qsizetype MostDays = 7;

} // namespace

QString inputCost(qint64 tokens, const QString &model, const Settings &settings)
{
    const auto cost =
        app::session::costOf(TokenUse{.model = model, .input = tokens}, settings.prices);
    return cost && cost->amount > 0 ? text::money(cost->amount, settings.currency, true)
                                    : QString();
}

QString costOf(const QList<TokenUse> &uses, const Settings &settings)
{
    const auto cost = app::session::costOf(uses, settings.prices);
    return cost ? text::money(cost->amount, settings.currency, cost->isEstimate) : QString();
}

QList<std::pair<QString, QString>> costsByDay(const QList<TokenUse> &uses, const Settings &settings)
{
    QList<std::pair<QString, QString>> costs;
    if (settings.prices.isEmpty())
        return costs;
    QMap<QDate, QList<TokenUse>> days;
    for (const TokenUse &use : uses)
        days[use.day].append(use);
    const QDate today = QDate::currentDate();
    for (auto day = days.cend(); day != days.cbegin() && costs.size() < MostDays;) {
        --day;
        if (const QString cost = costOf(*day, settings); !cost.isEmpty())
            costs.append({text::dayName(day.key(), today), cost});
    }
    return costs;
}

} // namespace polylogue::ui::shell
