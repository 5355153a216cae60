// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/tokenledger.h"

#include "app/session/costs.h"

#include <utility>

namespace polylogue::app::session {

using store::TokenUse;

TokenLedger::TokenLedger(store::ChatStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_reading(std::make_unique<QObject>())
{ }

void TokenLedger::reload()
{
    m_reading = std::make_unique<QObject>();
    m_days.clear();
    const QDateTime since = QDate::currentDate().addDays(1 - Days).startOfDay().toUTC();
    // Where it cannot be read the store says so to the user; sums begin with what comes now.
    m_store.loadUse(since, m_reading.get(), [this](const base::Result<QList<TokenUse>> &days) {
        const QList<TokenUse> later = std::exchange(m_days, days.value_or({}));
        for (const TokenUse &use : later)
            addUse(m_days, use);
        Q_EMIT changed();
    });
    for (auto chat = m_chats.begin(); chat != m_chats.end(); ++chat) {
        chat->clear();
        read(chat.key());
    }
}

void TokenLedger::follow(const ConversationId &chat)
{
    if (m_chats.contains(chat))
        return;
    m_chats.insert(chat, {});
    read(chat);
}

void TokenLedger::read(const ConversationId &chat)
{
    m_store.loadUse(chat, m_reading.get(), [this, chat](const base::Result<QList<TokenUse>> &uses) {
        const auto known = m_chats.find(chat);
        if (!uses || known == m_chats.end())
            return;
        for (const TokenUse &use : *uses)
            addUse(*known, use);
        Q_EMIT changed();
    });
}

void TokenLedger::record(const ConversationId &chat, bool isTemporary, const TokenUse &use)
{
    const QDateTime now = QDateTime::currentDateTime();
    m_store.write({store::RecordUse{
        .chat = isTemporary ? ConversationId{} : chat, .endedAt = now.toUTC(), .use = use}});
    TokenUse today = use;
    today.day = now.date();
    addUse(m_days, today);
    if (const auto known = m_chats.find(chat); known != m_chats.end())
        addUse(*known, use);
    Q_EMIT changed();
}

} // namespace polylogue::app::session
