// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/learneddrops.h"

#include <QByteArray>
#include <QList>

namespace polylogue::app::net {

//! \return a JSON array for SettingsStore::setLearned().
QByteArray encodeLearnedDrops(const QList<LearnedDrop> &drops);

//! \return what can be understood of \a json; what cannot is left out, since everything in it can
//!         be learned again.
QList<LearnedDrop> decodeLearnedDrops(const QByteArray &json);

} // namespace polylogue::app::net
