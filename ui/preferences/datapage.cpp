// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/datapage.h"

#include "ui/preferences/settingsrow.h"
#include "ui/text/format.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace polylogue::ui::preferences {

DataPage::DataPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent)
    : SettingsPage(theme, store, tr("Data"), parent)
    , m_folderRow(nullptr)
{
    auto *copy = new QPushButton(tr("Copy path"), this);
    m_folderRow = addRow(tr("Data folder"), {}, copy);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_folder); });

    addSection(tr("Take along"));
    connect(addAction(tr("Import"),
                      tr("Chats of Polylogue, of ChatGPT's or Claude's export, or a file with "
                         "messages."),
                      tr("Import…")),
            &QPushButton::clicked, this, &DataPage::importRequested);
    connect(addAction(tr("Export"), tr("All chats with their attachments, in open formats."),
                      tr("Export everything…")),
            &QPushButton::clicked, this, &DataPage::exportRequested);

    addSection(tr("Backups"));
    connect(addAction(tr("Back up"),
                      tr("Backups are made every day by themselves; the last seven are kept."),
                      tr("Back up now")),
            &QPushButton::clicked, this, &DataPage::backUpRequested);
    m_backups = addGroup();

    addSection(tr("Trash"));
    m_emptyTrash = new QPushButton(tr("Empty trash…"), this);
    m_trashRow = addRow(tr("Deleted chats"), {}, m_emptyTrash);
    connect(m_emptyTrash, &QPushButton::clicked, this, [this] {
        ask(m_trashCount == 1
                ? tr("Delete the chat in the trash for good?")
                : tr("Delete the %1 chats in the trash for good?").arg(text::count(m_trashCount)),
            tr("Only a backup brings them back."), tr("Delete"),
            [this] { Q_EMIT emptyTrashRequested(); });
    });
    setTrashCount(0);
}

void DataPage::setDataFolder(const QString &folder)
{
    m_folder = folder;
    m_folderRow->setHint(folder);
}

void DataPage::setBackups(const QList<app::store::Backup> &backups)
{
    removeRows(m_backups);
    for (const app::store::Backup &backup : backups) {
        const QString when = QLocale().toString(backup.madeAt.toLocalTime(), QLocale::ShortFormat);
        auto *restore = new QPushButton(tr("Restore…"), this);
        restore->setAccessibleName(tr("Restore the backup of %1").arg(when));
        addRow(m_backups, when, text::fileSize(backup.size), restore)
            ->setKeywords(tr("backup restore"));
        connect(restore, &QPushButton::clicked, this, [this, when, path = backup.path] {
            ask(tr("Put the backup of %1 in the place of all chats?").arg(when),
                tr("What is there now is kept beside it."), tr("Restore"),
                [this, path] { Q_EMIT restoreRequested(path); });
        });
    }
}

void DataPage::setTrashCount(int chats)
{
    m_trashCount = chats;
    m_emptyTrash->setEnabled(chats > 0);
    m_trashRow->setHint(chats == 0 ? tr("The trash is empty.")
                            : chats == 1
                            ? tr("1 chat is in the trash.")
                            : tr("%1 chats are in the trash.").arg(text::count(chats)));
}

QPushButton *DataPage::addAction(const QString &label, const QString &hint, const QString &button)
{
    auto *action = new QPushButton(button, this);
    action->setAccessibleName(button);
    addRow(label, hint, action);
    return action;
}

void DataPage::ask(const QString &question, const QString &consequence, const QString &yes,
                   const std::function<void()> &then)
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(title());
    box->setText(question);
    box->setInformativeText(consequence);
    QPushButton *confirm = box->addButton(yes, QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(confirm, &QPushButton::clicked, this, then);
    box->open();
}

} // namespace polylogue::ui::preferences
