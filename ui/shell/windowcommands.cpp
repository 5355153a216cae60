// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a window can do: its commands, and the menu that lists them.

#include "app/session/activeendpoint.h"
#include "app/settings/settings.h"
#include "ui/commands/command.h"
#include "ui/compare/comparepage.h"
#include "ui/composer/composer.h"
#include "ui/composer/modelpicker.h"
#include "ui/pane/conversationpane.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palette.h"
#include "ui/sidebar/sidebar.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

namespace {

constexpr double SmallestScale = 0.7;
constexpr double LargestScale = 3.0;
constexpr double ScaleStep = 1.1;

QList<QKeySequence> keys(const QString &shortcut)
{
    return {QKeySequence(shortcut)};
}

} // namespace

void MainWindow::addChatCommands()
{
    const QString group = tr("Chats");
    const auto neighbour = [this](int steps) {
        if (const auto chat = m_sidebar->neighbour(steps); !chat.isNull())
            showChat(chat);
    };
    m_commands->add(
        {u"chat.new"_s, tr("New chat"), group, {QKeySequence::New}, [this] { showNewChat(); }});
    m_commands->add({u"chat.newTemporary"_s, tr("New temporary chat"), group,
                     keys(u"Ctrl+Shift+N"_s), [this] { showNewChat({}, true); }});
    m_commands->add({u"window.new"_s, tr("New window"), group, keys(u"Ctrl+Shift+W"_s),
                     [this] { Q_EMIT newWindowRequested({}); }});
    m_commands->add({u"chat.next"_s, tr("Next chat"), group, keys(u"Ctrl+Tab"_s),
                     [neighbour] { neighbour(1); }});
    m_commands->add({u"chat.previous"_s, tr("Previous chat"), group, keys(u"Ctrl+Shift+Tab"_s),
                     [neighbour] { neighbour(-1); }});
    m_commands->add(
        {u"chat.search"_s, tr("Search all chats"), group, keys(u"Ctrl+Shift+F"_s), [this] {
             showSidebar(true);
             m_sidebar->focusSearch();
         }});
    m_commands->add({u"chat.export"_s, tr("Export chat…"), group, keys(u"Ctrl+Shift+S"_s), [this] {
                         if (!chat().isNull())
                             exportChats({chat()});
                     }});
    m_commands->add({u"chat.import"_s, tr("Import chats…"), group, {}, [this] { importChats(); }});
    m_commands->add(
        {u"chat.importPasted"_s, tr("New chat from a copied request"), group, {}, [this] {
             importPasted();
         }});
    m_commands->add({u"chat.print"_s, tr("Print…"), group, {QKeySequence::Print}, [this] {
                         if (!chat().isNull())
                             printChat(chat());
                     }});
    m_commands->add({u"chat.find"_s, tr("Find in this chat"), group, {QKeySequence::Find}, [this] {
                         showChatPage();
                         pane().transcript().openFind();
                     }});
    m_commands->add({u"hit.next"_s, tr("Next hit"), group, keys(u"F3"_s), [this] { nextHit(1); }});
    m_commands->add({u"hit.previous"_s, tr("Previous hit"), group, keys(u"Shift+F3"_s),
                     [this] { nextHit(-1); }});
}

