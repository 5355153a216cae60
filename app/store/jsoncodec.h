// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QVariant>

//! Between JSON text and the maps that settings::FieldTable reads and writes.
namespace polylogue::app::store {

//! \return compact JSON, members in alphabetical order.
QByteArray encodeObject(const QVariantMap &map);
QByteArray encodeArray(const QVariantList &list);

//! \return ErrorKind::File, type "json", where \a json is no object.
base::Result<QVariantMap> decodeObject(const QByteArray &json);
//! \return ErrorKind::File, type "json", where \a json is no array.
base::Result<QVariantList> decodeArray(const QByteArray &json);

} // namespace polylogue::app::store
