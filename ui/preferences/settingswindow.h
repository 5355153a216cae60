// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/store/chatstore.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QListWidget;
class QScrollArea;
class QStackedWidget;

namespace polylogue::app::net {
class HttpClient;
class LearnedDrops;
} // namespace polylogue::app::net
namespace polylogue::app::session {
class ActiveEndpoint;
class RecentLog;
} // namespace polylogue::app::session
namespace polylogue::app::settings {
class SecretStore;
class SettingsStore;
} // namespace polylogue::app::settings
namespace polylogue::ui::commands {
class CommandRegistry;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

class DataPage;
class EndpointPage;
class PrivacyPage;
class SettingsPage;

//! \brief What the settings show and change; outlives them.
struct SettingsServices
{
    theme::Theme &theme;
    app::settings::SettingsStore &settings;
    app::settings::SecretStore &secrets;
    app::net::HttpClient &client;
    app::net::LearnedDrops &learned;
    app::session::ActiveEndpoint &active;
    const app::session::RecentLog &log;
    commands::CommandRegistry &commands; //!< with all commands added
};

//! \brief The window "Settings": pages at the left, a field that finds rows in all of them. What is
//!        changed holds at once. What concerns the store of chats it asks others to do.
class SettingsWindow final : public QWidget
{
    Q_OBJECT

public:
    enum class Page {
        Endpoints,
        Appearance,
        Writing,
        Attachments,
        Costs,
        Shortcuts,
        Data,
        Network,
        Privacy,
        Help
    };

    explicit SettingsWindow(const SettingsServices &services, QWidget *parent = nullptr);

    //! \brief Shows the window, or raises it, with \a page.
    void showPage(Page page);
    void setDataFolder(const QString &folder);
    void setBackups(const QList<app::store::Backup> &backups); //!< the newest first
    void setTrashCount(int chats);
    //! \brief Says below the page how something ended that was asked for.
    void showMessage(const QString &message);
    void showError(const app::base::Error &error);

Q_SIGNALS:
    //! What the models of the server in use can do is to be shown.
    void capabilitiesRequested();
    void backupsWanted(); //!< answer with setBackups() and setTrashCount()
    void backUpRequested();
    void restoreRequested(const QString &backupPath); //!< the user has confirmed it
    void importRequested();
    void exportRequested();
    void emptyTrashRequested(); //!< the user has confirmed it

private:
    void addPages();
    void addPage(SettingsPage *page);
    void layOut();
    void moveOverParent();
    QScrollArea *makeScrollArea(SettingsPage *page);
    void edit(const app::endpoint::Endpoint &endpoint);
    void connectEditor();
    void search(const QString &text);
    void goTo(int page);
    void setMessage(const QString &message, bool isError);

    SettingsServices m_services;
    QLineEdit *m_search; // this one and the following are children
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QLabel *m_message;
    QLabel *m_nothing;
    QList<SettingsPage *> m_pages; // in Page's order
    DataPage *m_data = nullptr;
    PrivacyPage *m_privacy = nullptr;
    EndpointPage *m_editor;
};

} // namespace polylogue::ui::preferences