void MainWindow::addMessageCommands()
{
    const QString group = tr("Messages");
    m_commands->add({u"message.attach"_s, tr("Attach files…"), group, keys(u"Ctrl+U"_s), [this] {
                         showChatPage();
                         composer().chooseFiles();
                     }});
    m_commands->add({u"model.choose"_s, tr("Choose model"), group, keys(u"Ctrl+L"_s), [this] {
                         if (isComparing() && m_comparePage->currentLane())
                             m_comparePage->currentLane()->chooseModel();
                         else
                             m_header->modelPicker().openList();
                     }});
    m_commands->add({u"model.capabilities"_s, tr("What can it do?"), group, {}, [this] {
                         showCapabilities(m_chatPage->options().model);
                     }});
    m_commands->add({u"prompts.open"_s, tr("Prompt library…"), group, keys(u"Ctrl+Shift+P"_s),
                     [this] { showPromptLibrary(); }});
    m_commands->add({u"presets.open"_s, tr("Presets…"), group, {}, [this] { showPresets(); }});
    m_commands->add({u"grid.open"_s, tr("Grid run: ask a table…"), group, {}, [this] {
                         Q_EMIT gridRunsRequested();
                     }});
    m_commands->add(
        {u"tools.open"_s, tr("Tools…"), group, keys(u"Ctrl+Shift+T"_s), [this] { showTools(); }});
    m_commands->add(
        {u"map.open"_s, tr("Map: texts by meaning…"), group, {}, [this] { showMap(); }});
    m_commands->add({u"message.regenerate"_s, tr("Ask again"), group, keys(u"Ctrl+R"_s),
                     [this] { pane().retryLast(); }});
    m_commands->add({u"message.edit"_s, tr("Edit last message"), group, keys(u"Ctrl+E"_s), [this] {
                         if (isComparing())
                             m_comparePage->editLast();
                         else
                             m_chatPage->editLast();
                     }});
    m_commands->add({u"message.stop"_s, tr("Stop"), group, {QKeySequence(Qt::Key_Escape)}, [this] {
                         if (isComparing())
                             m_comparePage->stop();
                         else
                             m_chatPage->stop();
                     }});
    m_commands->add({u"message.copyLast"_s, tr("Copy last answer"), group, keys(u"Ctrl+Shift+C"_s),
                     [this] { pane().copyLastAnswer(); }});
    m_commands->add({u"message.copyLastCode"_s, tr("Copy last code"), group,
                     keys(u"Ctrl+Shift+;"_s), [this] { pane().copyLastCode(); }});
}

void MainWindow::addViewCommands()
{
    const QString group = tr("Window");
    m_commands->add({u"palette.open"_s, tr("Go to anything…"), group, keys(u"Ctrl+K"_s),
                     [this] { showPalette(); }});
    m_commands->add({u"view.sidebar"_s, tr("Show or hide the list of chats"), group,
                     keys(u"Ctrl+B"_s), [this] { toggleSidebar(); }});
    m_commands->add({u"view.inspector"_s, tr("Show or hide the inspector"), group,
                     keys(u"Ctrl+I"_s), [this] { toggleInspector(); }});
    m_commands->add({u"view.requests"_s, tr("All requests…"), group, {}, [this] { showLedger(); }});
    m_commands->add({u"view.larger"_s,
                     tr("Larger text"),
                     group,
                     {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)},
                     [this] { scaleText(ScaleStep); }});
    m_commands->add({u"view.smaller"_s, tr("Smaller text"), group, keys(u"Ctrl+-"_s),
                     [this] { scaleText(1 / ScaleStep); }});
    m_commands->add({u"view.normalSize"_s, tr("Normal text size"), group, keys(u"Ctrl+0"_s),
                     [this] { scaleText(0); }});
    m_commands->add(
        {u"view.nextRegion"_s, tr("Next region"), group, keys(u"F6"_s), [this] { cycleFocus(); }});
    m_commands->add(
        {u"app.connection"_s, tr("Connection…"), group, {}, [this] { showEndpointPage(); }});
    m_commands->add(
        {u"app.settings"_s, tr("Settings…"), group, keys(u"Ctrl+."_s), [this] { showSettings(); }});
    m_commands->add({u"app.shortcuts"_s, tr("Keyboard shortcuts"), group, keys(u"Ctrl+/"_s),
                     [this] { showShortcutSheet(); }});
    m_commands->add({u"app.about"_s, tr("About Polylogue"), group, {}, [this] { showAbout(); }});
    m_commands->add(
        {u"window.close"_s, tr("Close window"), group, {QKeySequence::Close}, [this] { close(); }});
    m_commands->add({u"app.quit"_s, tr("Quit"), group, {QKeySequence::Quit}, [] {
                         QApplication::closeAllWindows();
                     }});
}

