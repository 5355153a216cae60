// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/localservers.h"

#include <QPushButton>

namespace polylogue::ui::preferences {

//! \brief The button "Look for local servers": looks, and has one chosen where there are several.
class LocalServersButton final : public QPushButton
{
    Q_OBJECT

public:
    //! \param client outlives this
    explicit LocalServersButton(app::net::HttpClient &client, QWidget *parent = nullptr);

    void cancel(); //!< ends the search without a signal

Q_SIGNALS:
    void started();
    void nothingFound();
    void chosen(const QUrl &baseUrl);

private:
    void start();
    void onFound(const QList<LocalServers::Server> &found);
    void setSearching(bool isSearching);

    app::net::HttpClient &m_client;
    std::unique_ptr<LocalServers> m_search;
};

} // namespace polylogue::ui::preferences
