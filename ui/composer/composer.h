// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/delivery.h"
#include "app/attachments/fileweight.h"
#include "app/settings/settings.h"
#include "ui/composer/contextmeter.h"
#include "ui/composer/toolsbutton.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QMimeData;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief Where a message is written: text, attachments, Send and Stop. Knows no session.
//!
//! Accessible names: "Message" (the text field), "Send", "Stop", "Attach", "Tools".
class Composer final : public QWidget
{
    Q_OBJECT

public:
    //! \return a small picture of a blob, or a null image where it is not known; must be quick.
    using ThumbnailProvider = std::function<QImage(const app::conversation::BlobRef &)>;

    //! What is being edited: a question can be asked anew, an answer is text that is saved.
    enum class EditKind { Question, Answer };

    //! \param theme and \a loader outlive this
    Composer(theme::Theme &theme, app::attachments::AttachmentLoader &loader,
             QWidget *parent = nullptr);
    ~Composer() override;

    //! \brief Where chips of drafts that come back get their pictures from.
    void setThumbnailProvider(ThumbnailProvider provider);
    //! \brief What the model takes of a picture; those that are here are fitted anew.
    void setPictureLimits(const app::attachments::PictureLimits &limits);
    void updateThumbnails(); //!< the provider knows more by now
    void setSettings(const app::settings::Settings &settings);
    //! \brief While an answer runs Send becomes Stop; typing goes on.
    void setRunning(bool running);
    //! \brief Why sending is impossible now ("No model chosen"); empty where it is possible.
    void setBlockedReason(const QString &reason);
    //! \brief What is known of the files that the model in use takes.
    void setIntake(const app::attachments::Intake &intake);
    //! \return what is being written, attachments that are still being read included; while an
    //!         earlier message is edited what was written before.
    app::attachments::Draft draft() const;
    //! \return what the files of draft() add to a request, as they would go out now.
    app::attachments::FileWeight filesWeight() const;
    //! \brief Another chat's draft: replaces everything, ends an editing, cannot be undone.
    void setDraft(const app::attachments::Draft &draft);
    //! \brief Shows an earlier message under the line \a title; the draft is kept aside until it is
    //!        saved or cancelled.
    void beginEditing(const app::attachments::Draft &draft, const QString &title,
                      EditKind kind = EditKind::Question);
    bool isEditing() const;
    void cancelEditing();
    //! \return what Return put aside while an answer ran, the next one first.
    QList<app::attachments::Draft> queue() const;
    void setQueue(const QList<app::attachments::Draft> &drafts);
    //! \brief Takes the next one out, to send it now that the answer has ended.
    std::optional<app::attachments::Draft> takeQueued();
    //! \brief Esc after Esc: what waits comes before what is being written, and waits no more.
    void takeBackQueue();
    //! \brief The message goes to so many lanes, which takes about \a tokens in all requests.
    void setRecipients(int lanes, qint64 tokens);
    //! \brief What the next request would hold, to be told after each draftChanged(); the meter is
    //!        shown from the first call on.
    void setContextUse(const ContextMeterValue &value);
    //! \brief What the chat may offer to its model; the button is shown from the first call on.
    void setTools(const QList<OfferedTool> &tools);
    //! \brief Asks what to do about a request that is too long: \a facts, or what setContextUse()
    //!        told.
    void showContextChoice(const QString &facts = {});
    void hideContextChoice();
    //! \brief Names and texts that "/" in an empty message offers.
    void setPrompts(const QList<std::pair<QString, QString>> &prompts);
    //! \brief Puts \a text where the cursor is.
    void insertText(const QString &text);
    //! \brief Text and attachments; they come before what is there already.
    void putBack(const app::attachments::Draft &draft);
    void setText(const QString &text);
    QString text() const;
    //! \brief Empties it after the message is safe; Ctrl+Z brings the text back.
    void clear();
    void focusText();
    //! \brief As the key that sends does: nothing where something stands in the way.
    void send();

    //! \return whether \a mimeData holds something attach() would try.
    static bool canAttach(const QMimeData *mimeData);
    //! \return a name that tells of what kind data without a file are ("x.png"); empty for files.
    static QString nameOfData(const QMimeData *mimeData);
    //! \brief Takes files, images and file data out of a drop or paste.
    void attach(const QMimeData *mimeData);
    void attachFiles(const QStringList &paths);
    void attachData(const QByteArray &bytes, const QString &fileName);
    //! \brief Changes how the attachment \a id goes out; nothing where it is not here any more.
    void setDelivery(const app::attachments::AttachmentId &id,
                     const app::conversation::DeliveryChoice &choice);
    void chooseFiles(); //!< the file dialog

    QSize sizeHint() const override;

Q_SIGNALS:
    //! The user wants to send. The composer keeps its content until clear() is called.
    void submitted(const polylogue::app::attachments::Draft &draft);
    //! As submitted(), but without asking for an answer (Alt+Enter).
    void noteSubmitted(const polylogue::app::attachments::Draft &draft);
    //! Files of a kind that the server refused before are to be tried once more.
    void refusalDoubted(bool isOfImages);
    void filesWeightChanged(); //!< although the draft is the same: a document's text was read
    void draftChanged(); //!< draft() is another, by the user or putBack(), not by setDraft()
    //! An edited message is to be saved; the composer shows the draft again already.
    void editSaved(const polylogue::app::attachments::Draft &draft, bool asksForAnswer);
    void editCancelled();
    void queueChanged();
    //! A queued message is wanted at once, whatever is running; it is out of the queue already.
    void sendNowRequested(const polylogue::app::attachments::Draft &draft);
    void leaveOutOldestChosen(); //!< of showContextChoice(); the draft is still here
    void sendAnywayChosen();
    void contextChoiceCancelled();
    //! The user chose a prompt; what is to be inserted may first need asking for variables.
    void promptChosen(const QString &text);
    void toolsChosen(const QStringList &names); //!< all that the model may call from now on
    void toolManagementRequested();
    void stopRequested();
    void recallRequested(); //!< Up in an empty composer
    //! An attachment of draft() is to be shown as it is and as it is sent.
    void previewRequested(const polylogue::app::attachments::AttachmentId &id);
    void heightChanged(); //!< sizeHint() is another: text, chips, width or window changed

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::composer
