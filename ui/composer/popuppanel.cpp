// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/popuppanel.h"

#include "ui/theme/look.h"

#include <QKeyEvent>
#include <QScreen>

#include <algorithm>

namespace polylogue::ui::composer {

namespace {

constexpr int Gap = 4;

} // namespace

PopupPanel::PopupPanel(QWidget *opener)
    : QFrame(opener, Qt::Popup)
    , m_opener(opener)
{
    theme::setLook(this, theme::Look::Popup);
}

void PopupPanel::open()
{
    const QRect screen = m_opener->screen()->availableGeometry();
    ensurePolished();
    resize(sizeHint().boundedTo(screen.size()));
    const QRect button(m_opener->mapToGlobal(QPoint()), m_opener->size());

    // The panel's outer edge lines up with the button's: the right one where buttons stand right.
    const bool isRight = button.center().x() > m_opener->window()->geometry().center().x();
    QPoint at(isRight ? button.right() - width() + 1 : button.left(), button.bottom() + Gap);
    if (at.y() + height() > screen.bottom() && button.top() - Gap - height() >= screen.top())
        at.setY(button.top() - Gap - height());
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    at.setY(std::clamp(at.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    move(at);
    show();
}

void PopupPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        return;
    }
    QFrame::keyPressEvent(event);
}

void PopupPanel::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_opener->setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
}

} // namespace polylogue::ui::composer
