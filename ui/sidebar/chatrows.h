// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QHash>

namespace polylogue::ui::sidebar {

//! \brief Where each chat stands: the groups in their order, the chats of each newest first, and
//!        the rows that all of it makes in one flat list. ChatListModel tells views of changes.
struct ChatRows
{
    struct Group
    {
        ChatGroup key = {};
        QList<ConversationId> chats = {}; // newest first
    };
    struct Chat
    {
        ChatEntry entry = {};
        ChatGroup group = {}; // where it stands
    };
    struct Place
    {
        qsizetype group = 0;
        qsizetype chat = -1; // -1: the heading
    };

    //! \brief Forgets all chats and takes these.
    void setChats(const QList<ChatEntry> &entries);

    const Folder *folder(const FolderId &id) const; //!< nullptr where there is none
    ChatGroup groupFor(const ChatEntry &entry) const;
    bool isBefore(const ChatGroup &a, const ChatGroup &b) const;
    qsizetype find(const ChatGroup &key) const; //!< -1: has no heading
    //! \return where a group of \a key would be inserted.
    qsizetype placeForGroup(const ChatGroup &key) const;
    //! \return where in \a group \a chat belongs.
    qsizetype placeForChat(const Group &group, const ConversationId &chat) const;
    bool isOpen(const Group &group) const;
    int firstRow(qsizetype group) const; //!< of its heading; of the end for groups.size()
    int rowCount(const Group &group) const;
    Place placeAt(int row) const; //!< \pre there is such a row
    int rowOf(const ConversationId &chat) const; //!< -1: not there, or in a collapsed folder

    QDate today = {}; // the user's own day
    QList<Folder> folders = {}; // in their order
    QList<FolderId> collapsed = {};
    QList<Group> groups = {}; // those with a heading, in their order
    QHash<ConversationId, Chat> chats = {};
};

} // namespace polylogue::ui::sidebar
