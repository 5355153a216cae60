// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatrecorder.h"
#include "app/session/chatsession.h"
#include "app/session/toolloop.h"
#include "app/store/chatstore.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::app::session {

//! \brief The sessions in use, each with what writes it down: one for a chat, however many show it.
//!
//! A session goes when nobody shows it, no answer runs, and others were used later; so what was
//! looked at lately is there at once. What is in memory only is kept until close().
class SessionPool final : public QObject
{
    Q_OBJECT

public:
    using SessionFactory = std::function<std::unique_ptr<ChatSession>()>;

    enum class Kind {
        Stored, //!< its messages are read from the store
        Fresh, //!< is stored as soon as there is a message
        Temporary, //!< is never stored
    };

    //! \param store outlives this
    SessionPool(store::ChatStore &store, SessionFactory makeSession, QObject *parent = nullptr);
    ~SessionPool() override;

    //! \brief What answers may call from now on. Before the first session; \a tools outlives this.
    //!        Without it nothing is called.
    void setTools(tools::ToolBox &tools) { m_tools = &tools; }
    tools::ToolBox *tools() const { return m_tools; } //!< nullptr before that

    //! \brief Counts one more who shows \a chat; makes its session where there is none.
    ChatSession &open(const ConversationId &chat, Kind kind);
    //! \brief A session with these messages, shown by nobody yet. \pre !find(chat)
    void insert(const ConversationId &chat, Kind kind,
                const conversation::LoadedMessages &messages);
    void release(const ConversationId &chat);
    //! \brief A fresh chat is in the store now.
    void setStored(const ConversationId &chat);
    //! \brief Ends a session for good; what it had not written is dropped. Its object lives until
    //!        nobody shows it.
    void close(const ConversationId &chat);
    //! \return why the chat could not be read, or not all of it; not set where it was, or is being
    //!         read.
    std::optional<base::Error> loadError(const ConversationId &chat) const;
    //! \brief Reads \a chat again where that failed; what was written in it meanwhile stays. Stops
    //!        its answer.
    void loadAgain(const ConversationId &chat);
    //! \brief Reads \a chat again, as the store holds another version of it. Stops its answer.
    void reload(const ConversationId &chat);
    QList<ConversationId> stored() const; //!< those with a session, without the temporary ones

    ChatSession *find(const ConversationId &chat) const; //!< nullptr where there is none
    ToolLoop *toolLoop(const ConversationId &chat) const; //!< nullptr where there is none
    ChatRecorder *recorder(const ConversationId &chat) const; //!< nullptr where there is none
    int openCount(const ConversationId &chat) const;
    bool isRunning(const ConversationId &chat) const;
    QList<ConversationId> running() const;

Q_SIGNALS:
    void messageAdded(const polylogue::app::conversation::ConversationId &chat,
                      const polylogue::app::conversation::MessageId &message);
    void runningChanged(const polylogue::app::conversation::ConversationId &chat);
    void answerFinished(const polylogue::app::conversation::ConversationId &chat,
                        const polylogue::app::conversation::MessageId &answer);
    void draftReturned(const polylogue::app::conversation::ConversationId &chat,
                       const polylogue::app::attachments::Draft &draft);
    void loadFailed(const polylogue::app::conversation::ConversationId &chat,
                    const polylogue::app::base::Error &error);

private:
    struct Slot
    {
        std::unique_ptr<ChatSession> session = {};
        std::unique_ptr<ToolLoop> loop = {}; // none without tools
        std::unique_ptr<ChatRecorder> recorder = {}; // goes before the session; none: Temporary
        std::unique_ptr<QObject> loading = {}; // whose end drops what is still on its way
        std::optional<base::Error> loadError = {};
        Kind kind = Kind::Stored;
        int openCount = 0;
        quint64 lastUse = 0;
        bool wasRunning = false;
        bool isClosed = false; // lives only for those who still show it
    };

    Slot &make(const ConversationId &chat, Kind kind);
    std::unique_ptr<ToolLoop> makeLoop(ChatSession &session) const;
    void attach(const ConversationId &chat, Slot &slot, Kind kind);
    void connectSession(const ConversationId &chat, ChatSession &session);
    void load(const ConversationId &chat, Slot &slot);
    void onStateChanged(const ConversationId &chat);
    void removeIdle();

    store::ChatStore &m_store;
    SessionFactory m_makeSession;
    tools::ToolBox *m_tools = nullptr;
    std::map<ConversationId, Slot> m_slots;
    quint64 m_uses = 0;
    QTimer m_cleaning; // later: a session may be in one of its signals
};

} // namespace polylogue::app::session
