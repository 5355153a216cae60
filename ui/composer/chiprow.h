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

//! \brief The attachments of a message as chips that flow into as many rows as they need.
class ChipRow final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit ChipRow(theme::Theme &theme, QWidget *parent = nullptr);

    void add(const app::attachments::Attachment &attachment);
    void addFirst(const QList<app::attachments::Attachment> &attachments);
    //! \return whether there is a chip of that id.
    bool replace(const app::attachments::Attachment &attachment);
    void clear();
    QList<app::attachments::Attachment> attachments() const;
    const QList<AttachmentChip *> &chips() const { return m_chips; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void changed(); //!< chips came, went or changed
    void removed(const polylogue::app::attachments::AttachmentId &id); //!< by the user
    void emptied(); //!< the user removed the last chip, which had the focus
    void previewRequested(const polylogue::app::attachments::AttachmentId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void insert(qsizetype at, const app::attachments::Attachment &attachment);
    void removeChip(AttachmentChip *chip);
    void step(AttachmentChip *from, int direction);
    void move(AttachmentChip *chip, qsizetype to);
    void dragTo(AttachmentChip *chip, const QPoint &position);
    int arrange(int width, bool isForReal) const;

    theme::Theme &m_theme;
    QList<AttachmentChip *> m_chips; // children
};

} // namespace polylogue::ui::composer
