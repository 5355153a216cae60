// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/delivery.h"
#include "app/session/lanemetrics.h"
#include "app/session/lanerequests.h"
#include "app/settings/settings.h"
#include "app/store/chatrecord.h"

#include <QString>

//! \brief What lanes are called and what is said of them.
namespace polylogue::ui::compare::words {

QString laneName(qsizetype position); //!< "Lane A"
QString historyRule(app::store::HistoryRule rule); //!< "Own history"
QString historyRuleHint(app::store::HistoryRule rule); //!< what it means, a sentence
//! \return "temperature 0.2", "own system prompt", separated by a middle dot; empty for none.
QString differences(const QList<app::session::LaneDifference> &differences);

//! \return how a file goes to a lane's model, in a word or two: "native PDF", "3 page images".
QString rung(const app::attachments::Attachment &file, const app::attachments::Delivery &delivery);

QString firstToken(const app::session::LaneMetrics &metrics); //!< "0.9 s"; these may be empty
QString total(const app::session::LaneMetrics &metrics);
QString speed(const app::session::LaneMetrics &metrics); //!< "181 tok/s"
QString tokens(const app::session::LaneMetrics &metrics); //!< "203 tokens"
//! \return how the answer ended, where it did not simply end: "stopped by length".
QString ending(const app::conversation::Message &answer);
//! \return what it cost, where the user entered prices; empty otherwise.
QString cost(const app::conversation::Message &answer, const app::settings::Settings &settings);

} // namespace polylogue::ui::compare::words
