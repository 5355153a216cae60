// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/chatloader.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::store::WholeChat;

ChatLoader::ChatLoader(app::session::ChatLibrary &library, app::store::ChatStore &store,
                       const QList<app::conversation::ConversationId> &chats, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_store(store)
    , m_waiting(chats)
{
    QTimer::singleShot(0, this, &ChatLoader::loadNext);
}

void ChatLoader::loadNext()
{
    while (!m_waiting.isEmpty()) {
        const app::conversation::ConversationId id = m_waiting.takeFirst();
        const app::store::ChatRecord *record = m_library.find(id);
        if (!record)
            continue; // deleted meanwhile
        if (!m_library.isTemporary(id)) {
            m_store.loadWhole(id, this, [this](const app::base::Result<WholeChat> &chat) {
                if (chat)
                    take(*chat);
                else
                    Q_EMIT failed(chat.error());
            });
            return;
        }
        const app::conversation::Conversation &conversation = m_library.open(id).conversation();
        const WholeChat chat{.record = *record,
                             .messages = conversation.messages(),
                             .leaf = conversation.count() > 0
                                 ? conversation.at(conversation.count() - 1).id
                                 : app::conversation::MessageId()};
        m_library.release(id);
        take(chat);
        return;
    }
    Q_EMIT completed();
}

void ChatLoader::take(const WholeChat &chat)
{
    m_loaded.append(chat);
    app::store::ChatRecord &record = m_loaded.last().record;
    const app::conversation::ConversationId mainLine = m_library.mainLineOf(record.id);
    if (mainLine != record.id) // a lane has no title of its own, and its file needs one
        record.title = m_library.find(mainLine)->title + u" · "_s + record.setup.model;
    QTimer::singleShot(0, this, &ChatLoader::loadNext);
    Q_EMIT progressed(static_cast<int>(m_loaded.size()));
}

} // namespace polylogue::ui::transfer
