// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>

namespace polylogue::app::base {

//! \return the text of a character reference such as "&amp;" or "&#x20AC;"; as it stands where the
//! name is not known.
QString decodeEntity(QByteArrayView entity);

} // namespace polylogue::app::base
