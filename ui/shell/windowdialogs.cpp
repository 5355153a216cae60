// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a window opens beside itself: settings, prompts, presets, export and import.

#include "app/session/activeendpoint.h"
#include "app/session/prompttemplate.h"
#include "ui/compare/comparepage.h"
#include "ui/composer/composer.h"
#include "ui/map/mapwindow.h"
#include "ui/pane/savefile.h"
#include "ui/preferences/settingswindow.h"
#include "ui/probe/probewindow.h"
#include "ui/prompts/presetdialog.h"
#include "ui/prompts/promptlibrarydialog.h"
#include "ui/prompts/variablesdialog.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/toolbench/toolswindow.h"
#include "ui/transcript/transcriptview.h"
#include "ui/transfer/transfer.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::base::Result;
using app::base::Status;
using app::conversation::ConversationId;
using app::store::Backup;
using preferences::SettingsWindow;

namespace {

//! Those of chats, or those of comparisons.
QList<app::store::Preset> presetsOf(const app::session::ChatLibrary &library, bool ofLanes)
{
    QList<app::store::Preset> presets = library.presets();
    presets.removeIf(
        [ofLanes](const app::store::Preset &preset) { return preset.lanes.isEmpty() == ofLanes; });
    return presets;
}

QList<ConversationId> withLanes(const app::session::ChatLibrary &library,
                                const QList<ConversationId> &chats)
{
    QList<ConversationId> all;
    for (const ConversationId &chat : chats)
        all += QList<ConversationId>{chat} + library.lanes(chat);
    return all;
}

transfer::Source sourceOf(const Services &services)
{
    return {.library = services.library,
            .store = services.store,
            .blobs = services.blobs,
            .showsFormulas = services.settings.settings().showsFormulas};
}

} // namespace

void MainWindow::showSettings()
{
    openSettings().showPage(SettingsWindow::Page::Endpoints);
}

void MainWindow::showCapabilities(const QString &model)
{
    if (!m_probeWindow) {
        m_probeWindow =
            new probe::ProbeWindow(m_services.theme, m_services.probe, m_services.active, this);
        connect(m_probeWindow, &probe::ProbeWindow::saveRequested, this,
                [this](const QString &title, const QString &name, const QByteArray &bytes) {
                    pane::saveFile(title, name, bytes, m_probeWindow);
                });
    }
    m_probeWindow->show();
    m_probeWindow->raise();
    m_probeWindow->activateWindow();
    m_probeWindow->showModel(model);
}

void MainWindow::showShortcuts()
{
    openSettings().showPage(SettingsWindow::Page::Shortcuts);
}

void MainWindow::showBackups()
{
    openSettings().showPage(SettingsWindow::Page::Data);
}

SettingsWindow &MainWindow::openSettings()
{
    if (m_settingsWindow)
        return *m_settingsWindow;
    m_settingsWindow = new SettingsWindow({.theme = m_services.theme,
                                           .settings = m_services.settings,
                                           .secrets = m_services.secrets,
                                           .client = m_services.client,
                                           .learned = m_services.learned,
                                           .active = m_services.active,
                                           .log = m_services.log,
                                           .commands = *m_commands},
                                          this);
    m_settingsWindow->setWindowFlag(Qt::Window);
    m_settingsWindow->setDataFolder(m_services.dataFolder);
    SettingsWindow *window = m_settingsWindow;
    const auto tell = [window](const auto &result, const QString &done) {
        if (result)
            window->showMessage(done);
        else
            window->showError(result.error());
    };
    const auto list = [this, window] {
        m_services.store.listBackups(window, [window](const Result<QList<Backup>> &backups) {
            if (backups)
                window->setBackups(*backups);
            else
                window->showError(backups.error());
        });
        window->setTrashCount(int(m_services.library.trash().size()));
    };
    connect(window, &SettingsWindow::backupsWanted, this, list);
    connect(window, &SettingsWindow::backUpRequested, this, [this, window, tell, list] {
        m_services.store.backUp(window, [tell, list](const Result<Backup> &backup) {
            tell(backup, tr("The backup is made."));
            list();
        });
    });
    connect(window, &SettingsWindow::restoreRequested, this,
            [this, window, tell](const QString &path) {
                m_services.store.restore(path, window, [tell](const Status &restored) {
                    tell(restored, tr("The backup is in use. What was there is kept beside it."));
                });
            });
    connect(window, &SettingsWindow::emptyTrashRequested, this, [this, window, tell, list] {
        m_services.library.emptyTrash(window, [tell, list](const Status &emptied) {
            tell(emptied, tr("The trash is empty."));
            list();
        });
    });
    connect(window, &SettingsWindow::importRequested, this, &MainWindow::importChats);
    connect(window, &SettingsWindow::capabilitiesRequested, this,
            [this] { showCapabilities(m_chatPage->options().model); });
    connect(window, &SettingsWindow::exportRequested, this, [this] {
        QList<ConversationId> all;
        for (const app::store::ChatRecord &record : m_services.library.chats())
            all.append(record.id);
        exportChats(all);
    });
    return *m_settingsWindow;
}

