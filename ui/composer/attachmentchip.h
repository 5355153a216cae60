// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "ui/composer/deliverywords.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief One file on its way into the message: picture, name, facts or trouble, and a way out.
//!
//! Enter opens it, or asks for its password; Del removes it, Left and Right go to its neighbours,
//! with Ctrl and Shift it goes there itself; Space chooses between a picture's original and fitted
//! form. It can be dragged.
class AttachmentChip final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    AttachmentChip(theme::Theme &theme, const app::attachments::Attachment &attachment,
                   QWidget *parent = nullptr);

    void setAttachment(const app::attachments::Attachment &attachment);
    const app::attachments::Attachment &attachment() const { return m_attachment; }
    //! \brief How it would go to the model in use, of which \a intake is known.
    void setDelivery(const DeliveryState &delivery, const app::attachments::Intake &intake);
    const DeliveryState &delivery() const { return m_delivery; }
    bool needsPassword() const;

Q_SIGNALS:
    void removeRequested();
    void deliveryChosen(const polylogue::app::conversation::DeliveryChoice &choice);
    void passwordRequested(); //!< to be asked for: the user wants to open it
    void stepRequested(int direction); //!< -1 or 1: the chip before or after, in reading order
    void moveRequested(int direction); //!< -1 or 1: change places with the one before or after
    void draggedTo(const QPoint &position); //!< in the parent: the pointer is there, pressed
    void previewRequested(const polylogue::app::attachments::AttachmentId &id);
    void edited(); //!< attachment() is another, by the user

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void refresh();
    void showDelivery();
    void addDetailChoices(QMenu *menu);
    void addFormChoices(QMenu *menu);
    void changeForm();
    bool mayOpen() const
    {
        return m_attachment.state == app::attachments::Attachment::State::Ready;
    }
    void addDeliveryEntries(QMenu *menu);
    void choose(app::conversation::Rung rung);
    void open();
    void paintPicture(QPainter &painter, const QRect &rect) const;

    theme::Theme &m_theme;
    app::attachments::Attachment m_attachment;
    QLabel *m_name;
    QLabel *m_facts;
    QLabel *m_form;
    QPushButton *m_offer; // what is better for a scan
    QToolButton *m_remove;
    QPoint m_pressed; // where the pointer went down
    bool m_isDragged = false;
    DeliveryState m_delivery;
    app::attachments::Intake m_intake;
};

} // namespace polylogue::ui::composer