QMenu *MainWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this](QMenu *to, const QStringList &ids) {
        for (const QString &id : ids)
            to->addAction(m_commands->action(id));
        to->addSeparator();
    };
    // What stands in view anyway is not here, so that the menu fits on a small screen.
    add(menu, {u"chat.new"_s, u"chat.newTemporary"_s, u"window.new"_s});
    add(menu, {u"compare.open"_s});
    add(menu, {u"chat.export"_s, u"chat.import"_s, u"chat.importPasted"_s, u"chat.print"_s});
    add(menu,
        {u"prompts.open"_s, u"presets.open"_s, u"tools.open"_s, u"model.capabilities"_s,
         u"grid.open"_s, u"map.open"_s});
    add(menu, {u"palette.open"_s, u"chat.find"_s, u"view.sidebar"_s, u"view.inspector"_s});
    QMenu *size = menu->addMenu(tr("Text size"));
    add(size, {u"view.larger"_s, u"view.smaller"_s, u"view.normalSize"_s});
    menu->addSeparator();
    add(menu, {u"app.connection"_s, u"app.settings"_s, u"app.shortcuts"_s, u"app.about"_s});
    menu->addAction(m_commands->action(u"app.quit"_s));
    return menu;
}

void MainWindow::showPalette()
{
    if (!m_palette) {
        m_palette = new Palette(m_services.theme, *m_commands,
                                {.chats = [this] { return m_services.library.chats(); },
                                 .models = [this] { return m_services.active.models(); },
                                 .prompts = [this] { return m_services.library.prompts(); },
                                 .searchMessages =
                                     [this](const QString &text) {
                                         showSidebar(true);
                                         m_sidebar->search(text);
                                         m_sidebar->focusSearch();
                                     }},
                                this);
        connect(m_palette, &Palette::chatChosen, this, &MainWindow::showChat);
        connect(m_palette, &Palette::modelChosen, this, &MainWindow::chooseModel);
        connect(m_palette, &Palette::promptChosen, this, [this](const app::store::PromptId &id) {
            for (const app::store::Prompt &prompt : m_services.library.prompts()) {
                if (prompt.id == id)
                    usePrompt(prompt.name, prompt.text);
            }
        });
    }
    m_palette->open();
}

//! Within the chat where something is marked there, else through what the search found.
void MainWindow::nextHit(int step)
{
    transcript::TranscriptView &view = pane().transcript();
    if (!view.hasHits())
        m_sidebar->showHit(step);
    else if (step > 0)
        view.nextHit();
    else
        view.previousHit();
}

void MainWindow::scaleText(double factor)
{
    changeSettings([factor](app::settings::Settings &settings) {
        settings.readingScale =
            factor == 0 ? 1.0 : qBound(SmallestScale, settings.readingScale * factor, LargestScale);
    });
}

void MainWindow::cycleFocus()
{
    if (m_pages->currentWidget() != m_chatPage)
        return;
    const QWidget *focus = QApplication::focusWidget();
    if (focus && m_sidebar->isAncestorOf(focus))
        m_header->modelPicker().setFocus(Qt::ShortcutFocusReason);
    else if (focus && m_header->isAncestorOf(focus))
        m_chatPage->transcript().setFocus(Qt::ShortcutFocusReason);
    else if (focus && m_chatPage->composer().isAncestorOf(focus) && m_sidebar->isVisible())
        m_sidebar->focusList();
    else if (focus && m_chatPage->composer().isAncestorOf(focus))
        m_header->modelPicker().setFocus(Qt::ShortcutFocusReason);
    else
        m_chatPage->composer().focusText();
}

void MainWindow::toggleSidebar()
{
    showSidebar(!m_sidebar->isVisible());
    if (!m_sidebar->isVisible())
        m_chatPage->composer().focusText();
}

void MainWindow::showSidebar(bool shown)
{
    m_sidebar->setVisible(shown);
    m_header->setSidebarShown(shown);
    changeSettings(
        [shown](app::settings::Settings &settings) { settings.isSidebarVisible = shown; });
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("About Polylogue"));
    box.setText(tr("Polylogue %1").arg(QStringLiteral(POLYLOGUE_VERSION)));
    box.setInformativeText(tr("Talks with many models through any server that speaks the OpenAI "
                              "dialect.\nApache License 2.0. Qt %1.")
                               .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

} // namespace polylogue::ui::shell
