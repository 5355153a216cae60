// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class QBoxLayout;

namespace polylogue::ui::composer {

//! \brief Cards of one line, one below the other, each with buttons; hidden while there is none.
class CardList : public QWidget
{
    Q_OBJECT

public:
    //! \return the buttons in reading order, for the order of tabs.
    QList<QWidget *> buttons() const;

protected:
    struct CardButton
    {
        QString label = {};
        QString spokenName = {};
        std::function<void()> pressed = {};
    };

    explicit CardList(QWidget *parent);

    void clearCards();
    //! \param facts quiet, whole; \param words foreign text that gives way where there is no room
    void addCard(const QString &facts, const QString &words, const QList<CardButton> &buttons);

private:
    QBoxLayout *m_column;
    QList<QWidget *> m_cards; // children
    QList<QWidget *> m_buttons; // of the cards
};

} // namespace polylogue::ui::composer
