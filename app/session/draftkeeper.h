// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/store/chatstore.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace polylogue::app::session {

using conversation::ConversationId;

//! \brief What stands in composers and what waits there, by chat: known at once, saved within
//!        500 ms.
class DraftKeeper final : public QObject
{
    Q_OBJECT

public:
    enum class Keeping {
        Stored,
        InMemory, //!< of temporary chats
    };

    //! \param store outlives this
    explicit DraftKeeper(store::ChatStore &store, QObject *parent = nullptr);
    ~DraftKeeper() override; //!< saves what waits

    //! \brief loaded() tells the draft: within this call where it is known.
    void load(const ConversationId &chat, Keeping keeping);
    void set(const ConversationId &chat, const attachments::Draft &draft, Keeping keeping);
    void setQueue(const ConversationId &chat, const QList<attachments::Draft> &queue,
                  Keeping keeping);
    //! \brief Puts \a attachment in the place of the one of its id, wherever that is.
    void updateAttachment(const attachments::Attachment &attachment);
    //! \return whether something of \a chat is known to be written, or to wait.
    bool has(const ConversationId &chat) const;
    //! \brief The store holds this one.
    void learn(const ConversationId &chat, const store::StoredDraft &draft);
    //! \brief Forgets a chat's draft, which goes with its chat.
    void forget(const ConversationId &chat);
    void forgetAll(); //!< the store holds others now
    void save(); //!< now

Q_SIGNALS:
    void loaded(const polylogue::app::conversation::ConversationId &chat,
                const polylogue::app::attachments::Draft &draft,
                const QList<polylogue::app::attachments::Draft> &queue);

private:
    struct Kept
    {
        attachments::Draft draft = {};
        QList<attachments::Draft> queue = {};
        Keeping keeping = Keeping::Stored;
    };

    static store::StoredDraft stored(const Kept &kept);
    static Kept kept(const store::StoredDraft &stored);
    void saveLater(const ConversationId &chat, const Kept &kept);

    store::ChatStore &m_store;
    QHash<ConversationId, Kept> m_drafts; // those that were loaded or changed
    QSet<ConversationId> m_unsaved;
    QTimer m_timer;
};

} // namespace polylogue::app::session
