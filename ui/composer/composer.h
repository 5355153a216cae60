// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/settings/settings.h"

#include <QWidget>

#include <memory>

class QMimeData;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief Where a message is written: text, attachments, Send and Stop. Knows no session.
//!
//! Accessible names: "Message" (the text field), "Send", "Stop", "Attach".
class Composer final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a loader outlive this
    Composer(theme::Theme &theme, app::attachments::AttachmentLoader &loader,
             QWidget *parent = nullptr);
    ~Composer() override;

    void setSettings(const app::settings::Settings &settings);
    //! \brief While an answer runs Send becomes Stop; typing goes on.
    void setRunning(bool running);
    //! \brief Why sending is impossible now ("No model chosen"); empty where it is possible.
    void setBlockedReason(const QString &reason);
    //! \brief Text and attachments; they come before what is there already.
    void putBack(const app::attachments::Draft &draft);
    void setText(const QString &text);
    QString text() const;
    //! \brief Empties it after the message is safe; Ctrl+Z brings the text back.
    void clear();
    void focusText();

    //! \return whether \a mimeData holds something attach() would try.
    static bool canAttach(const QMimeData *mimeData);
    //! \brief Takes files, images and file data out of a drop or paste.
    void attach(const QMimeData *mimeData);
    void attachFiles(const QStringList &paths);
    void attachData(const QByteArray &bytes, const QString &fileName);
    void chooseFiles(); //!< the file dialog

    QSize sizeHint() const override;

Q_SIGNALS:
    //! The user wants to send. The composer keeps its content until clear() is called.
    void submitted(const polylogue::app::attachments::Draft &draft);
    //! As submitted(), but without asking for an answer (Alt+Enter).
    void noteSubmitted(const polylogue::app::attachments::Draft &draft);
    void stopRequested();
    void recallRequested(); //!< Up in an empty composer
    void heightChanged(); //!< sizeHint() is another: text, chips, width or window changed

protected:
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
