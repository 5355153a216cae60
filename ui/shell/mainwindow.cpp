// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/mainwindow.h"

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "ui/commands/command.h"
#include "ui/commands/shortcuttext.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/composer/composer.h"
#include "ui/composer/modelpicker.h"
#include "ui/composer/parameterseditor.h"
#include "ui/composer/systemprompteditor.h"
#include "ui/pane/noticebar.h"
#include "ui/pane/storenotice.h"
#include "ui/preferences/endpointpage.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/dropoverlay.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/keydialog.h"
#include "ui/shell/statusline.h"
#include "ui/sidebar/sidebar.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QCloseEvent>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::conversation::ConversationId;
using app::settings::Settings;

namespace {

constexpr QSize MinimumSize{640, 420};
constexpr QSize FirstSize{1180, 780};
constexpr int FrameRoom = 8;

} // namespace

MainWindow::MainWindow(const Services &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_commands(new commands::CommandRegistry(this))
{
    addChatCommands();
    addMessageCommands();
    addCompareCommands();
    addViewCommands();
    layOut();

    connectHeader();
    connectSidebar();
    connectPages();
    connectServices();
    applySettings(m_services.settings.settings());
    restoreGeometry(m_services.settings.settings().windowGeometry);
    m_sidebar->restoreState(m_services.settings.settings().sidebarState);
    showNewChat();
    if (m_services.active.endpoint())
        onEndpointChanged();
    else
        showEndpointPage();
    onModelsChanged();
    showStoreStatus();
}

MainWindow::~MainWindow()
{
    // The chat's page tells the library what it knows as it goes, when parts of us are gone
    // already.
    m_services.library.disconnect(this);
    m_chatPage->disconnect(this);
}

//! Each widget is made where it stays: one that gets another parent is styled anew with all that is
//! in it, which took half of the time until the window was there.
void MainWindow::layOut()
{
    setMinimumSize(MinimumSize);
    // With room for the frame, which the system adds later.
    resize(FirstSize.boundedTo(screen()->availableSize() - QSize(FrameRoom, 4 * FrameRoom)));

    auto *central = new QWidget(this);
    setCentralWidget(central);
    m_splitter = new QSplitter(central);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_sidebar =
        new sidebar::Sidebar(m_services.theme, m_services.library, m_services.store, m_splitter);
    auto *chat = new QWidget(m_splitter);
    m_header = new HeaderBar(m_services.theme, makeMenu(), chat);
    m_storeNotice = new pane::NoticeBar(m_services.theme, chat);
    m_pages = new QStackedWidget(chat);
    m_chatPage = new ChatPage(m_services.theme,
                              {.library = m_services.library,
                               .active = m_services.active,
                               .loader = m_services.loader,
                               .blobs = m_services.blobs},
                              m_pages);
    m_pages->addWidget(m_chatPage);
    auto *chatLayout = new QVBoxLayout(chat);
    chatLayout->setContentsMargins({});
    chatLayout->setSpacing(0);
    chatLayout->addWidget(m_header);
    chatLayout->addWidget(m_storeNotice);
    chatLayout->addWidget(m_pages, 1);

    const Settings &settings = m_services.settings.settings();
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(chat);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({settings.sidebarWidth, qMax(1, width() - settings.sidebarWidth)});
    m_sidebar->setVisible(settings.isSidebarVisible);
    m_header->setSidebarShown(settings.isSidebarVisible);

    m_statusLine = new StatusLine(m_services.theme, central);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_statusLine);
}

ConversationId MainWindow::chat() const
{
    return isComparing() ? m_comparePage->chat() : m_chatPage->chat();
}

void MainWindow::showChat(const ConversationId &chat)
{
    const ConversationId mainLine = m_services.library.mainLineOf(chat);
    const app::store::ChatRecord *record = m_services.library.find(mainLine);
    if (!record)
        return;
    if (record->comparison.isShown && !m_services.library.lanes(mainLine).isEmpty()) {
        compare(mainLine);
        return;
    }
    m_chatPage->showChat(mainLine);
    leaveComparison();
    onChatShown();
}

void MainWindow::showNewChat(const app::store::FolderId &folder, bool isTemporary)
{
    m_chatPage->showNewChat(folder, isTemporary);
    leaveComparison();
    onChatShown();
}

//! The header and the list say which chat is shown.
void MainWindow::onChatShown()
{
    m_sidebar->setCurrentChat(chat());
    updatePlace();
    showSetup();
    showTitle();
    showChatPage();
    inspect();
    if (isActiveWindow())
        onSeen();
}

void MainWindow::attachFiles(const QStringList &paths)
{
    showNewChat();
    m_chatPage->composer().attachFiles(paths);
}

