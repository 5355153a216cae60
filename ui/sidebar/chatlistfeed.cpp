// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatlistfeed.h"

#include "app/session/chatlibrary.h"
#include "ui/sidebar/chatlistmodel.h"

#include <chrono>

using namespace std::chrono_literals;

namespace polylogue::ui::sidebar {

using app::session::ChatLibrary;

namespace {

// A timer until midnight would stand still while the computer sleeps.
constexpr std::chrono::seconds DayCheck = 60s;

} // namespace

ChatListFeed::ChatListFeed(ChatLibrary &library, ChatListModel &model, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_model(model)
{
    connect(&library, &ChatLibrary::loaded, this, &ChatListFeed::reload);
    connect(&library, &ChatLibrary::foldersChanged, this, [this] {
        m_model.setFolders(m_library.folders());
        Q_EMIT foldersChanged();
    });
    connect(&library, &ChatLibrary::chatAdded, this, [this](const ConversationId &chat) {
        put(chat);
        Q_EMIT chatAdded(chat);
    });
    connect(&library, &ChatLibrary::chatChanged, this, [this](const ConversationId &chat) {
        if (m_model.contains(chat)) // one without messages is not listed
            put(chat);
    });
    connect(&library, &ChatLibrary::chatRemoved, this, [this](const ConversationId &chat) {
        m_model.remove(chat);
        Q_EMIT chatRemoved(chat);
    });
    m_dayCheck.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_dayCheck, &QTimer::timeout, this,
            [this] { m_model.setToday(QDate::currentDate()); });
    m_dayCheck.start(DayCheck);
}

ChatEntry ChatListFeed::entryOf(const ChatRecord &record) const
{
    return {.id = record.id,
            .title = record.title,
            .model = record.setup.model,
            .folder = record.folder,
            .createdAt = record.createdAt,
            .changedAt = record.changedAt,
            .isPinned = record.isPinned,
            .isUnread = record.isUnread,
            .hasFailed = record.hasFailed,
            .hasDraft = record.hasDraft,
            .isRunning = m_library.isRunning(record.id),
            .isTemporary = m_library.isTemporary(record.id)};
}

void ChatListFeed::put(const ConversationId &chat)
{
    if (const ChatRecord *record = m_library.find(chat))
        m_model.put(entryOf(*record));
}

void ChatListFeed::reload()
{
    m_model.setFolders(m_library.folders());
    const QList<ChatRecord> records = m_library.chats();
    QList<ChatEntry> entries;
    entries.reserve(records.size());
    for (const ChatRecord &record : records)
        entries << entryOf(record);
    m_model.setChats(entries);
    Q_EMIT reloaded();
}

} // namespace polylogue::ui::sidebar
