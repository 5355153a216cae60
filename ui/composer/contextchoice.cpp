// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/contextchoice.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

ContextChoice::ContextChoice(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_words(new QLabel(this))
{
    setObjectName(u"ContextChoice"_s);
    setAccessibleName(tr("Too long for this model"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    theme::setLook(m_words, theme::Look::Warning);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::Metrics::Unit);
    m_first = addButton(u"LeaveOutOldest"_s, tr("Leave out the oldest"),
                        &ContextChoice::leaveOutOldestChosen);
    buttons->addWidget(m_first);
    buttons->addWidget(
        addButton(u"SendAnyway"_s, tr("Send anyway"), &ContextChoice::sendAnywayChosen));
    buttons->addWidget(addButton(u"CancelSending"_s, tr("Cancel"), &ContextChoice::cancelled));
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(theme::Metrics::Unit);
    column->addWidget(m_words);
    column->addLayout(buttons);
    hide();
}

QPushButton *ContextChoice::addButton(const QString &name, const QString &label,
                                      void (ContextChoice::*chosen)())
{
    auto *button = new QPushButton(label, this);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, [this, chosen] {
        hide();
        Q_EMIT(this->*chosen)();
    });
    return button;
}

void ContextChoice::ask(const QString &facts)
{
    m_words->setText(tr("This is too long for the model: %1. Pinned messages and the newest ones "
                        "stay in any case.")
                         .arg(facts));
    for (auto *button : findChildren<QPushButton *>())
        button->setAccessibleDescription(m_words->text());
    show();
    m_first->setFocus(Qt::OtherFocusReason);
}

void ContextChoice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().warnBg);
    painter.drawRoundedRect(rect(), theme::Metrics::RadiusBlock, theme::Metrics::RadiusBlock);
}

void ContextChoice::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        Q_EMIT cancelled();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace polylogue::ui::composer
