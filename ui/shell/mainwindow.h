// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "app/settings/settings.h"
#include "ui/text/errortext.h"

#include <QMainWindow>

#include <memory>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace polylogue::app::mcp {
class ServerBook;
}
namespace polylogue::app::probe {
class CapabilityProbe;
}
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
namespace polylogue::ui::compare {
class AnswerTools;
class ComparePage;
class CompareTools;
} // namespace polylogue::ui::compare
namespace polylogue::ui::composer {
class Composer;
}
namespace polylogue::ui::inspector {
class InspectorPanel;
class LedgerWindow;
} // namespace polylogue::ui::inspector
namespace polylogue::ui::map {
class MapWindow;
}
namespace polylogue::ui::pane {
class ConversationPane;
class NoticeBar;
} // namespace polylogue::ui::pane
namespace polylogue::ui::preferences {
class EndpointPage;
class SettingsWindow;
} // namespace polylogue::ui::preferences
namespace polylogue::ui::toolbench {
class ToolsWindow;
}
namespace polylogue::ui::probe {
class ProbeWindow;
}
namespace polylogue::ui::sidebar {
class Sidebar;
enum class Place;
} // namespace polylogue::ui::sidebar
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

class ChatPage;
class HeaderBar;
class Palette;
class StatusLine;
struct DropTarget;

//! \brief What the windows work with; made by main, outlives them.
struct Services
{
    app::net::HttpClient &client;
    app::net::LearnedDrops &learned;
    app::store::BlobStore &blobs;
    app::store::ChatStore &store;
    app::session::ChatLibrary &library;
    app::attachments::AttachmentLoader &loader;
    app::settings::SettingsStore &settings;
    app::settings::SecretStore &secrets;
    app::session::ActiveEndpoint &active;
    app::probe::CapabilityProbe &probe;
    app::session::RecentLog &log;
    theme::Theme &theme;
    QString dataFolder = {}; //!< where chats and files lie
    app::mcp::ServerBook *servers = nullptr; //!< may be missing (tests)
    QString cacheFolder = {}; //!< what can be had again; empty: none
};

//! \brief A window: the chats beside the one that is shown (or the page that sets up an endpoint).
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showChat(const app::conversation::ConversationId &chat);
    void showNewChat(const app::store::FolderId &folder = {}, bool isTemporary = false);
    void attachFiles(const QStringList &paths); //!< into a new chat
    //! \return the chat that is shown; null for the one that does not exist yet.
    app::conversation::ConversationId chat() const;
    //! \brief Keeps how the window is, for the next start; done when it is closed.
    void rememberState();

Q_SIGNALS:
    //! The chat is in front of the user, who needs no word about it any more.
    void chatSeen(const polylogue::app::conversation::ConversationId &chat);
    void newWindowRequested(const polylogue::app::conversation::ConversationId &chat);
    void gridRunsRequested(); //!< one window for all

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addChatCommands();
    void addMessageCommands();
    void addCompareCommands();
    void addViewCommands();
    QMenu *makeMenu();
    void layOut();
    void connectHeader();
    void connectSidebar();
    void connectPages();
    // Places, in windowplaces.cpp.
    bool isComparing() const; //!< lanes are shown, or would be but for the endpoint's page
    void makeComparePage();
    void choosePlace(sidebar::Place place);
    void compare(const app::conversation::ConversationId &chat);
    void compareThis();
    void showMainLine();
    void leaveComparison();
    void showMessage(const app::store::SearchHit &hit, const QStringList &words);
    void showOrigin(const app::conversation::MessageOrigin &origin);
    void updatePlace();
    // The inspector, in windowinspector.cpp.
    void toggleInspector();
    void makeInspector();
    void inspect(); //!< what is shown now
    void showLedger();
    //! What is written in, and the conversation in use, in the place that is shown.
    composer::Composer &composer();
    pane::ConversationPane &pane();
    DropTarget dropTargetAt(const QPoint &position) const;
    void connectServices();
    void makeEndpointPage();
    void showEndpointPage();
    void showChatPage();
    void showSettings();
    void showCapabilities(const QString &model);
    void showShortcuts();
    void showBackups();
    preferences::SettingsWindow &openSettings();
    void showPalette();
    void showPromptLibrary();
    void usePrompt(const QString &name, const QString &text);
    void showPresets();
    void showShortcutSheet();
    void showTools();
    void showMap();
    void takeTexts(const QString &texts);
    void exportChats(const QList<app::conversation::ConversationId> &chats);
    void importChats();
    void importPasted();
    void printChat(const app::conversation::ConversationId &chat);
    void nextHit(int step);
    void showPrompts();
    void onEndpointChanged();
    void onModelsChanged();
    void onChatShown();
    void onSeen();
    void chooseModel(const QString &model);
    void changeSetup(const std::function<void(app::store::ChatSetup &)> &change);
    void showRefusedFields();
    void showTitle();
    void showSetup();
    void showStoreStatus();
    void onErrorAction(text::ErrorAction action);
    void replaceKey();
    void applySettings(const app::settings::Settings &settings);
    void changeSettings(const std::function<void(app::settings::Settings &)> &change);
    void scaleText(double factor);
    void cycleFocus();
    void toggleSidebar();
    void showSidebar(bool shown);
    void showAbout();

    Services m_services;
    commands::CommandRegistry *m_commands = nullptr;
    QSplitter *m_splitter = nullptr;
    sidebar::Sidebar *m_sidebar = nullptr;
    HeaderBar *m_header = nullptr;
    pane::NoticeBar *m_storeNotice = nullptr;
    QStackedWidget *m_pages = nullptr;
    ChatPage *m_chatPage = nullptr;
    compare::ComparePage *m_comparePage = nullptr; // made when first opened, as is the next
    compare::CompareTools *m_compareTools = nullptr;
    compare::AnswerTools *m_answerTools = nullptr; // the page's
    preferences::EndpointPage *m_endpointPage = nullptr;
    StatusLine *m_statusLine = nullptr;
    inspector::InspectorPanel *m_inspector = nullptr; // made when first opened
    inspector::LedgerWindow *m_ledger = nullptr; // made when first opened
    bool m_hidSidebar = false; // to make room for the inspector
    preferences::SettingsWindow *m_settingsWindow = nullptr; // made when first opened
    probe::ProbeWindow *m_probeWindow = nullptr; // made when first opened
    toolbench::ToolsWindow *m_toolsWindow = nullptr; // made when first opened
    Palette *m_palette = nullptr; // made when first opened
    map::MapWindow *m_mapWindow = nullptr; // made when first opened
};

} // namespace polylogue::ui::shell
