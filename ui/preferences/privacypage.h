// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/settingspage.h"

namespace polylogue::ui::preferences {

//! \brief What stays on this computer and what notifications tell.
class PrivacyPage final : public SettingsPage
{
    Q_OBJECT

public:
    PrivacyPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent);

    //! \param folder where chats are stored
    void setDataFolder(const QString &folder);

private:
    SettingsRow *m_chats; // child
};

} // namespace polylogue::ui::preferences
