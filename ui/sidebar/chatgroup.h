// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QDate>

namespace polylogue::ui::sidebar {

using app::conversation::ConversationId;
using app::store::ChatRecord;
using app::store::Folder;
using app::store::FolderId;

//! \brief A chat as a row shows it.
struct ChatEntry
{
    ConversationId id = {};
    QString title = {}; //!< foreign text
    QString model = {}; //!< empty: the one in use
    FolderId folder = {}; //!< null: none
    QDateTime createdAt = {};
    QDateTime changedAt = {};
    bool isPinned = false;
    bool isUnread = false;
    bool hasFailed = false;
    bool hasDraft = false;
    bool isRunning = false; //!< an answer comes in
    bool isTemporary = false; //!< never stored

    bool operator==(const ChatEntry &) const = default;
};

//! \brief What a chat stands under in the list: the pinned ones, a folder, or a span of days.
struct ChatGroup
{
    enum class Kind { Pinned, Folder, Today, Yesterday, LastDays, Month }; //!< in the list's order

    Kind kind = Kind::Today;
    FolderId folder = {}; //!< Kind::Folder
    QDate month = {}; //!< Kind::Month: its first day

    bool operator==(const ChatGroup &) const = default;
};

//! \brief The span of days that \a at falls into, by the user's own days. What is in the future
//!        (another computer's clock) is today's.
//! \param at UTC
ChatGroup dayGroup(const QDateTime &at, const QDate &today);

//! \return the first day of \a group, a span of days.
QDate firstDay(const ChatGroup &group, const QDate &today);

//! \return "Pinned", "Today", "November 2026"; nothing for a folder, which has a name of its own.
QString headingOf(const ChatGroup &group);

//! \return "14:02" for today, "Tue" within a week, "12 Nov" or "Nov 2024" before.
//! \param at UTC
QString shortTime(const QDateTime &at, const QDate &today);

//! \return the time as a row below \a group's heading shows it, no more than that leaves open.
//! \param at UTC
QString timeBelow(const ChatGroup &group, const QDateTime &at, const QDate &today);

//! \return what the row calls the chat, in one line: its title, or that it is a new one.
QString titleOf(const QString &title);

//! \return all that the row's marks, its heading and its time say, in words: "Answering, Unsent
//!         draft, Today, 14:02".
QString describe(const ChatEntry &entry, const QString &heading, const QString &time);

} // namespace polylogue::ui::sidebar
