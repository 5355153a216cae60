// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"
#include "ui/preferences/settingspage.h"

namespace polylogue::app::session {
class ActiveEndpoint;
}

namespace polylogue::ui::preferences {

//! \brief The profiles: which is in use, add, edit, remove, import from an administrator's file.
class EndpointsPage final : public SettingsPage
{
    Q_OBJECT

public:
    //! \param active outlives this
    EndpointsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                  app::session::ActiveEndpoint &active, QWidget *parent);

    //! \brief Saves the profiles in the file \a path and says which; none of them is used yet.
    void importFile(const QString &path);

Q_SIGNALS:
    //! \a endpoint is to be shown in the form; one with a null id is new.
    void editRequested(const polylogue::app::endpoint::Endpoint &endpoint);
    //! What the models of the server in use can do is to be shown.
    void capabilitiesRequested();

private:
    void chooseFile();
    void showEndpoints();
    QWidget *makeButtons(const app::endpoint::Endpoint &endpoint, const QString &name,
                         bool isInUse);
    void askToRemove(const app::endpoint::Endpoint &endpoint, const QString &name);

    app::session::ActiveEndpoint &m_active;
    QVBoxLayout *m_list; // child
};

} // namespace polylogue::ui::preferences
