// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/privacypage.h"

#include "ui/preferences/settingsrow.h"

#include <QCheckBox>

namespace polylogue::ui::preferences {

using app::settings::Settings;

PrivacyPage::PrivacyPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent)
    : SettingsPage(theme, store, tr("Privacy"), parent)
{
    addSection(tr("Notifications"));
    addSwitch(tr("Notify when an answer is ready"),
              tr("Only for a chat that you do not see just then."), &Settings::notifies);
    QCheckBox *text = addSwitch(tr("Show the chat's title and first words"),
                                tr("Off: a notification says only that an answer is ready."),
                                &Settings::notificationsShowText);
    QCheckBox *sound = addSwitch(tr("With a sound"), {}, &Settings::notificationsSound);
    follow([text, sound](const Settings &settings) {
        text->setEnabled(settings.notifies);
        sound->setEnabled(settings.notifies);
    });

    addSection(tr("What is stored"));
    m_chats = addRow(tr("Chats"), {}, nullptr);
    setDataFolder({});
    addRow(tr("Keys"),
           tr("In the system's keychain, where you chose so; never in a file, a log or a report."),
           nullptr)
        ->setKeywords(tr("password secret"));
    addSection(tr("What leaves this computer"));
    addRow(tr("Requests"),
           tr("Go to the endpoint that you chose, and carry what you send and the conversation "
              "before it. Pictures and links in answers are not fetched. Polylogue sends nothing "
              "else: no statistics, no search for updates."),
           nullptr)
        ->setKeywords(tr("telemetry tracking"));
}

void PrivacyPage::setDataFolder(const QString &folder)
{
    const QString rest = tr("Files there are for your account only. Temporary chats are never "
                            "stored.");
    m_chats->setHint(folder.isEmpty() ? rest
                                      : tr("On this computer, in %1.").arg(folder) + u' ' + rest);
}

} // namespace polylogue::ui::preferences
