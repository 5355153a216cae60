// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatstore.h"
#include "ui/preferences/settingspage.h"

class QPushButton;

namespace polylogue::ui::preferences {

//! \brief Where chats are, backups, import and export, the trash. Asks for things; others do them.
class DataPage final : public SettingsPage
{
    Q_OBJECT

public:
    DataPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent);

    void setDataFolder(const QString &folder);
    void setBackups(const QList<app::store::Backup> &backups); //!< the newest first
    void setTrashCount(int chats);
    void refresh() override { Q_EMIT backupsWanted(); }

Q_SIGNALS:
    void backupsWanted(); //!< answer with setBackups() and setTrashCount()
    void backUpRequested();
    void restoreRequested(const QString &backupPath); //!< the user has confirmed it
    void importRequested();
    void exportRequested();
    void emptyTrashRequested(); //!< the user has confirmed it

private:
    QPushButton *addAction(const QString &label, const QString &hint, const QString &button);
    void ask(const QString &question, const QString &consequence, const QString &yes,
             const std::function<void()> &then);

    QString m_folder;
    SettingsRow *m_folderRow; // this and the following are children
    QVBoxLayout *m_backups = nullptr;
    QPushButton *m_emptyTrash = nullptr;
    SettingsRow *m_trashRow = nullptr;
    int m_trashCount = 0;
};

} // namespace polylogue::ui::preferences
