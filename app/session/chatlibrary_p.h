// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "app/session/draftkeeper.h"
#include "app/session/sessionpool.h"
#include "app/session/wholechats.h"

#include <QMultiHash>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace polylogue::app::session {

//! Orders prompts and presets as a reader looks for them.
template <typename Item> void sortByName(QList<Item> &items)
{
    std::stable_sort(items.begin(), items.end(), [](const Item &a, const Item &b) {
        return a.name.toCaseFolded().localeAwareCompare(b.name.toCaseFolded()) < 0;
    });
}

//! What the library knows, and how it follows its sessions.
class ChatLibrary::Private final
{
public:
    struct Chat
    {
        store::ChatRecord record = {};
        bool isTemporary = false;
        bool hasMessages = false; // others are in no list and in no store

        bool isStored() const { return hasMessages && !isTemporary; }
        bool isListed() const { return hasMessages && !record.deletedAt.isValid(); }
    };

    //! Chats of foreign origin on their way in.
    struct Addition
    {
        QList<store::WholeChat> chats = {};
        QPointer<QObject> context = {};
        store::ChatStore::Callback<int> done = {};
    };

    Private(ChatLibrary *library, store::ChatStore &chatStore,
            SessionPool::SessionFactory makeSession);

    void askForList();
    void onReplaced();
    void takeList(const base::Result<store::Library> &list);

    void onMessageAdded(const ConversationId &id, const conversation::MessageId &message);
    void onRunningChanged(const ConversationId &id);
    void onAnswerFinished(const ConversationId &id, const conversation::MessageId &answer);
    void onDraftLoaded(const ConversationId &key, const attachments::Draft &draft,
                       const QList<attachments::Draft> &queue);
    void noteDraft(const ConversationId &id); //!< whether there is one
    void beginStoring(const ConversationId &id);

    Chat *find(const ConversationId &id);
    // Comparisons, in lanes.cpp.
    bool isLane(const Chat &chat) const; //!< of a main line that is there
    QList<ConversationId> lanesOf(const ConversationId &mainLine) const; //!< deleted ones too
    void link(const Chat &chat); //!< among the lanes of its main line
    void unlink(const ConversationId &id);
    //! \a ids, and after each main line its lanes.
    QList<ConversationId> withLanes(const QList<ConversationId> &ids) const;
    //! The main line tells of a message that was added to its lane.
    void noteLaneMessage(Chat &mainLine, const conversation::Message &added);
    void noteLaneFailures(Chat &mainLine); //!< whether any lane, or it itself, has failed
    //! It has something worth keeping: it and its lanes are stored from now on.
    void begin(const ConversationId &mainLine);
    //! Changes the record of each, saves those that became another, and tells.
    void change(const QList<ConversationId> &ids,
                const std::function<void(store::ChatRecord &)> &change);
    void save(const QList<ConversationId> &ids);
    void savePositions();
    void drop(const ConversationId &id); //!< tells nobody
    void giveAutomaticTitle(const ConversationId &id);
    void addCopy(const Chat &source, const QList<conversation::Message> &branch, QObject *context,
                 const store::ChatStore::Callback<ConversationId> &done);
    void addNext(); //!< the first of the additions
    void finishAddition(const NewChats &made);
    void forgetDeletedMessages();

    //! Under which chat the draft of \a chat is kept.
    ConversationId draftKey(const Chat &chat) const;
    DraftKeeper::Keeping draftKeeping(const Chat &chat) const;

    ChatLibrary *const q;
    store::ChatStore &store;
    SessionPool pool;
    DraftKeeper drafts;
    TokenLedger tokens;
    QMultiHash<ConversationId, ConversationId> draftsAskedFor; // by key: who asked
    ConversationId newChatDraftOwner; // the chat without messages whose composer shows it

    QHash<ConversationId, Chat> chats;
    QMultiHash<ConversationId, ConversationId> lanesByMainLine;
    QList<Addition> additions; // one after the other, so that each sees what the others took
    QSet<ConversationId> beforeReplacing; // what was stored when the store was replaced
    QSet<ConversationId> movedPositions; // to be saved
    QTimer positionTimer;
    QStringList unreadable;
    bool isLoaded = false;
    QList<store::Folder> folders;
    QList<store::Prompt> prompts;
    QList<store::Preset> presets;
};

} // namespace polylogue::app::session
