// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/settingspage.h"

namespace polylogue::app::session {
class RecentLog;
}

namespace polylogue::ui::preferences {

//! \brief The version, and how to report a problem.
class HelpPage final : public SettingsPage
{
    Q_OBJECT

public:
    //! \param log outlives this
    HelpPage(theme::Theme &theme, app::settings::SettingsStore &store,
             const app::session::RecentLog &log, QWidget *parent);
};

} // namespace polylogue::ui::preferences