void MainWindow::showMap()
{
    if (!m_mapWindow) {
        m_mapWindow = new map::MapWindow({.theme = m_services.theme,
                                          .client = m_services.client,
                                          .active = m_services.active,
                                          .cacheFolder = m_services.cacheFolder},
                                         this);
        connect(m_mapWindow, &map::MapWindow::contextRequested, this, [this](const QString &texts) {
            showChatPage();
            takeTexts(texts);
        });
        connect(m_mapWindow, &map::MapWindow::questionAsked, this,
                [this](const QString &question, const QString &texts) {
                    showNewChat();
                    const bool isEmpty = composer().draft().isEmpty();
                    takeTexts(texts);
                    composer().insertText(question);
                    if (isEmpty) // nothing goes out that was written for something else
                        composer().send();
                });
    }
    m_mapWindow->show();
    m_mapWindow->raise();
    m_mapWindow->activateWindow();
}

//! Into the message that is being written, as if they were pasted.
void MainWindow::takeTexts(const QString &texts)
{
    const int longest = m_services.settings.settings().longPasteCharacters;
    if (longest > 0 && texts.size() > longest)
        composer().putBack({.text = texts, .pastedLengths = {texts.size()}});
    else
        composer().insertText(texts + u"\n\n"_s);
    raise();
    activateWindow();
    composer().focusText();
}

void MainWindow::showTools()
{
    app::tools::ToolBox *tools = m_services.library.tools();
    if (!tools)
        return;
    if (!m_toolsWindow)
        m_toolsWindow = new toolbench::ToolsWindow(m_services.theme, *tools, m_services.client,
                                                   m_services.servers, this);
    m_toolsWindow->show();
    m_toolsWindow->raise();
    m_toolsWindow->activateWindow();
}

void MainWindow::showShortcutSheet()
{
    auto *sheet = new ShortcutSheet(m_services.theme, *m_commands, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &ShortcutSheet::changeRequested, this, &MainWindow::showShortcuts);
    sheet->open();
}

void MainWindow::exportChats(const QList<ConversationId> &chats)
{
    if (chats.isEmpty())
        return;
    QList<app::conversation::MessageId> selection;
    if (chats.size() == 1 && chats.constFirst() == chat() && !isComparing())
        selection = m_chatPage->transcript().selectedMessages();
    transfer::exportChats(this, sourceOf(m_services), withLanes(m_services.library, chats),
                          selection);
}

void MainWindow::importChats()
{
    transfer::importChats(this, m_services.library, m_services.blobs);
}

void MainWindow::importPasted()
{
    transfer::importPasted(this, m_services.library, m_services.blobs,
                           QGuiApplication::clipboard()->text());
}

void MainWindow::printChat(const ConversationId &chat)
{
    transfer::printChats(this, sourceOf(m_services), withLanes(m_services.library, {chat}));
}

void MainWindow::showPromptLibrary()
{
    prompts::PromptLibraryDialog dialog(this);
    dialog.setPrompts(m_services.library.prompts());
    connect(&dialog, &prompts::PromptLibraryDialog::saveRequested, this,
            [this](const app::store::Prompt &prompt) { m_services.library.savePrompt(prompt); });
    connect(
        &dialog, &prompts::PromptLibraryDialog::removeRequested, this,
        [this](const app::store::PromptId &prompt) { m_services.library.removePrompt(prompt); });
    connect(&m_services.library, &app::session::ChatLibrary::promptsChanged, &dialog,
            [this, &dialog] { dialog.setPrompts(m_services.library.prompts()); });
    app::store::Prompt wanted;
    connect(&dialog, &prompts::PromptLibraryDialog::useRequested, this,
            [&wanted](const app::store::Prompt &prompt) { wanted = prompt; });
    dialog.exec();
    if (!wanted.text.isEmpty())
        usePrompt(wanted.name, wanted.text);
}

//! Puts a prompt into the composer; asks for its variables before.
void MainWindow::usePrompt(const QString &name, const QString &text)
{
    showChatPage();
    QString filled = app::session::filledPrompt(text, {});
    if (prompts::VariablesDialog::isNeededFor(text)) {
        prompts::VariablesDialog dialog(name, text, this);
        if (dialog.exec() != QDialog::Accepted)
            return;
        filled = dialog.filledText();
    }
    composer().insertText(filled);
    composer().focusText();
}

void MainWindow::showPrompts()
{
    QList<std::pair<QString, QString>> offered;
    for (const app::store::Prompt &prompt : m_services.library.prompts())
        offered.append({prompt.name, prompt.text});
    m_chatPage->composer().setPrompts(offered);
    if (m_comparePage)
        m_comparePage->composer().setPrompts(offered);
}

void MainWindow::showPresets()
{
    const bool ofLanes = isComparing();
    app::store::Preset now;
    if (ofLanes) {
        now = m_comparePage->preset();
    } else {
        now.setup = m_chatPage->setup();
        now.setup.model = m_chatPage->options().model;
    }
    prompts::PresetDialog dialog(now, this);
    dialog.setPresets(presetsOf(m_services.library, ofLanes));
    connect(&dialog, &prompts::PresetDialog::saveRequested, this,
            [this](const app::store::Preset &preset) { m_services.library.savePreset(preset); });
    connect(
        &dialog, &prompts::PresetDialog::removeRequested, this,
        [this](const app::store::PresetId &preset) { m_services.library.removePreset(preset); });
    connect(
        &m_services.library, &app::session::ChatLibrary::presetsChanged, &dialog,
        [this, &dialog, ofLanes] { dialog.setPresets(presetsOf(m_services.library, ofLanes)); });
    connect(&dialog, &prompts::PresetDialog::applyRequested, this,
            [this, ofLanes](const app::store::Preset &preset) {
                if (ofLanes) {
                    m_comparePage->applyPreset(preset);
                    return;
                }
                m_chatPage->setSetup(preset.setup);
                showSetup();
            });
    dialog.exec();
}

} // namespace polylogue::ui::shell
