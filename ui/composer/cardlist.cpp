// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/cardlist.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace polylogue::ui::composer {

namespace {

//! \brief Plain text that ends in an ellipsis where it does not fit.
class ElidedLabel final : public QLabel
{
public:
    ElidedLabel(const QString &text, QWidget *parent)
        : QLabel(text, parent)
    {
        setTextFormat(Qt::PlainText);
        setMinimumWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        style()->drawItemText(&painter, rect(), Qt::AlignVCenter | Qt::AlignLeading, palette(),
                              isEnabled(), shown, foregroundRole());
    }
};

} // namespace

CardList::CardList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(theme::Metrics::Unit / 2);
    hide();
}

void CardList::clearCards()
{
    for (QWidget *card : std::as_const(m_cards)) {
        m_column->removeWidget(card);
        card->hide();
        card->deleteLater(); // we may stand in the click of one of its buttons
    }
    m_cards.clear();
    m_buttons.clear();
    hide();
}

void CardList::addCard(const QString &facts, const QString &words, const QList<CardButton> &buttons)
{
    auto *card = new QFrame(this);
    theme::setLook(card, theme::Look::Card);
    auto *quiet = new QLabel(facts, card);
    theme::setLook(quiet, theme::Look::Secondary);
    auto *line = new QHBoxLayout(card);
    line->setContentsMargins(10, 2, 2, 2);
    line->setSpacing(theme::Metrics::Unit);
    line->addWidget(quiet);
    line->addWidget(new ElidedLabel(words, card), 1);
    for (const CardButton &each : buttons) {
        auto *button = new QPushButton(each.label, card);
        button->setAccessibleName(each.spokenName);
        theme::setLook(button, theme::Look::Quiet);
        connect(button, &QPushButton::clicked, this, [pressed = each.pressed] { pressed(); });
        line->addWidget(button);
        m_buttons.append(button);
    }
    m_column->addWidget(card);
    m_cards.append(card);
    card->show();
    show();
    updateGeometry();
}

QList<QWidget *> CardList::buttons() const
{
    return m_buttons;
}

} // namespace polylogue::ui::composer
