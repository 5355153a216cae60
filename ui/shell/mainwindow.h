// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/settings/settings.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QAction;
class QActionGroup;
class QMenu;
class QStackedWidget;

namespace polylogue::app::net {
struct CallRecord;
}
namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::app::settings {
class SecretStore;
class SettingsStore;
} // namespace polylogue::app::settings
namespace polylogue::ui::preferences {
class EndpointPage;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

class ChatPage;
class HeaderBar;
class StatusLine;

//! \brief What the window works with; made by main, outlives the window.
struct Services
{
    app::net::HttpClient &client;
    app::net::LearnedDrops &learned;
    app::store::BlobStore &blobs;
    app::attachments::AttachmentLoader &loader;
    app::settings::SettingsStore &settings;
    app::settings::SecretStore &secrets;
    app::session::ActiveEndpoint &active;
    theme::Theme &theme;
};

//! \brief The window: header, the chat (or the page that sets up an endpoint), status line.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    void attachFiles(const QStringList &paths); //!< into a new chat

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QMenu *makeMenu();
    void addAction(QMenu *menu, const QString &text, const QKeySequence &shortcut,
                   const std::function<void()> &run);
    template <typename Value>
    void addChoice(QMenu *menu, const QList<std::pair<QString, Value>> &choices,
                   Value app::settings::Settings::*member);
    void connectHeader();
    void connectPages();
    void newChat();
    void showChat(app::session::ChatSession *session);
    void fillEarlierChats();
    void showEndpointPage();
    void showChatPage();
    void onEndpointChanged();
    void onModelsChanged();
    void chooseModel(const QString &model);
    void showRefusedFields();
    void replaceKey();
    void applySettings(const app::settings::Settings &settings);
    void changeSettings(const std::function<void(app::settings::Settings &)> &change);
    void scaleText(double factor);
    void cycleFocus();
    void showShortcuts();
    void showAbout();
    app::session::ChatOptions chatOptions() const;

    Services m_services;
    std::vector<std::unique_ptr<app::session::ChatSession>> m_sessions; // the newest last
    QMenu *m_earlierChats = nullptr; // before the menu that makes it
    QMenu *m_menu = nullptr;
    HeaderBar *m_header = nullptr;
    QStackedWidget *m_pages = nullptr;
    ChatPage *m_chatPage = nullptr;
    preferences::EndpointPage *m_endpointPage = nullptr;
    StatusLine *m_statusLine = nullptr;
};

} // namespace polylogue::ui::shell
