// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/localserversbutton.h"

#include "ui/preferences/stepslist.h"

#include <QMenu>

namespace polylogue::ui::preferences {

LocalServersButton::LocalServersButton(app::net::HttpClient &client, QWidget *parent)
    : QPushButton(parent)
    , m_client(client)
{
    setSearching(false);
    connect(this, &QPushButton::clicked, this, &LocalServersButton::start);
}

void LocalServersButton::setSearching(bool isSearching)
{
    setEnabled(!isSearching);
    setText(isSearching ? tr("Looking …") : tr("Look for local servers"));
}

void LocalServersButton::cancel()
{
    m_search.reset();
    setSearching(false);
}

void LocalServersButton::start()
{
    Q_EMIT started();
    setSearching(true);
    m_search = std::make_unique<LocalServers>(m_client);
    connect(m_search.get(), &LocalServers::finished, this, &LocalServersButton::onFound);
}

void LocalServersButton::onFound(const QList<LocalServers::Server> &found)
{
    setSearching(false);
    if (found.isEmpty()) {
        Q_EMIT nothingFound();
        return;
    }
    if (found.size() == 1) {
        Q_EMIT chosen(found.first().baseUrl);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const LocalServers::Server &server : found) {
        const QString label =
            tr("%1: %2").arg(server.baseUrl.authority(), modelCount(server.modelCount));
        connect(menu->addAction(label), &QAction::triggered, this,
                [this, url = server.baseUrl] { Q_EMIT chosen(url); });
    }
    menu->popup(mapToGlobal(QPoint(0, height())));
}

} // namespace polylogue::ui::preferences
