// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatactions.h"

#include "app/session/chatlibrary.h"
#include "ui/sidebar/chatlistmodel.h"
#include "ui/sidebar/chatlistview.h"
#include "ui/sidebar/folderactions.h"
#include "ui/sidebar/undobar.h"
#include "ui/text/format.h"

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

constexpr qsizetype LongestName = 30; // in a line or a menu

// An ampersand in a menu would be taken for a key.
QString menuText(const QString &foreign)
{
    return text::oneLine(foreign, LongestName).replace(u'&', u"&&"_s);
}

} // namespace

ChatActions::ChatActions(app::session::ChatLibrary &library, ChatListModel &model,
                         ChatListView &view, FolderActions &folders, UndoBar &undoBar,
                         QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_model(model)
    , m_view(view)
    , m_folders(folders)
    , m_undoBar(undoBar)
{ }

// --- The menu ------------------------------------------------------------------------------------

void ChatActions::showMenu(const QModelIndex &index, const QPoint &globalPosition)
{
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Folder *folder = m_library.folder(m_model.folderAt(index));
    if (!m_model.chatAt(index).isNull())
        fillForChats(*menu, m_view.selectedChats());
    else if (folder)
        m_folders.fill(*menu, *folder);
    else
        menu->addAction(tr("New chat"), this, [this] { Q_EMIT newChatRequested({}); });
    menu->addSeparator();
    menu->addAction(tr("New folder…"), this, [this] { m_folders.create({}); });
    menu->popup(globalPosition);
}

void ChatActions::fillForChats(QMenu &menu, const QList<ConversationId> &chats)
{
    if (chats.size() == 1) {
        const ConversationId chat = chats.first();
        menu.addAction(tr("Open"), QKeySequence(Qt::Key_Return), this,
                       [this, chat] { Q_EMIT openRequested(chat); });
        menu.addAction(tr("Open in a new window"), this,
                       [this, chat] { Q_EMIT newWindowRequested(chat); });
        menu.addAction(tr("Compare models"), this,
                       [this, chat] { Q_EMIT comparisonRequested(chat); });
        menu.addAction(tr("Rename"), QKeySequence(Qt::Key_F2), this,
                       [this, chat] { m_view.edit(m_model.indexOf(chat)); });
    }
    const bool pins = !areAllPinned(chats);
    menu.addAction(pins ? tr("Pin") : tr("Unpin"), this,
                   [this, chats, pins] { m_library.setPinned(chats, pins); });
    addMoveMenu(menu, chats);
    menu.addAction(tr("Export…"), this, [this, chats] { Q_EMIT exportRequested(chats); });
    menu.addSeparator();
    menu.addAction(tr("Move to the trash"), QKeySequence(Qt::Key_Delete), this,
                   [this, chats] { remove(chats); });
}

void ChatActions::addMoveMenu(QMenu &menu, const QList<ConversationId> &chats)
{
    QMenu *move = menu.addMenu(tr("Move to folder"));
    for (const Folder &folder : m_library.folders()) {
        move->addAction(menuText(folder.name), this,
                        [this, chats, id = folder.id] { moveToFolder(chats, id); });
    }
    if (!m_library.folders().isEmpty()) {
        move->addSeparator();
        move->addAction(tr("No folder"), this, [this, chats] { moveToFolder(chats, {}); });
    }
    move->addAction(tr("New folder…"), this, [this, chats] { m_folders.create(chats); });
}

void ChatActions::moveToFolder(const QList<ConversationId> &chats, const FolderId &folder)
{
    m_library.setPinned(chats, false); // which would keep them where they are
    m_library.setFolder(chats, folder);
}

void ChatActions::pin(const QList<ConversationId> &chats)
{
    m_library.setPinned(chats, true);
}

bool ChatActions::areAllPinned(const QList<ConversationId> &chats) const
{
    return std::ranges::all_of(chats, [this](const ConversationId &chat) {
        const ChatRecord *record = m_library.find(chat);
        return record && record->isPinned;
    });
}

// --- Into the trash ------------------------------------------------------------------------------

void ChatActions::removeSelected()
{
    const Folder *folder = m_library.folder(m_model.folderAt(m_view.currentIndex()));
    if (const QList<ConversationId> chats = m_view.selectedChats(); !chats.isEmpty())
        remove(chats);
    else if (folder)
        m_folders.remove(*folder);
}

QString ChatActions::named(const QList<ConversationId> &chats, const QString &one,
                           const QString &many) const
{
    const ChatRecord *record = m_library.find(chats.first());
    if (chats.size() == 1 && record)
        return one.arg(text::oneLine(titleOf(record->title), LongestName));
    return many.arg(text::count(chats.size()));
}

void ChatActions::remove(const QList<ConversationId> &chats)
{
    QList<ConversationId> temporary;
    std::ranges::copy_if(chats, std::back_inserter(temporary), [this](const ConversationId &chat) {
        return m_library.isTemporary(chat);
    });
    if (temporary.isEmpty()) {
        moveToTrash(chats);
        return;
    }
    auto *box = new QMessageBox(&m_view);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Delete"));
    box->setText(
        named(temporary, tr("Delete the temporary chat “%1”?"), tr("Delete %1 temporary chats?")));
    box->setInformativeText(tr("Temporary chats are not stored and cannot be brought back."));
    QPushButton *accept = box->addButton(tr("Delete"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(box, &QMessageBox::buttonClicked, this,
            [this, chats, accept](const QAbstractButton *button) {
                if (button == accept)
                    moveToTrash(chats);
            });
    box->open();
}

void ChatActions::moveToTrash(const QList<ConversationId> &chats)
{
    QList<ConversationId> restorable = chats;
    restorable.removeIf([this](const ConversationId &chat) { return m_library.isTemporary(chat); });
    const QString done = restorable.isEmpty()
        ? QString()
        : named(restorable, tr("“%1” is in the trash."), tr("%1 conversations are in the trash."));
    m_library.remove(chats);
    if (restorable.isEmpty())
        return;
    m_undoBar.offer(done, [this, restorable] {
        m_library.restore(restorable);
        m_view.selectChats(restorable);
        m_view.setFocus();
    });
}

} // namespace polylogue::ui::sidebar
