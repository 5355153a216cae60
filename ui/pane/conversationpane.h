// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/delivery.h"
#include "app/session/chatlibrary.h"
#include "app/settings/settings.h"
#include "ui/pane/pictures.h"
#include "ui/text/errortext.h"
#include "ui/transcript/messageaction.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QMenu;

namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::ui::calls {
class CallsPanel;
}
namespace polylogue::ui::theme {
class Theme;
}
namespace polylogue::ui::transcript {
class TranscriptView;
}
namespace polylogue::ui::viewer {
class AttachmentViewer;
}

namespace polylogue::ui::pane {

class NoticeBar;

//! \brief One conversation on the screen with all that can be done in it. What it takes a composer
//!        or another place for it tells.
class ConversationPane final : public QWidget
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

    //! \return what \a answer is asked for with again; null: what the next question is asked with.
    using OptionsProvider =
        std::function<app::session::ChatOptions(const app::conversation::MessageId &answer)>;

    //! \param theme, what \a tools names and \a pictures outlive this
    ConversationPane(theme::Theme &theme, const Tools &tools, Pictures &pictures,
                     QWidget *parent = nullptr);
    ~ConversationPane() override;

    void setOptionsProvider(OptionsProvider provider) { m_options = std::move(provider); }
    //! \brief Shows \a session, which belongs to \a chat; nullptr for none. Not owned.
    void setSession(const app::conversation::ConversationId &chat,
                    app::session::ChatSession *session);
    void setSettings(const app::settings::Settings &settings);
    //! \brief What the server was seen to refuse of the model in use (LearnedDrops).
    void setRefusedFields(const QStringList &fields) { m_refusedFields = fields; }
    //! \brief Another model: the words that name it follow.
    void modelChanged();
    //! \brief How much at the bottom is covered by something that lies over it.
    void setBottomInset(int pixels);
    //! \brief To the call of a tool that waits for the user; nothing where none does.
    void focusCalls();
    //! \brief Takes back the offer to undo.
    void dismissUndo();

    transcript::TranscriptView &transcript() { return *m_transcript; }
    //! \return what is known of the files that the model in use takes.
    app::attachments::Intake intake() const;
    //! \return what the answer is doing, in words; empty while nothing runs.
    const QString &activity() const { return m_activity; }
    //! \return the newest message of \a role that is shown; nullptr where there is none.
    const app::conversation::Message *newest(app::conversation::Role role) const;

    //! \brief Asks for another answer by \a model where "another model" was asked for, once.
    //! \return whether that was so.
    bool regenerateWith(const QString &model);
    void retryLast(); //!< the newest answer; while a retry is pending: now
    void copyLastAnswer();
    void copyLastCode();
    //! \return nullptr where \a attachment cannot be shown.
    viewer::AttachmentViewer *openViewer(const app::attachments::Attachment &attachment);

Q_SIGNALS:
    void activityChanged(const QString &activity);
    void callsLeft(); //!< what had the focus among the calls of tools is gone
    void callWaiting(); //!< a tool is to be called, and the user is asked
    void editRequested(const polylogue::app::conversation::MessageId &message);
    void chatOpenRequested(const polylogue::app::conversation::ConversationId &chat);
    void modelChoiceRequested();
    //! What an error's card offers that is not done here: key, endpoint, parameters, new chat.
    void errorActionRequested(polylogue::ui::text::ErrorAction action);
    //! A question was taken back, to be written anew.
    void withdrawn(const polylogue::app::attachments::Draft &draft);
    void originRequested(const polylogue::app::conversation::MessageOrigin &origin);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using MessageId = app::conversation::MessageId;

    void connectTranscript();
    void connectSession();
    void connectCalls();
    void fitCalls();
    void placeCalls();
    void retry(const MessageId &answer);
    void remove(const MessageId &message, app::conversation::Removal removal);
    void showVersion(const MessageId &message, int step);
    void onMessageAction(const MessageId &message, transcript::MessageAction action);
    void onErrorAction(const MessageId &answer, text::ErrorAction action);
    void copyError(const MessageId &answer);
    void showLoadError();
    void onStateChanged();
    void onPreparing(const QString &fileName, int done, int total);
    void showActivity();
    QString activityNow() const;
    void openSentFile(const MessageId &message, int part);
    void addFileEntries(const MessageId &message, int part, QMenu *menu);
    void stepDown(const MessageId &answer, app::conversation::Rung rung);
    void enterPassword(const MessageId &answer);
    void place();

    theme::Theme &m_theme;
    Tools m_tools;
    Pictures &m_pictures;
    OptionsProvider m_options;
    app::conversation::ConversationId m_chat;
    app::session::ChatSession *m_session = nullptr;
    QStringList m_refusedFields;
    MessageId m_regenerated; // waits for a model to be chosen; null: nothing does
    QList<MessageId> m_removed; // what Undo brings back
    QString m_preparing; // how far the documents of the request are
    QString m_activity;
    int m_inset = 0;
    transcript::TranscriptView *m_transcript = nullptr;
    calls::CallsPanel *m_calls = nullptr; // below the last message
    NoticeBar *m_undoBar = nullptr;
    NoticeBar *m_loadNotice = nullptr; // not all of the chat could be read
    QTimer m_activityTimer; // tells the seconds while nothing else happens
};

} // namespace polylogue::ui::pane
