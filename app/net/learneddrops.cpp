// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/learneddrops.h"

#include <chrono>

using namespace std::chrono_literals;

namespace polylogue::app::net {

namespace {

//! Servers change: what one refused a month ago is tried again.
constexpr std::chrono::milliseconds lifetime = std::chrono::hours(24 * 30);

bool isForgotten(const LearnedDrop &drop)
{
    return drop.learnedAt.msecsTo(QDateTime::currentDateTimeUtc()) > lifetime.count();
}

bool isSameRule(const LearnedDrop &a, const LearnedDrop &b)
{
    return a.endpoint == b.endpoint && a.model == b.model && a.field == b.field;
}

} // namespace

LearnedDrops::LearnedDrops(QObject *parent)
    : QObject(parent)
{ }

QSet<QString> LearnedDrops::fieldsFor(const endpoint::EndpointId &endpoint,
                                      const QString &model) const
{
    QSet<QString> fields;
    for (const LearnedDrop &drop : m_drops) {
        if (drop.endpoint == endpoint && drop.model == model && !isForgotten(drop))
            fields.insert(drop.field);
    }
    return fields;
}

void LearnedDrops::setAll(const QList<LearnedDrop> &drops)
{
    m_drops = drops;
    m_drops.removeIf(isForgotten);
    Q_EMIT
    changed();
}

void LearnedDrops::learn(const LearnedDrop &drop)
{
    m_drops.removeIf(isForgotten);
    m_drops.removeIf([&drop](const LearnedDrop &known) { return isSameRule(known, drop); });
    m_drops.append(drop);
    Q_EMIT
    changed();
}

void LearnedDrops::forget(const endpoint::EndpointId &endpoint, const QString &model,
                          const QString &field)
{
    const LearnedDrop rule{.endpoint = endpoint, .model = model, .field = field};
    if (m_drops.removeIf([&rule](const LearnedDrop &known) { return isSameRule(known, rule); }) > 0)
        Q_EMIT
    changed();
}

} // namespace polylogue::app::net
