// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/settingspage.h"

namespace polylogue::ui::preferences {

//! \brief How messages are written and sent.
class WritingPage final : public SettingsPage
{
    Q_OBJECT

public:
    WritingPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent);
};

} // namespace polylogue::ui::preferences
