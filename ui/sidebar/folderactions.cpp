// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/folderactions.h"

#include "app/session/chatlibrary.h"
#include "ui/sidebar/chatlistmodel.h"
#include "ui/sidebar/chatlistview.h"
#include "ui/sidebar/folderdialog.h"
#include "ui/sidebar/undobar.h"
#include "ui/text/format.h"

#include <QMenu>

#include <algorithm>

namespace polylogue::ui::sidebar {

namespace {

constexpr qsizetype LongestName = 30; // in a line

} // namespace

FolderActions::FolderActions(app::session::ChatLibrary &library, ChatListModel &model,
                             ChatListView &view, UndoBar &undoBar, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_model(model)
    , m_view(view)
    , m_undoBar(undoBar)
{ }

void FolderActions::fill(QMenu &menu, const Folder &folder)
{
    menu.addAction(tr("New chat in this folder"), this,
                   [this, id = folder.id] { Q_EMIT newChatRequested(id); });
    menu.addAction(tr("Edit…"), this, [this, folder] { edit(folder); });
    menu.addAction(tr("Rename"), QKeySequence(Qt::Key_F2), this,
                   [this, id = folder.id] { m_view.edit(m_model.indexOf(id)); });
    QAction *up = menu.addAction(tr("Move up"), QKeySequence(Qt::ALT | Qt::Key_Up), this,
                                 [this, id = folder.id] { moveBy(id, -1); });
    QAction *down = menu.addAction(tr("Move down"), QKeySequence(Qt::ALT | Qt::Key_Down), this,
                                   [this, id = folder.id] { moveBy(id, 1); });
    up->setEnabled(placeOf(folder.id) > 0);
    down->setEnabled(placeOf(folder.id) < m_library.folders().size() - 1);
    QAction *exporting = menu.addAction(tr("Export…"), this, [this, id = folder.id] {
        Q_EMIT exportRequested(m_model.chatsIn(id));
    });
    exporting->setEnabled(!m_model.chatsIn(folder.id).isEmpty());
    menu.addSeparator();
    menu.addAction(tr("Remove the folder, keep its chats"), QKeySequence(Qt::Key_Delete), this,
                   [this, folder] { remove(folder); });
}

void FolderActions::create(const QList<ConversationId> &chats)
{
    const QList<Folder> &folders = m_library.folders();
    const Folder folder{.id = FolderId::create(),
                        .position = folders.isEmpty() ? 0 : folders.last().position + 1};
    FolderDialog *dialog = openDialog(folder);
    connect(dialog, &QDialog::accepted, this, [this, dialog, chats] {
        const Folder made = dialog->folder();
        m_library.saveFolder(made);
        if (!chats.isEmpty())
            m_library.setFolder(chats, made.id);
        m_view.setCurrentIndex(m_model.indexOf(made.id));
        m_view.setFocus();
    });
}

FolderDialog *FolderActions::openDialog(const Folder &folder)
{
    auto *dialog = new FolderDialog(folder, m_models, &m_view);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void FolderActions::edit(const Folder &folder)
{
    FolderDialog *dialog = openDialog(folder);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_library.saveFolder(dialog->folder()); });
}

void FolderActions::rename(const FolderId &id, const QString &name)
{
    const Folder *known = m_library.folder(id);
    if (!known)
        return;
    Folder folder = *known;
    folder.name = name;
    m_library.saveFolder(folder);
}

void FolderActions::remove(const Folder &folder)
{
    QList<ConversationId> chats;
    for (const ChatRecord &record : m_library.chats()) {
        if (record.folder == folder.id)
            chats << record.id;
    }
    const Folder removed = folder; // which the library drops
    m_library.removeFolder(removed.id);
    m_undoBar.offer(tr("The folder “%1” is removed; its chats are kept.")
                        .arg(text::oneLine(removed.name, LongestName)),
                    [this, removed, chats] {
                        m_library.saveFolder(removed);
                        m_library.setFolder(chats, removed.id);
                    });
}

// --- Their order ---------------------------------------------------------------------------------

qsizetype FolderActions::placeOf(const FolderId &id) const
{
    const QList<Folder> &folders = m_library.folders();
    return std::ranges::find(folders, id, &Folder::id) - folders.begin();
}

void FolderActions::moveBy(const FolderId &id, int steps)
{
    moveTo(id, placeOf(id) + steps);
}

void FolderActions::moveTo(const FolderId &id, qsizetype place)
{
    QList<Folder> folders = m_library.folders();
    const qsizetype from = placeOf(id);
    const qsizetype to = std::clamp<qsizetype>(place, 0, folders.size() - 1);
    if (from == folders.size() || from == to)
        return;
    folders.move(from, to);
    for (qsizetype i = 0; i < folders.size(); ++i) {
        Folder &folder = folders[i];
        if (folder.position == i)
            continue;
        folder.position = static_cast<int>(i);
        m_library.saveFolder(folder);
    }
    m_view.scrollTo(m_model.indexOf(id));
}

} // namespace polylogue::ui::sidebar
