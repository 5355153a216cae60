// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/settings/settings.h"
#include "ui/shell/emptystate.h"
#include "ui/text/errortext.h"

#include <QHash>
#include <QImage>
#include <QTimer>
#include <QWidget>

class QMimeData;

namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::ui::composer {
class Composer;
}
namespace polylogue::ui::theme {
class Theme;
}
namespace polylogue::ui::transcript {
class TranscriptView;
}

namespace polylogue::ui::shell {

//! \brief One conversation on the screen: transcript, and the composer lying over its end.
class ChatPage final : public QWidget
{
    Q_OBJECT

public:
    //! What the next request is asked with; read at the moment of sending.
    using OptionsProvider = std::function<app::session::ChatOptions()>;

    //! \param theme, \a active and \a loader outlive this
    ChatPage(theme::Theme &theme, app::session::ActiveEndpoint &active,
             app::attachments::AttachmentLoader &loader, OptionsProvider options,
             QWidget *parent = nullptr);

    //! \return the first line of the first question, without Markdown's signs, at most 60
    //! characters.
    static QString titleOf(const app::conversation::Conversation &conversation);

    //! \brief Shows \a session from now on. Not owned; must outlive its being shown.
    void setSession(app::session::ChatSession *session);
    void setSettings(const app::settings::Settings &settings);
    //! \brief Looks again at what stands in the way of sending (endpoint, model).
    void updateReadiness();

    composer::Composer &composer() { return *m_composer; }
    transcript::TranscriptView &transcript() { return *m_transcript; }

    void stop();
    void retryLast(); //!< the newest answer; while a retry is pending: now
    void copyLastAnswer();

Q_SIGNALS:
    void titleChanged(const QString &title);
    void activityChanged(const QString &activity); //!< what the answer is doing, in words
    void keyReplacementRequested();
    void modelChoiceRequested();
    void endpointEditRequested();
    void parametersEditRequested();
    void newChatRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void send(const app::attachments::Draft &draft, bool asksForAnswer);
    void retry(const app::conversation::MessageId &answer);
    void recallLastMessage();
    void onErrorAction(const app::conversation::MessageId &answer, text::ErrorAction action);
    void onExample(EmptyState::Example example);
    void attachExample(const QString &name);
    void onStateChanged();
    void onRowsChanged();
    void showActivity();
    void placeComposer();
    void rememberThumbnails(const app::attachments::Draft &draft);

    theme::Theme &m_theme;
    app::session::ActiveEndpoint &m_active;
    OptionsProvider m_options;
    app::session::ChatSession *m_session = nullptr;
    transcript::TranscriptView *m_transcript = nullptr;
    EmptyState *m_emptyState = nullptr;
    QWidget *m_footer = nullptr; // hides the text that scrolls behind the composer
    composer::Composer *m_composer = nullptr;
    QTimer m_activityTimer; // tells the seconds while nothing else happens
    QHash<QByteArray, QImage> m_thumbnails; // by SHA-256
};

} // namespace polylogue::ui::shell
