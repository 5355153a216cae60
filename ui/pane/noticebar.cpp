// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/noticebar.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::pane {

using theme::Metrics::Unit;

NoticeBar::NoticeBar(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAccessibleName(tr("Notice"));
    theme::setLook(m_close, theme::Look::Quiet);
    m_close->setAccessibleName(tr("Dismiss"));
    m_close->setToolTip(tr("Dismiss"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Unit, Unit / 2, Unit, Unit / 2);
    layout->setSpacing(Unit);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NoticeBar::dismiss);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT actionTriggered();
    });
    connect(&theme, &theme::Theme::changed, this, &NoticeBar::applyTheme);
    hide();
}

void NoticeBar::showNotice(const Notice &notice)
{
    if (isVisibleTo(parentWidget()) && notice == m_notice) {
        restartTimer();
        return;
    }
    m_notice = notice;
    m_text->setText(notice.text);
    m_text->setAccessibleDescription(notice.text);
    m_action->setText(notice.action);
    m_action->setVisible(!notice.action.isEmpty());
    m_close->setVisible(notice.isClosable);
    applyTheme();
    show();
    restartTimer();
    Q_EMIT heightChanged();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::dismiss()
{
    if (isHidden())
        return;
    m_timer.stop();
    hide();
    Q_EMIT heightChanged();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), m_notice.isBad ? tokens.badBg : tokens.accentBg);
    painter.fillRect(0, height() - 1, width(), 1, tokens.line);
}

void NoticeBar::enterEvent(QEnterEvent *)
{
    m_timer.stop(); // who reads it, or goes for its button, has time
}

void NoticeBar::leaveEvent(QEvent *)
{
    restartTimer();
}

void NoticeBar::applyTheme()
{
    const theme::Tokens &tokens = m_theme.tokens();
    const QColor colour = m_notice.isBad ? tokens.bad : tokens.accent;
    m_icon->setPixmap(m_theme.pixmap(m_notice.isBad ? u"warning"_s : u"info"_s,
                                     theme::Metrics::IconSize, colour, devicePixelRatioF()));
    m_close->setIcon(m_theme.icon(u"close"_s));
    update();
}

void NoticeBar::restartTimer()
{
    if (m_notice.duration.count() > 0)
        m_timer.start(m_notice.duration);
}

} // namespace polylogue::ui::pane
