// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/undobar.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::ui::sidebar {

namespace {

constexpr std::chrono::milliseconds Shown = 8s;

} // namespace

UndoBar::UndoBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_button(new QToolButton(this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"UndoBar"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    theme::setLook(m_label, theme::Look::Secondary);
    m_button->setText(tr("Undo"));
    m_button->setFocusPolicy(Qt::StrongFocus);
    theme::setLook(m_button, theme::Look::Link);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::Metrics::Unit, 0, 0, 0);
    row->addWidget(m_label, 1);
    row->addWidget(m_button);
    m_timer->setSingleShot(true);
    m_timer->setInterval(Shown);
    connect(m_timer, &QTimer::timeout, this, &UndoBar::dismiss);
    connect(m_button, &QToolButton::clicked, this, &UndoBar::undo);
    m_button->installEventFilter(this);
    hide();
}

void UndoBar::offer(const QString &done, std::function<void()> undo)
{
    m_undo = std::move(undo);
    m_label->setText(done);
    m_button->setAccessibleDescription(done);
    show();
    if (m_button->hasFocus() || underMouse())
        m_timer->stop();
    else
        m_timer->start();
    QAccessibleEvent alert(m_label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void UndoBar::undo()
{
    const std::function<void()> undo = std::exchange(m_undo, {});
    dismiss();
    if (undo)
        undo();
}

void UndoBar::dismiss()
{
    m_undo = {};
    m_timer->stop();
    if (isHidden())
        return;
    const bool hadFocus = m_button->hasFocus();
    hide();
    Q_EMIT dismissed(hadFocus);
}

void UndoBar::enterEvent(QEnterEvent *event)
{
    m_timer->stop();
    QWidget::enterEvent(event);
}

void UndoBar::leaveEvent(QEvent *event)
{
    if (!m_button->hasFocus())
        m_timer->start();
    QWidget::leaveEvent(event);
}

void UndoBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QWidget::keyPressEvent(event);
}

bool UndoBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept(); // Esc closes the line and stops no answer
    if (event->type() == QEvent::FocusIn)
        m_timer->stop();
    else if (event->type() == QEvent::FocusOut && !isHidden() && !underMouse())
        m_timer->start();
    return QWidget::eventFilter(watched, event);
}

} // namespace polylogue::ui::sidebar
