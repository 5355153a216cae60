// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/delivery.h"
#include "app/attachments/documentjob.h"
#include "app/attachments/fileweight.h"

#include <QString>

#include <optional>

namespace polylogue::ui::composer {

//! \brief How an attachment goes to the model in use, as its chip tells.
struct DeliveryState
{
    app::attachments::Delivery delivery = {};
    //! What goes out of a document on a lower rung, where it is made already.
    std::optional<app::attachments::DocumentContent> content = {};
    app::attachments::FileWeight weight = {};

    bool isRefused() const { return !delivery.rung; }
    bool operator==(const DeliveryState &) const = default;
};

//! \return "native", "12 page images", "text, 38,000 characters", "refused: this model takes no
//!         images"; with the reason where a better way is left out. Empty for a file that just goes
//!         as it is and can go no other way.
QString deliveryText(const app::attachments::Attachment &attachment, const DeliveryState &state);

//! \return what may go wrong with it, and what to do about that: a scan, and the model may see only
//!         blank pages. Empty where nothing may.
QString deliveryWarning(const app::attachments::Attachment &attachment, const DeliveryState &state);

//! \return how often it goes, where that was chosen: "in this turn only", "in 3 turns".
QString turnsText(int turns);

} // namespace polylogue::ui::composer
