// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "ui/composer/attachmentchip.h"

#include <QList>
#include <QWidget>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

class Deliveries;

//! \brief The attachments of a message as chips that flow into as many rows as they need.
class ChipRow final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a deliveries outlive this
    ChipRow(theme::Theme &theme, Deliveries &deliveries, QWidget *parent = nullptr);

    void add(const app::attachments::Attachment &attachment);
    void addFirst(const QList<app::attachments::Attachment> &attachments);
    //! \return whether there is a chip of that id.
    bool replace(const app::attachments::Attachment &attachment);
    //! \brief Tells anew how each would go out: another model, or more is known.
    void refreshDeliveries();
    void clear();
    QList<app::attachments::Attachment> attachments() const;
    const QList<AttachmentChip *> &chips() const { return m_chips; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void changed(); //!< chips came, went or changed
    void removed(const polylogue::app::attachments::AttachmentId &id); //!< by the user
    void passwordRequested(const polylogue::app::attachments::Attachment &attachment);
    //! The user wants a file sent as it is, which the server refused before.
    void refusalDoubted(bool isOfImages);
    void emptied(); //!< the user removed the last chip, which had the focus
    void previewRequested(const polylogue::app::attachments::AttachmentId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void insert(qsizetype at, const app::attachments::Attachment &attachment);
    void removeChip(AttachmentChip *chip);
    void changeDelivery(AttachmentChip *chip, const app::conversation::DeliveryChoice &choice);
    void step(AttachmentChip *from, int direction);
    void move(AttachmentChip *chip, qsizetype to);
    void dragTo(AttachmentChip *chip, const QPoint &position);
    int arrange(int width, bool isForReal) const;

    theme::Theme &m_theme;
    Deliveries &m_deliveries;
    QList<AttachmentChip *> m_chips; // children
};

} // namespace polylogue::ui::composer
