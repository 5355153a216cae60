// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/delivery.h"
#include "app/session/chatlibrary.h"
#include "app/session/contextuse.h"
#include "app/settings/settings.h"
#include "ui/composer/contextmeter.h"
#include "ui/pane/pictures.h"
#include "ui/shell/emptystate.h"
#include "ui/text/errortext.h"

#include <QWidget>

namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::ui::composer {
class Composer;
} // namespace polylogue::ui::composer
namespace polylogue::ui::theme {
class Theme;
}
namespace polylogue::ui::transcript {
class TranscriptView;
}
namespace polylogue::ui::pane {
class ConversationPane;
}

namespace polylogue::ui::shell {

//! \brief One chat on the screen: transcript, and the composer lying over its end.
//!
//! Without a chat it shows the new one, which comes into being with its first message.
class ChatPage final : public QWidget
{
    Q_OBJECT

public:
    struct Tools
    {
        app::session::ChatLibrary &library;
        app::session::ActiveEndpoint &active;
        app::attachments::AttachmentLoader &loader;
        const app::store::BlobStore &blobs;
    };

    //! \param theme and what \a tools names outlive this
    ChatPage(theme::Theme &theme, const Tools &tools, QWidget *parent = nullptr);
    ~ChatPage() override;

    //! \brief Shows \a chat where it was left.
    void showChat(const app::conversation::ConversationId &chat);
    //! \brief Shows the chat that does not exist yet, to be made in \a folder (null: in none).
    void showNewChat(const app::store::FolderId &folder, bool isTemporary);
    //! \brief Shows the hit's chat at its message; what matches \a words is marked.
    void showHit(const app::store::SearchHit &hit, const QStringList &words);
    //! \brief Shows no chat any more, so that it is free to go; before something else is shown.
    void leave() { leaveChat(); }
    //! \return where the chat that does not exist yet is to be made.
    const app::store::FolderId &newFolder() const { return m_newFolder; }
    //! \return null while the chat does not exist yet.
    const app::conversation::ConversationId &chat() const { return m_chat; }
    bool isTemporary() const;
    //! \return what the chat, or the new one, asks with.
    app::store::ChatSetup setup() const;
    void setSetup(const app::store::ChatSetup &setup);
    //! \return nullptr while the chat does not exist yet.
    app::session::ChatSession *session() const { return m_session; }
    //! \return what the next request is asked with: the setup and what its folder adds.
    //!         What it may call is not part of that.
    app::session::ChatOptions options() const;
    //! \return the same with the tools, for which the chat is gone through.
    app::session::ChatOptions askingOptions() const;
    void setSettings(const app::settings::Settings &settings);
    //! \brief Looks again at what stands in the way of sending (endpoint, model).
    void updateReadiness();
    //! \brief What the server was seen to refuse of the model in use (LearnedDrops).
    void setRefusedFields(const QStringList &fields);
    //! \brief Notes where the chat is being read; before it goes out of sight.
    void rememberPosition();

    composer::Composer &composer() { return *m_composer; }
    pane::ConversationPane &pane() { return *m_pane; }
    transcript::TranscriptView &transcript();

    //! \brief Asks for another answer by \a model where "another model" was asked for, once.
    //! \return whether that was so.
    bool regenerateWith(const QString &model);
    void stop();
    void retryLast(); //!< the newest answer; while a retry is pending: now
    void editLast(); //!< the newest own message
    void copyLastAnswer();
    void copyLastCode();

Q_SIGNALS:
    void chatCreated(const polylogue::app::conversation::ConversationId &chat);
    void chatOpenRequested(const polylogue::app::conversation::ConversationId &chat);
    void activityChanged(const QString &activity); //!< what the answer is doing, in words
    void modelChoiceRequested();
    void errorActionRequested(polylogue::ui::text::ErrorAction action);
    //! The lane of a promoted message is to be shown.
    void originRequested(const polylogue::app::conversation::MessageOrigin &origin);
    void refusalDoubted(const QString &field); //!< to be forgotten: it is to be tried once more
    void toolManagementRequested();
    void setupChanged(); //!< session, model, prompt or parameters of the next request
    void promptChosen(const QString &text); //!< to be inserted, its variables filled

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using MessageId = app::conversation::MessageId;
    using Draft = app::attachments::Draft;

    void connectComposer();
    void connectPane();
    void setSession(app::session::ChatSession *session);
    void leaveChat();
    void send(const Draft &draft, bool asksForAnswer);
    void sendNow(const Draft &draft, const app::session::ChatOptions &options);
    void onAccepted();
    void saveEdit(const Draft &draft, bool asksForAnswer);
    void beginEdit(const MessageId &message);
    void sendTooLong(bool leavesOutOldest);
    void sendQueued(const MessageId &ended);
    void recallLastMessage();
    void onExample(EmptyState::Example example);
    void attachExample(const QString &name);
    void onStateChanged();
    void onRowsChanged();
    void startMeter();
    void onModelChanged();
    void showCosts();
    void showTools();
    void showContextUse();
    app::session::ContextUse contextUse(const Draft &draft) const;
    void openDraftFile(const app::attachments::AttachmentId &id);
    void placeComposer();
    void rememberThumbnails(const Draft &draft);

    theme::Theme &m_theme;
    Tools m_tools;
    app::settings::Settings m_settings;
    app::conversation::ConversationId m_chat;
    app::store::ChatSetup m_newSetup; // of the chat that does not exist yet
    app::store::FolderId m_newFolder;
    bool m_isNewTemporary = false;
    app::session::ChatSession *m_session = nullptr;
    app::conversation::Conversation m_noMessages; // of the chat that does not exist yet
    std::unique_ptr<app::session::ContextMeter> m_meter; // always there
    std::optional<qint64> m_contextLength; // of the model, in tokens, where its list tells it
    composer::ContextMeterValue m_contextValue; // as it was told last
    MessageId m_edited; // what the composer is editing; null: nothing
    bool m_isSending = false; // the composer waits for accepted()
    pane::Pictures m_pictures;
    pane::ConversationPane *m_pane = nullptr;
    EmptyState *m_emptyState = nullptr;
    QWidget *m_footer = nullptr; // hides the text that scrolls behind the composer
    composer::Composer *m_composer = nullptr;
};

} // namespace polylogue::ui::shell
