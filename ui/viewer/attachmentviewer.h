// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/delivery.h"
#include "app/attachments/documentjob.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::viewer {

class PageView;

//! \brief An attachment as it is, and as it goes to the model in use.
//!
//! The second tab shows exactly the parts that a request has: the pictures that were made, the text
//! as it is sent, or what is told of a file that goes as it is.
class AttachmentViewer final : public QDialog
{
    Q_OBJECT

public:
    //! \param attachment Ready
    //! \param theme and \a documents outlive this
    AttachmentViewer(theme::Theme &theme, const app::attachments::Attachment &attachment,
                     const app::attachments::Intake &intake, app::attachments::Documents &documents,
                     QWidget *parent = nullptr);
    ~AttachmentViewer() override;

    void showWhatIsSent(); //!< the second tab

Q_SIGNALS:
    //! Pages were chosen here.
    void deliveryChosen(const polylogue::app::conversation::DeliveryChoice &choice);

private:
    QWidget *makeOriginal();
    QWidget *makeSent();
    QWidget *makeRange();
    void showSent();
    void showContent(const app::attachments::DocumentContent &content);
    void showNative();
    void showText();
    void showMessage(const QString &message);
    void showSentWidget(QWidget *widget);
    void focusContent();
    void chooseRange();
    QList<int> chosenPages() const;
    app::attachments::DecodeRequest request(int page, const QString &path) const;

    theme::Theme &m_theme;
    app::attachments::Attachment m_attachment;
    const app::attachments::Intake m_intake;
    app::attachments::Documents &m_documents;
    QTabWidget *m_tabs = nullptr;
    QLineEdit *m_range = nullptr;
    QLabel *m_rangeNote = nullptr;
    QLabel *m_summary = nullptr;
    QStackedWidget *m_sent = nullptr;
    PageView *m_sentPages = nullptr;
    QPlainTextEdit *m_sentText = nullptr;
    QLabel *m_sentMessage = nullptr;
    std::unique_ptr<app::attachments::DocumentJob> m_job;
};

} // namespace polylogue::ui::viewer
