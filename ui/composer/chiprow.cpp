// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/chiprow.h"

#include "ui/composer/deliveries.h"
#include "ui/theme/theme.h"

#include <QStyle>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

using app::attachments::Attachment;

ChipRow::ChipRow(theme::Theme &theme, Deliveries &deliveries, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_deliveries(deliveries)
{
    setObjectName(u"Attachments"_s);
    setAccessibleName(tr("Attachments"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void ChipRow::add(const Attachment &attachment)
{
    insert(m_chips.size(), attachment);
    Q_EMIT changed();
}

void ChipRow::addFirst(const QList<Attachment> &attachments)
{
    for (qsizetype i = 0; i < attachments.size(); ++i)
        insert(i, attachments.at(i));
    Q_EMIT changed();
}

void ChipRow::insert(qsizetype at, const Attachment &attachment)
{
    auto *chip = new AttachmentChip(m_theme, attachment, this);
    connect(chip, &AttachmentChip::removeRequested, this, [this, chip] { removeChip(chip); });
    connect(chip, &AttachmentChip::stepRequested, this,
            [this, chip](int direction) { step(chip, direction); });
    connect(chip, &AttachmentChip::moveRequested, this,
            [this, chip](int direction) { move(chip, m_chips.indexOf(chip) + direction); });
    connect(chip, &AttachmentChip::draggedTo, this,
            [this, chip](const QPoint &position) { dragTo(chip, position); });
    connect(chip, &AttachmentChip::previewRequested, this, &ChipRow::previewRequested);
    connect(chip, &AttachmentChip::edited, this, [this, chip] {
        chip->setDelivery(m_deliveries.of(chip->attachment()), m_deliveries.intake());
        arrange(width(), true);
        updateGeometry();
        Q_EMIT changed();
    });
    connect(chip, &AttachmentChip::deliveryChosen, this,
            [this, chip](const app::conversation::DeliveryChoice &choice) {
                changeDelivery(chip, choice);
            });
    connect(chip, &AttachmentChip::passwordRequested, this,
            [this, chip] { Q_EMIT passwordRequested(chip->attachment()); });
    chip->setDelivery(m_deliveries.of(attachment), m_deliveries.intake());
    m_chips.insert(at, chip);
    setVisible(true);
    chip->show();
    arrange(width(), true);
    updateGeometry();
}

bool ChipRow::replace(const Attachment &attachment)
{
    const auto found = std::ranges::find_if(m_chips, [&attachment](const AttachmentChip *chip) {
        return chip->attachment().id == attachment.id;
    });
    if (found == m_chips.end())
        return false;
    (*found)->setAttachment(attachment);
    (*found)->setDelivery(m_deliveries.of(attachment), m_deliveries.intake());
    arrange(width(), true);
    updateGeometry();
    Q_EMIT changed();
    return true;
}

void ChipRow::refreshDeliveries()
{
    for (AttachmentChip *chip : m_chips)
        chip->setDelivery(m_deliveries.of(chip->attachment()), m_deliveries.intake());
    arrange(width(), true);
    updateGeometry();
}

void ChipRow::changeDelivery(AttachmentChip *chip, const app::conversation::DeliveryChoice &choice)
{
    Attachment attachment = chip->attachment();
    attachment.delivery = choice;
    const app::attachments::Intake intake = m_deliveries.intake();
    using app::conversation::Rung;
    const bool isImages =
        attachment.isDocument() ? choice.rung == Rung::PageImages : choice.rung.has_value();
    const bool doubtsImages = isImages && intake.hasRefusedImages;
    const bool doubtsDocuments =
        attachment.isDocument() && choice.rung == Rung::Native && intake.hasRefusedDocuments;
    replace(attachment);
    if (doubtsImages || doubtsDocuments)
        Q_EMIT refusalDoubted(doubtsImages);
}

void ChipRow::clear()
{
    for (AttachmentChip *chip : std::exchange(m_chips, {})) {
        chip->hide();
        chip->deleteLater();
    }
    setVisible(false);
    updateGeometry();
    Q_EMIT changed();
}

QList<Attachment> ChipRow::attachments() const
{
    QList<Attachment> attachments;
    for (const AttachmentChip *chip : m_chips)
        attachments << chip->attachment();
    return attachments;
}

void ChipRow::removeChip(AttachmentChip *chip)
{
    const qsizetype at = m_chips.indexOf(chip);
    const bool hadFocus = chip->hasFocus();
    const auto id = chip->attachment().id;
    m_chips.removeAt(at);
    if (hadFocus && !m_chips.isEmpty())
        m_chips.at(std::min(at, m_chips.size() - 1))->setFocus();
    chip->hide();
    chip->deleteLater(); // we may stand in its key press
    setVisible(!m_chips.isEmpty());
    arrange(width(), true);
    updateGeometry();
    Q_EMIT removed(id);
    Q_EMIT changed();
    if (m_chips.isEmpty() && hadFocus)
        Q_EMIT emptied();
}

void ChipRow::step(AttachmentChip *from, int direction)
{
    const qsizetype to = m_chips.indexOf(from) + direction;
    if (to >= 0 && to < m_chips.size())
        m_chips.at(to)->setFocus(Qt::TabFocusReason);
}

void ChipRow::move(AttachmentChip *chip, qsizetype to)
{
    const qsizetype from = m_chips.indexOf(chip);
    if (to < 0 || to >= m_chips.size() || to == from)
        return;
    m_chips.move(from, to);
    arrange(width(), true);
    updateGeometry();
    Q_EMIT changed();
}

//! The chip takes the place of the one under the pointer, once that has moved out of its way.
void ChipRow::dragTo(AttachmentChip *chip, const QPoint &position)
{
    for (qsizetype at = 0; at < m_chips.size(); ++at) {
        AttachmentChip *other = m_chips.at(at);
        if (other == chip || !other->geometry().contains(position))
            continue;
        const qsizetype from = m_chips.indexOf(chip);
        move(chip, at);
        if (!chip->geometry().contains(position) && chip->width() < other->width())
            move(chip, from); // or they would change places with each movement
        return;
    }
}

int ChipRow::arrange(int width, bool isForReal) const
{
    constexpr int Gap = theme::Metrics::Unit;
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    for (AttachmentChip *chip : m_chips) {
        const QSize size = chip->sizeHint().expandedTo(chip->minimumSize());
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += rowHeight + Gap;
            rowHeight = 0;
        }
        if (isForReal)
            chip->setGeometry(QStyle::visualRect(layoutDirection(), QRect(0, 0, width, y),
                                                 QRect(QPoint(x, y), size)));
        x += size.width() + Gap;
        rowHeight = std::max(rowHeight, size.height());
    }
    return y + rowHeight;
}

int ChipRow::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize ChipRow::sizeHint() const
{
    return {400, arrange(std::max(width(), 100), false)};
}

void ChipRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

} // namespace polylogue::ui::composer
