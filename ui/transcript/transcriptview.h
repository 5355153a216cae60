// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/conversation.h"
#include "app/settings/settings.h"
#include "app/store/chatrecord.h"
#include "ui/text/errortext.h"
#include "ui/transcript/messageaction.h"
#include "ui/transcript/pictureaction.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QUrl>

#include <functional>
#include <memory>

class QMenu;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::transcript {

class AccessibleConversation;
class AccessibleMessage;

//! \brief The conversation view: virtual blocks drawn with QTextLayout (ui/README.md).
//!
//! Work per frame depends on what is visible and what changed, never on the conversation's length.
//! Foreign text is only ever text. Accessible name "Conversation".
class TranscriptView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    //! \return a picture of a blob of about so many pixels, or a null image where it is not (yet)
    //! known, see picturesChanged(); must be quick.
    using PictureProvider =
        std::function<QImage(const app::conversation::BlobRef &, const QSize &pixels)>;

    //! \param theme outlives this
    explicit TranscriptView(theme::Theme &theme, QWidget *parent = nullptr);
    ~TranscriptView() override;

    //! \brief Shows \a conversation from now on, at its end; nullptr shows nothing. Not owned.
    void setConversation(app::conversation::Conversation *conversation);
    void setPictureProvider(PictureProvider provider);
    //! \brief The provider has another picture than it had.
    void picturesChanged();
    void setSettings(const app::settings::Settings &settings);
    //! \brief One line under a Pending answer: "Waiting for first token, 7 s". Empty: "Waiting".
    void setWaitingText(const QString &text);
    //! \brief Whose answers they are is not to be seen, nor told to screen readers.
    void setModelsHidden(bool hidden);
    //! \brief What "Regenerate" would ask, for its tooltip; may be empty.
    void setModel(const QString &model);
    //! \brief Puts the newest own message near the top and holds it there (ui/README.md).
    void showNewestQuestion();
    //! \brief How many pixels at the bottom are covered by the composer that lies over the view.
    void setBottomInset(int pixels);

    //! \brief Keeps so much room below the last message, for what somebody places there over the
    //!        view (endArea()).
    void setEndRoom(int pixels);
    //! \return the column below the last message, in the view; see endMoved().
    QRect endArea() const;

    void scrollToEnd();
    bool isAtEnd() const;
    //! \brief Shows \a message and marks all \a words in it, the first hit in view.
    //!
    //! A message that is not there yet is shown when it arrives, unless the user scrolls before.
    //! Esc in the view takes the marks away, as does a call without words.
    void showMessage(const app::conversation::MessageId &message, const QStringList &words = {});
    //! \brief Asks what to find in all of the conversation; what is selected is proposed.
    void openFind();
    void nextHit(); //!< F3 within the view; after the last the first
    void previousHit();
    bool hasHits() const;
    //! \return where the reader is; a null message at the end.
    app::store::ReadingPosition readingPosition() const;
    //! \brief Back to where a reader was; as with showMessage() the message may still have to come.
    void setReadingPosition(const app::store::ReadingPosition &position);
    bool hasSelection() const;
    QString selectedText() const;
    //! \return the messages in which something is marked, from top to bottom.
    QList<app::conversation::MessageId> selectedMessages() const;
    void copySelection();
    void selectAll();

Q_SIGNALS:
    //! The user wants to open \a url: not opened here, the shell checks and asks.
    void linkActivated(const QUrl &url, const QString &shownText);
    //! The user wants \a action done; not emitted for Copy, which is done here. Nor, but for it,
    //! while an answer is coming in or rows are still being loaded.
    void messageActionRequested(const polylogue::app::conversation::MessageId &message,
                                polylogue::ui::transcript::MessageAction action);
    void errorActionRequested(const polylogue::app::conversation::MessageId &answer,
                              polylogue::ui::text::ErrorAction action);
    void atEndChanged(bool atEnd);
    void endMoved(); //!< endArea() may be another; told only while there is room
    //! The user wants to look at the file that is \a part of the message's content.
    void fileActivated(const polylogue::app::conversation::MessageId &message, int part);
    //! The menu of such a file is about to be shown: whoever knows more may add to it.
    void fileMenuOpening(const polylogue::app::conversation::MessageId &message, int part,
                         QMenu *menu);
    void pictureActionRequested(const polylogue::app::conversation::BlobRef &picture,
                                polylogue::ui::transcript::PictureAction action);
    //! \param language as its fence names it; may be empty
    void saveCodeRequested(const QString &code, const QString &language);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    friend class AccessibleConversation; // these read what is shown
    friend class AccessibleMessage;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::transcript
