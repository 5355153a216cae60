// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"
#include "app/store/tokenuse.h"

#include <QList>
#include <QString>

#include <utility>

namespace polylogue::ui::shell {

//! What is paid for, in words and in Settings::currency; empty where the user entered no price.

//! \return what sending \a tokens to \a model costs, which is an estimate before it is done.
QString inputCost(qint64 tokens, const QString &model, const app::settings::Settings &settings);

QString costOf(const QList<app::store::TokenUse> &uses, const app::settings::Settings &settings);

//! \return the last days on which something was paid for, the newest first, and what that was.
QList<std::pair<QString, QString>> costsByDay(const QList<app::store::TokenUse> &uses,
                                              const app::settings::Settings &settings);

} // namespace polylogue::ui::shell
