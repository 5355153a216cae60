// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/session/chatsession.h"
#include "app/session/tokenledger.h"
#include "app/store/chatstore.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::app::session {

class ToolLoop;

using conversation::ConversationId;

//! \brief All chats: their list, their sessions while in use, folders, prompts, presets, drafts.
//!
//! What is on screen in several places is one object here, so they stay in step. Everything is in
//! memory at once and on its way to the store; a running answer goes on when nobody looks at it.
class ChatLibrary final : public QObject
{
    Q_OBJECT

public:
    //! Makes a session without messages, parented to nothing.
    using SessionFactory = std::function<std::unique_ptr<ChatSession>()>;

    //! \param store outlives this
    ChatLibrary(store::ChatStore &store, SessionFactory makeSession, QObject *parent = nullptr);
    ~ChatLibrary() override;

    //! \brief What answers may call from now on. Before the first session; \a tools outlives this.
    void setTools(tools::ToolBox &tools);
    tools::ToolBox *tools() const; //!< nullptr before that

    bool isLoaded() const; //!< the list is there
    const QStringList &unreadable() const; //!< see store::Library
    //! \return all chats that have a message and are not in the trash, temporary ones included, in
    //! no
    //!         order; lanes of comparisons are none of them.
    QList<store::ChatRecord> chats() const;
    //! \return a lane only where it was removed alone.
    QList<store::ChatRecord> trash() const;
    //! \return also of a chat without messages, or in the trash; nullptr where there is no such
    //!         chat; valid until the next change.
    const store::ChatRecord *find(const ConversationId &chat) const;
    bool isTemporary(const ConversationId &chat) const;
    bool isRunning(const ConversationId &chat) const; //!< an answer comes in, to a lane of it too
    QList<ConversationId> running() const; //!< lanes by themselves

    //! \brief A new chat; not stored before it has a message. A temporary one never is.
    ConversationId create(const store::ChatSetup &setup, const store::FolderId &folder = {},
                          bool isTemporary = false);
    //! \brief The chat's session; loads its messages where that was not done yet. Stays until it is
    //!        released as often as opened, and no answer is running; the last few are kept longer.
    //! \pre find(chat)
    ChatSession &open(const ConversationId &chat);
    //! \return what answers the calls of an open chat; nullptr without setTools().
    ToolLoop *toolLoop(const ConversationId &chat) const;
    //! \brief As often as open(). A chat that is temporary or has no message yet is gone when
    //! nobody
    //!        shows it any more.
    void release(const ConversationId &chat);
    //! \return why the messages of an open chat cannot be read, or not all of them; not set where
    //!         they are, or are being read. Known before the conversation tells that it is whole.
    std::optional<base::Error> loadError(const ConversationId &chat) const;
    //! \brief Reads the messages of an open chat again where that failed; what was written in it
    //!        meanwhile stays. Stops its answer.
    void loadAgain(const ConversationId &chat);
    //! \brief A new chat that begins with what stands above and at \a message.
    //! \param done gets the chat's id
    void branchFrom(const ConversationId &chat, const conversation::MessageId &message,
                    QObject *context, const store::ChatStore::Callback<ConversationId> &done);
    //! \brief Adds imported chats, under new ids where theirs or those of their messages are taken.
    void add(const QList<store::WholeChat> &chats, QObject *context,
             const store::ChatStore::Callback<int> &done);

    //! \name Comparisons
    //! A lane is a chat of its own that belongs to another, its main line, goes where that goes
    //! (folder, trash) and is stored as soon as that is. What it does marks the main line's record.
    //!@{
    //! \return the lanes of \a chat from left to right; none where it is no comparison.
    QList<ConversationId> lanes(const ConversationId &chat) const;
    //! \return the chat that \a chat is a lane of; itself where it is none.
    ConversationId mainLineOf(const ConversationId &chat) const;
    //! \brief A new lane at the right end, which begins with copies of \a history.
    //! \pre find(mainLine), which is no lane
    ConversationId createLane(const ConversationId &mainLine, const store::ChatSetup &setup,
                              const QList<conversation::Message> &history = {});
    void orderLanes(const QList<ConversationId> &lanes); //!< from left to right
    void setComparison(const ConversationId &mainLine, const store::ComparisonState &state);
    //!@}

    void rename(const ConversationId &chat,
                const QString &title); //!< empty: an automatic one again
    void setPinned(const QList<ConversationId> &chats, bool pinned);
    void setFolder(const QList<ConversationId> &chats, const store::FolderId &folder);
    void setSetup(const ConversationId &chat, const store::ChatSetup &setup);
    void setRead(const ConversationId &chat);
    void setReadingPosition(const ConversationId &chat, const store::ReadingPosition &position);
    //! \brief Into the trash; running answers are stopped.
    void remove(const QList<ConversationId> &chats);
    void restore(const QList<ConversationId> &chats);
    void emptyTrash(QObject *context, const store::ChatStore::Callback<void> &done);

    //! \brief Asks for what stands in the chat's composer: draftLoaded() tells, within this call
    //! where
    //!        it is known. A null chat is the one that does not exist yet; chats without a message
    //!        share its draft.
    void loadDraft(const ConversationId &chat);
    //! \brief Saved within 500 ms. Attachments that are still being read are saved when
    //!        updateAttachment() brings them.
    void setDraft(const ConversationId &chat, const attachments::Draft &draft);
    //! \brief What waits in the chat's composer until the running answer ends; kept as the draft
    //! is.
    void setQueue(const ConversationId &chat, const QList<attachments::Draft> &queue);
    //! \brief An attachment has been read (AttachmentLoader::changed()): whichever draft has it
    //!        gets it, also where its chat is not shown.
    void updateAttachment(const attachments::Attachment &attachment);

    //! \brief What answers took; knows the chats that were opened.
    const TokenLedger &tokens() const;

    const QList<store::Folder> &folders() const;
    const QList<store::Prompt> &prompts() const;
    const QList<store::Preset> &presets() const;
    const store::Folder *folder(const store::FolderId &id) const; //!< nullptr where there is none
    void saveFolder(const store::Folder &folder);
    void removeFolder(const store::FolderId &folder);
    void savePrompt(const store::Prompt &prompt);
    void removePrompt(const store::PromptId &prompt);
    void savePreset(const store::Preset &preset);
    void removePreset(const store::PresetId &preset);

Q_SIGNALS:
    void loaded(); //!< the list came, or came anew after a backup was restored
    //! A chat has its first message, was imported, or came back from the trash.
    void chatAdded(const polylogue::app::conversation::ConversationId &chat);
    void
    chatChanged(const polylogue::app::conversation::ConversationId &chat); //!< record or running
    void chatRemoved(const polylogue::app::conversation::ConversationId &chat); //!< or to the trash
    //! A lane of \a mainLine came, went, or has another place.
    void lanesChanged(const polylogue::app::conversation::ConversationId &mainLine);
    void trashChanged();
    void foldersChanged();
    void promptsChanged();
    void presetsChanged();
    void draftLoaded(const polylogue::app::conversation::ConversationId &chat,
                     const polylogue::app::attachments::Draft &draft,
                     const QList<polylogue::app::attachments::Draft> &queue);
    //! A chat's messages cannot be read, see loadError(). What waited to be sent was not sent; what
    //! is written in the chat from now on is kept all the same.
    void loadFailed(const polylogue::app::conversation::ConversationId &chat,
                    const polylogue::app::base::Error &error);
    //! An answer ended, see its message; for notifications.
    void answerFinished(const polylogue::app::conversation::ConversationId &chat,
                        const polylogue::app::conversation::MessageId &answer);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
