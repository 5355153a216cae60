// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/workline.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace polylogue::ui::map {

using theme::Metrics::Unit;

namespace {

constexpr int progressSteps = 1000;

} // namespace

WorkLine::WorkLine(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_pause(new QPushButton(tr("Pause"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(theme::Metrics::TargetComfortable
                              + 4); // as its buttons: nothing jumps
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Unit);
    m_progress->setAccessibleName(tr("Progress"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_words, 2);
    row->addWidget(m_progress, 1);
    row->addWidget(m_pause);
    row->addWidget(m_stop);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_goesOn)
            Q_EMIT goOnRequested();
        else
            Q_EMIT pauseRequested();
    });
    connect(m_stop, &QPushButton::clicked, this, &WorkLine::stopRequested);
    showNote({});
}

void WorkLine::showWords(const QString &words, bool areBad)
{
    const theme::Look look = areBad ? theme::Look::Bad : theme::Look::Secondary;
    if (theme::lookOf(m_words) != look)
        theme::setLook(m_words, look);
    m_words->setText(words);
}

void WorkLine::showWork(const QString &words, double share, bool canPause, bool isPaused)
{
    showWords(words, false);
    m_progress->show();
    m_progress->setRange(0, share < 0 ? 0 : progressSteps);
    m_progress->setValue(int(share * progressSteps));
    m_goesOn = isPaused;
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setVisible(canPause);
    m_stop->show();
}

void WorkLine::showProblem(const QString &problem, bool canGoOn)
{
    showWords(problem, true);
    m_progress->hide();
    m_goesOn = true;
    m_pause->setText(tr("Try again"));
    m_pause->setVisible(canGoOn);
    m_stop->setVisible(canGoOn);
}

void WorkLine::showNote(const QString &note)
{
    showWords(note, false);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_pause, m_stop})
        widget->hide();
}

} // namespace polylogue::ui::map
