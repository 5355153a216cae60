// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/answertools.h"

#include "app/session/comparison.h"
#include "app/store/chatstore.h"
#include "ui/compare/agreementstrip.h"
#include "ui/compare/blindbar.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/compare/diffdialog.h"
#include "ui/compare/votesdialog.h"

#include <QAction>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::conversation::ConversationId;
using app::session::Comparison;
using app::session::Turn;
using app::store::Vote;

AnswerTools::AnswerTools(const Services &services, CompareTools &header, ComparePage &page)
    : QObject(&page)
    , m_services(services)
    , m_page(page)
    , m_agreement(new QAction(tr("Agreement"), this))
    , m_blind(new QAction(tr("Blind"), this))
{
    auto *difference = new QAction(tr("Difference"), this);
    difference->setToolTip(tr("In what two answers differ, word by word (Alt+D)"));
    m_agreement->setCheckable(true);
    m_agreement->setToolTip(tr("Which sentences of the answers say the same"));
    m_blind->setCheckable(true);
    m_blind->setToolTip(tr("Hide the models' names until you have voted"));
    auto *grid = new QAction(tr("Grid run: ask a table…"), this);
    header.addTool(difference);
    header.addTool(m_agreement);
    header.addTool(m_blind);
    header.addMenuEntry(grid);
    connect(difference, &QAction::triggered, this, &AnswerTools::showDifference);
    connect(grid, &QAction::triggered, this, &AnswerTools::gridRequested);
    connect(m_agreement, &QAction::toggled, this, [this](bool isShown) {
        if (!m_strip && isShown) {
            m_strip = new AgreementStrip(m_services.theme, m_services.client, m_services.active);
            m_page.addStrip(m_strip);
        }
        if (m_strip)
            m_strip->setVisible(isShown);
        refresh();
    });
    connect(m_blind, &QAction::toggled, this, &AnswerTools::setBlind);
    connect(&page, &ComparePage::comparisonChanged, this, &AnswerTools::connectComparison);
    connect(&page, &ComparePage::lanesChanged, this, [this] { m_soon.start(); });
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &AnswerTools::refresh);
    connectComparison();
}

void AnswerTools::connectComparison()
{
    m_hasVoted = false;
    m_wasRunning = false;
    if (Comparison *comparison = m_page.comparison()) {
        connect(comparison, &Comparison::runningChanged, this, &AnswerTools::onRunningChanged);
        connect(comparison, &Comparison::laneChanged, this, [this] { m_soon.start(); });
        setNamesHidden(m_blind->isChecked());
    }
    m_soon.start();
}

//! To the newest question; lanes without an answer to it are left out.
QList<LaneAnswer> AnswerTools::answers() const
{
    Comparison *comparison = m_page.comparison();
    if (!comparison || comparison->isRunning())
        return {};
    const qsizetype newest = comparison->turnCount() - 1;
    QList<LaneAnswer> answers;
    for (qsizetype i = 0; i < comparison->lanes().size(); ++i) {
        const QList<Turn> turns = comparison->turns(comparison->lanes().at(i));
        if (newest < 0 || newest >= turns.size() || !turns.at(newest).answer)
            continue;
        const app::conversation::Message &answer = *turns.at(newest).answer;
        const QString text = textOf(answer.content);
        if (text.trimmed().isEmpty())
            continue;
        const QString letter = app::session::laneLetter(i);
        answers.append(LaneAnswer{.name = m_areNamesHidden ? tr("Lane %1").arg(letter)
                                                           : letter + u" · "_s + answer.model,
                                  .model = answer.model,
                                  .text = text,
                                  .position = i});
    }
    return answers;
}

void AnswerTools::refresh()
{
    const QList<LaneAnswer> now = answers();
    if (m_strip && m_strip->isVisible())
        m_strip->setAnswers(now);
    if (m_difference && now.size() > 1)
        m_difference->setAnswers(now);
    if (m_bar && m_blind->isChecked() && !m_hasVoted)
        m_bar->setAnswers(now);
}

void AnswerTools::showDifference()
{
    const QList<LaneAnswer> now = answers();
    if (!m_difference) {
        m_difference = new DiffDialog(m_services.theme, m_page.window());
        m_difference->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_difference->setAnswers(now);
    m_difference->show();
    m_difference->raise();
    m_difference->activateWindow();
}

void AnswerTools::toggleAgreement()
{
    m_agreement->toggle();
}

void AnswerTools::toggleBlind()
{
    m_blind->toggle();
}

void AnswerTools::setBlind(bool blind)
{
    m_blind->setChecked(blind);
    if (!m_bar && blind) {
        m_bar = new BlindBar;
        m_page.addStrip(m_bar);
        connect(m_bar, &BlindBar::voted, this, [this](const Vote &vote) {
            m_services.store.write({app::store::SaveVote{vote}});
            m_hasVoted = true;
            m_bar->reveal();
            setNamesHidden(false);
            refresh();
        });
        connect(m_bar, &BlindBar::resultsRequested, this, &AnswerTools::showResults);
    }
    if (m_bar)
        m_bar->setVisible(blind);
    m_hasVoted = false;
    setNamesHidden(blind);
    // What is there already was seen with its names: it is mixed, and can be voted on.
    if (blind)
        shuffle();
    refresh();
}

void AnswerTools::onRunningChanged()
{
    const bool isRunning = m_page.comparison() && m_page.comparison()->isRunning();
    if (isRunning && !m_wasRunning && m_blind->isChecked()) {
        m_hasVoted = false;
        setNamesHidden(true);
        shuffle();
        m_bar->setAnswers({});
    }
    m_wasRunning = isRunning;
    m_soon.start();
}

//! Each order of the lanes is as likely as any other (Fisher and Yates).
void AnswerTools::shuffle()
{
    Comparison *comparison = m_page.comparison();
    if (!comparison)
        return;
    const QList<ConversationId> before = comparison->lanes();
    for (qsizetype last = before.size() - 1; last > 0; --last) {
        const qsizetype chosen = QRandomGenerator::global()->bounded(int(last + 1));
        const ConversationId lane = comparison->lanes().at(chosen);
        if (chosen != last)
            comparison->moveLane(lane, int(last - chosen));
    }
}

void AnswerTools::setNamesHidden(bool hidden)
{
    m_areNamesHidden = hidden;
    m_page.setNamesHidden(hidden);
}

void AnswerTools::showResults()
{
    m_services.store.loadVotes(this, [this](const app::base::Result<QList<Vote>> &votes) {
        auto *dialog = new VotesDialog(votes.value_or({}), m_page.window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &VotesDialog::removeRequested, this,
                [this] { m_services.store.write({app::store::RemoveVotes{}}); });
        dialog->show();
    });
}

} // namespace polylogue::ui::compare
