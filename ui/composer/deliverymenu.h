// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/delivery.h"

#include <functional>

class QMenu;
class QObject;

namespace polylogue::ui::composer {

//! \brief Adds what can be chosen of how a file goes out: its form, its pages, for how many turns.
//! \param choose gets the choice; may come when \a context is still alive, not later
void addDeliveryChoices(
    QMenu &menu, const app::attachments::Attachment &attachment,
    const app::attachments::Intake &intake, QObject *context,
    const std::function<void(const app::conversation::DeliveryChoice &)> &choose);

//! \brief Asks for the pages of a document that go out, and for nothing else.
void askForPages(QWidget *parent, const app::attachments::Attachment &attachment,
                 const std::function<void(const QString &pages)> &choose);

//! \brief Asks for the password of a document.
void askForPassword(QWidget *parent, const QString &fileName, bool wasWrong,
                    const std::function<void(const QString &password)> &use);

} // namespace polylogue::ui::composer
