// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QAbstractListModel>

namespace polylogue::ui::sidebar {

//! \brief Deleted chats, the latest first; with the roles of ChatListModel, so that ChatDelegate
//!        draws them.
class TrashListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    //! \param today the user's own day
    void setChats(const QList<ChatRecord> &chats, const QDate &today);
    const QList<ChatRecord> &chats() const { return m_chats; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<ChatRecord> m_chats;
    QDate m_today;
};

} // namespace polylogue::ui::sidebar
