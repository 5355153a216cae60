// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/settingspage.h"

namespace polylogue::app::session {
class ActiveEndpoint;
}

namespace polylogue::ui::preferences {

class PriceTable;

//! \brief What happens at a model's limit, and what tokens cost.
class CostsPage final : public SettingsPage
{
    Q_OBJECT

public:
    //! \param active knows the models that are offered; outlives this
    CostsPage(theme::Theme &theme, app::settings::SettingsStore &store,
              app::session::ActiveEndpoint &active, QWidget *parent);

    void refresh() override;

private:
    app::session::ActiveEndpoint &m_active;
    PriceTable *m_prices; // child
};

} // namespace polylogue::ui::preferences
