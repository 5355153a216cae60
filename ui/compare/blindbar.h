// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/vote.h"
#include "ui/compare/laneanswer.h"

#include <QList>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace polylogue::ui::compare {

//! \brief Asks which of the answers is the best while nobody is named.
class BlindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit BlindBar(QWidget *parent = nullptr);

    //! \brief The answers that can be voted on; fewer than two: none yet.
    void setAnswers(const QList<LaneAnswer> &answers);
    //! \brief Says whose answers they were.
    void reveal();

Q_SIGNALS:
    void voted(const polylogue::app::store::Vote &vote);
    void resultsRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeButtons();
    void arrange();
    void vote(app::store::Vote::Outcome outcome, qsizetype winner);

    QList<LaneAnswer> m_answers;
    QBoxLayout *m_layout = nullptr; // these are children
    QLabel *m_words = nullptr;
    QWidget *m_tools = nullptr;
    QWidget *m_buttons = nullptr;
    QLineEdit *m_tag = nullptr;
};

} // namespace polylogue::ui::compare
