// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/blindbar.h"

#include "app/session/lanerequests.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::store::Vote;
using theme::Metrics::Unit;

BlindBar::BlindBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_words(new QLabel(this))
    , m_tools(new QWidget(this))
    , m_buttons(new QWidget(m_tools))
    , m_tag(new QLineEdit(m_tools))
{
    setAccessibleName(tr("Blind vote"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_tag->setPlaceholderText(tr("Kind of prompt"));
    m_tag->setToolTip(tr("Optional: votes are counted for each kind as well"));
    m_tag->setAccessibleName(tr("Kind of prompt"));
    m_tag->setMinimumWidth(m_tag->fontMetrics().horizontalAdvance(m_tag->placeholderText())
                           + 5 * Unit);
    auto *results = new QPushButton(tr("Results…"), m_tools);
    theme::setLook(results, theme::Look::Quiet);
    auto *row = new QHBoxLayout(m_tools);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_buttons);
    row->addStretch(1);
    row->addWidget(m_tag);
    row->addWidget(results);
    m_layout->setContentsMargins(2 * Unit, 0, 2 * Unit, 0);
    m_layout->setSpacing(Unit);
    m_layout->addWidget(m_words, 1);
    m_layout->addWidget(m_tools);
    connect(results, &QPushButton::clicked, this, &BlindBar::resultsRequested);
    setAnswers({});
}

void BlindBar::setAnswers(const QList<LaneAnswer> &answers)
{
    m_answers = answers;
    const bool canVote = answers.size() > 1;
    m_words->setText(canVote ? tr("Which answer is the best?")
                             : tr("Names are hidden until you have voted. Ask something."));
    makeButtons();
    m_tag->setVisible(canVote);
    arrange();
}

void BlindBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

//! The words in a row of their own where they would be squeezed.
void BlindBar::arrange()
{
    const QMargins margins = m_layout->contentsMargins();
    const int needed = m_words->fontMetrics().horizontalAdvance(m_words->text())
        + m_tools->sizeHint().width() + margins.left() + margins.right() + 2 * Unit;
    m_layout->setDirection(!m_tag->isHidden() && needed > width() ? QBoxLayout::TopToBottom
                                                                  : QBoxLayout::LeftToRight);
}

void BlindBar::makeButtons()
{
    auto *buttons = new QWidget(m_tools);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(Unit / 2);
    const auto add = [&](const QString &text, const QString &name, Vote::Outcome outcome,
                         qsizetype winner) {
        auto *button = new QPushButton(text, buttons);
        button->setAccessibleName(name);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [this, outcome, winner] { vote(outcome, winner); });
    };
    if (m_answers.size() > 1) {
        for (qsizetype i = 0; i < m_answers.size(); ++i) {
            const QString letter = app::session::laneLetter(m_answers.at(i).position);
            add(letter, tr("%1 is the best").arg(letter), Vote::Outcome::Winner, i);
        }
        add(tr("Equally good"), tr("Equally good"), Vote::Outcome::Tie, 0);
        add(tr("None is good"), tr("None is good"), Vote::Outcome::AllBad, 0);
    }
    m_tools->layout()->replaceWidget(m_buttons, buttons);
    m_buttons->deleteLater();
    m_buttons = buttons;
}

void BlindBar::vote(Vote::Outcome outcome, qsizetype winner)
{
    Vote vote{.id = app::store::VoteId::create(),
              .votedAt = QDateTime::currentDateTimeUtc(),
              .tag = m_tag->text().simplified(),
              .outcome = outcome,
              .winner = winner};
    for (const LaneAnswer &answer : std::as_const(m_answers))
        vote.models.append(answer.model);
    Q_EMIT voted(vote);
}

void BlindBar::reveal()
{
    QStringList names;
    for (const LaneAnswer &answer : std::as_const(m_answers))
        names << app::session::laneLetter(answer.position) + u" "_s + answer.model;
    m_answers.clear();
    makeButtons();
    m_tag->hide();
    m_words->setText(tr("Your vote is kept. They were: %1. With the next question names are hidden "
                        "again, in another order.")
                         .arg(names.join(u", "_s)));
    arrange();
}

} // namespace polylogue::ui::compare
