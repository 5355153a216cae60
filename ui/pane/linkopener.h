// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QUrl>

class QWidget;

namespace polylogue::ui::pane {

//! \brief Whether a link out of foreign text may be opened, and what must be shown before.
struct LinkVerdict
{
    bool isAllowed = false;
    bool mustConfirm = false; //!< the text hides where it goes
    QString target = {}; //!< what would be opened, host in ASCII form
    QString host = {};

    bool operator==(const LinkVerdict &) const = default;
};

//! \brief Checks a link: only https, http and mailto (without attachments or body), no user
//!        information, no control characters, a host (app/README.md).
LinkVerdict checkLink(const QUrl &url, const QString &shownText);

//! \brief The one place that hands an address to the desktop.
//!
//! Asks first where the shown text differs from the target; refuses with a sentence otherwise.
void openLink(const QUrl &url, const QString &shownText, QWidget *window);

} // namespace polylogue::ui::pane
