// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"
#include "app/store/database.h"

#include <QDateTime>

//! Values between the domain and columns: identifiers as the 16 bytes of a UUID, times as
//! milliseconds since 1970 UTC, JSON as text; what is null or invalid is NULL.
namespace polylogue::app::store {

template <typename Tag> QVariant toColumn(const base::Id<Tag> &id)
{
    return id.isNull() ? QVariant() : QVariant(id.value.toRfc4122());
}

inline QVariant toColumn(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

inline QVariant jsonColumn(const QByteArray &json)
{
    return QString::fromUtf8(json);
}

template <typename Id> Id idOf(const Row &row, int column)
{
    return {QUuid::fromRfc4122(row.bytes(column))};
}

inline QDateTime timeOf(const Row &row, int column)
{
    return row.isNull(column) ? QDateTime()
                              : QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC);
}

inline QByteArray jsonOf(const Row &row, int column)
{
    return row.text(column).toUtf8();
}

} // namespace polylogue::app::store
