// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief One file on its way into the message: picture, name, facts or trouble, and a way out.
//!
//! Del removes it, Left and Right go to its neighbours.
class AttachmentChip final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    AttachmentChip(theme::Theme &theme, const app::attachments::Attachment &attachment,
                   QWidget *parent = nullptr);

    void setAttachment(const app::attachments::Attachment &attachment);
    const app::attachments::Attachment &attachment() const { return m_attachment; }

Q_SIGNALS:
    void removeRequested();
    void stepRequested(int direction); //!< -1 or 1: the chip before or after, in reading order

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void refresh();
    void addDetailChoices(QMenu *menu);
    void paintPicture(QPainter &painter, const QRect &rect) const;

    theme::Theme &m_theme;
    app::attachments::Attachment m_attachment;
    QLabel *m_name;
    QLabel *m_facts;
    QToolButton *m_remove;
};

//! \return "12 pages · scan · 1.9 MB", "reading…", or why it cannot be sent.
QString factsOf(const app::attachments::Attachment &attachment);

} // namespace polylogue::ui::composer
