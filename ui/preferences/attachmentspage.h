// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/settingspage.h"

namespace polylogue::ui::preferences {

//! \brief "Attachments": what is sent of pictures, and what happens where a server refuses a file.
class AttachmentsPage final : public SettingsPage
{
    Q_OBJECT

public:
    AttachmentsPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent);
};

} // namespace polylogue::ui::preferences
