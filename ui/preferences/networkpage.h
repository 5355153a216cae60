// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"
#include "ui/preferences/settingspage.h"

namespace polylogue::ui::preferences {

//! \brief How requests get out: the system's proxy, and each endpoint's own ways.
class NetworkPage final : public SettingsPage
{
    Q_OBJECT

public:
    NetworkPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent);

    void refresh() override;

Q_SIGNALS:
    void editRequested(const polylogue::app::endpoint::Endpoint &endpoint);

private:
    SettingsRow *m_system; // this one and the layout are children
    QVBoxLayout *m_endpoints;
};

} // namespace polylogue::ui::preferences