void MainWindow::rememberState()
{
    m_chatPage->rememberPosition();
    changeSettings([this](Settings &settings) {
        settings.windowGeometry = saveGeometry();
        settings.sidebarState = m_sidebar->saveState();
        settings.lastChat = chat();
        settings.lastChatAt = QDateTime::currentDateTimeUtc();
        if (m_sidebar->isVisible())
            settings.sidebarWidth = m_sidebar->width();
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    rememberState();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_chatPage)
        onSeen();
}

//! Nothing in this chat is new to the user any more.
void MainWindow::onSeen()
{
    if (chat().isNull())
        return;
    m_services.library.setRead(chat());
    Q_EMIT chatSeen(chat());
}

void MainWindow::connectSidebar()
{
    using sidebar::Sidebar;
    connect(m_sidebar, &Sidebar::chatActivated, this, &MainWindow::showChat);
    connect(m_sidebar, &Sidebar::hitActivated, this,
            [this](const app::store::SearchHit &hit, const QStringList &words) {
                showMessage(hit, words);
            });
    connect(m_sidebar, &Sidebar::newChatRequested, this,
            [this](const app::store::FolderId &folder) { showNewChat(folder); });
    connect(m_sidebar, &Sidebar::placeChosen, this, &MainWindow::choosePlace);
    connect(m_sidebar, &Sidebar::comparisonRequested, this, &MainWindow::compare);
    connect(m_sidebar, &Sidebar::newTemporaryChatRequested, this,
            [this] { showNewChat({}, true); });
    connect(m_sidebar, &Sidebar::newWindowRequested, this, &MainWindow::newWindowRequested);
    connect(m_sidebar, &Sidebar::exportRequested, this, &MainWindow::exportChats);
    connect(m_sidebar, &Sidebar::settingsRequested, this, &MainWindow::showSettings);
}

void MainWindow::connectPages()
{
    connect(m_chatPage, &ChatPage::chatCreated, this, &MainWindow::onChatShown);
    connect(m_chatPage, &ChatPage::chatOpenRequested, this, &MainWindow::showChat);
    connect(m_chatPage, &ChatPage::activityChanged, m_statusLine, &StatusLine::setActivity);
    connect(m_chatPage, &ChatPage::errorActionRequested, this, &MainWindow::onErrorAction);
    connect(m_chatPage, &ChatPage::modelChoiceRequested, this,
            [this] { m_header->modelPicker().openList(); });
    connect(m_chatPage, &ChatPage::originRequested, this, &MainWindow::showOrigin);
    connect(m_chatPage, &ChatPage::toolManagementRequested, this, &MainWindow::showTools);
    connect(m_chatPage, &ChatPage::promptChosen, this,
            [this](const QString &text) { usePrompt({}, text); });

    auto *overlay = new DropOverlay(m_services.theme, this);
    overlay->setTargetFinder([this](const QPoint &position) { return dropTargetAt(position); });
    connect(overlay, &DropOverlay::dropped, this,
            [this](const QMimeData *files, const DropTarget &target) {
                if (target.chat.isNull())
                    showChatPage();
                else
                    showChat(target.chat);
                composer().attach(files);
                composer().focusText();
            });
}

//! What an error's card offers that takes another part of the window.
void MainWindow::onErrorAction(text::ErrorAction action)
{
    using text::ErrorAction;
    if (action == ErrorAction::ReplaceKey)
        replaceKey();
    else if (action == ErrorAction::EditEndpoint)
        showEndpointPage();
    else if (action == ErrorAction::EditParameters)
        m_header->parameters().click();
    else if (action == ErrorAction::NewChat)
        showNewChat();
}

//! A row of the list, or what is shown.
DropTarget MainWindow::dropTargetAt(const QPoint &position) const
{
    const QRect page(m_pages->mapTo(this, QPoint()), m_pages->size());
    if (m_sidebar->isVisible()) {
        QRect row;
        const ConversationId pointed = m_sidebar->chatAt(m_sidebar->mapFrom(this, position), &row);
        if (const app::store::ChatRecord *record = m_services.library.find(pointed))
            return {.chat = pointed,
                    .title = record->title,
                    .area = QRect(m_sidebar->mapTo(this, row.topLeft()), row.size()),
                    .words = page};
    }
    const app::store::ChatRecord *shown = m_services.library.find(chat());
    return {.title = shown ? shown->title : QString(), .area = page, .words = page};
}

void MainWindow::connectServices()
{
    using app::session::ActiveEndpoint;
    using app::session::ChatLibrary;
    connect(&m_services.active, &ActiveEndpoint::changed, this, &MainWindow::onEndpointChanged);
    connect(&m_services.active, &ActiveEndpoint::modelsChanged, this, &MainWindow::onModelsChanged);
    connect(&m_services.active, &ActiveEndpoint::keychainFailed, this,
            [this](const app::base::Error &error) {
                m_statusLine->setActivity(text::errorText(error).title);
            });
    connect(&m_services.settings, &app::settings::SettingsStore::changed, this,
            &MainWindow::applySettings);
    connect(
        &m_services.client, &app::net::HttpClient::callFinished, this,
        [this](const app::net::CallRecord &record) { m_statusLine->countCall(record.url.host()); });
    connect(&m_services.store, &app::store::ChatStore::statusChanged, this,
            &MainWindow::showStoreStatus);
    connect(&m_services.library, &ChatLibrary::chatChanged, this,
            [this](const ConversationId &changed) {
                if (changed == chat())
                    showTitle();
            });
    connect(&m_services.library, &ChatLibrary::promptsChanged, this, &MainWindow::showPrompts);
    connect(&m_services.library, &ChatLibrary::chatRemoved, this,
            [this](const ConversationId &removed) {
                if (removed == chat())
                    showNewChat();
            });
    connect(&m_services.library, &ChatLibrary::loaded, this, [this] {
        showPrompts();
        if (!chat().isNull() && !m_services.library.find(chat()))
            showNewChat(); // an older state was restored
    });
    connect(m_storeNotice, &pane::NoticeBar::actionTriggered, this, &MainWindow::showBackups);
}

//! Made when it is first needed: most starts need none.
void MainWindow::makeEndpointPage()
{
    m_endpointPage = new preferences::EndpointPage(m_services.theme, m_services.client,
                                                   m_services.learned, m_services.secrets, m_pages);
    m_pages->addWidget(m_endpointPage);
    connect(m_endpointPage, &preferences::EndpointPage::accepted, this,
            [this](const app::endpoint::Endpoint &endpoint, const QString &key) {
                if (const auto saved =
                        m_services.active.use(endpoint, key, m_endpointPage->proxyPassword());
                    !saved)
                    m_statusLine->setActivity(text::errorText(saved.error()).title);
                showChatPage();
            });
    connect(m_endpointPage, &preferences::EndpointPage::practiceRequested, this, [this] {
        if (const auto started = m_services.active.usePractice(); !started)
            m_statusLine->setActivity(text::errorText(started.error()).title);
        showChatPage();
    });
    connect(m_endpointPage, &preferences::EndpointPage::cancelled, this, &MainWindow::showChatPage);
}

void MainWindow::showEndpointPage()
{
    if (!m_endpointPage)
        makeEndpointPage();
    m_endpointPage->edit(m_services.active.endpoint().value_or(app::endpoint::Endpoint{}));
    m_header->hide();
    m_pages->setCurrentWidget(m_endpointPage);
    m_endpointPage->focusFirstField();
}

void MainWindow::showChatPage()
{
    if (!m_services.active.endpoint() && m_endpointPage
        && m_pages->currentWidget() == m_endpointPage)
        return; // there is nothing to chat with yet
    m_header->show();
    if (isComparing()) {
        m_pages->setCurrentWidget(m_comparePage);
        m_comparePage->updateReadiness();
    } else {
        m_pages->setCurrentWidget(m_chatPage);
        m_chatPage->updateReadiness();
    }
    composer().focusText();
}

void MainWindow::onEndpointChanged()
{
    const auto &endpoint = m_services.active.endpoint();
    m_statusLine->setEndpoint(!endpoint                  ? QString()
                                  : endpoint->isPractice ? tr("Practice endpoint")
                                                         : endpoint->name);
    m_header->modelPicker().setCurrentModel(m_chatPage->options().model);
    m_chatPage->updateReadiness();
    showRefusedFields();
}

void MainWindow::showTitle()
{
    const app::store::ChatRecord *record =
        chat().isNull() ? nullptr : m_services.library.find(chat());
    QString title = record ? record->title : QString();
    if (title.isEmpty())
        title = m_chatPage->isTemporary() ? tr("Temporary chat") : tr("New chat");
    m_header->setTitle(title);
    setWindowTitle(tr("%1 – Polylogue").arg(title));
}

void MainWindow::showStoreStatus()
{
    if (const auto notice = pane::noticeOf(m_services.store.status()))
        m_storeNotice->showNotice(*notice);
    else
        m_storeNotice->dismiss();
}

void MainWindow::applySettings(const Settings &settings)
{
    m_services.theme.setMode(settings.theme);
    m_commands->setShortcuts(commands::shortcutsFromText(settings.shortcuts));
    m_chatPage->setSettings(settings);
    if (m_comparePage)
        m_comparePage->setSettings(settings);
    m_sidebar->setMayAnimate(settings.mayAnimate);
}

void MainWindow::changeSettings(const std::function<void(Settings &)> &change)
{
    Settings settings = m_services.settings.settings();
    change(settings);
    if (const auto saved = m_services.settings.setSettings(settings); !saved)
        m_statusLine->setActivity(text::errorText(saved.error()).title);
}

} // namespace polylogue::ui::shell
