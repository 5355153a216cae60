// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// The places of a window: a chat, or its lanes beside each other.

#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "ui/commands/command.h"
#include "ui/compare/answertools.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/composer/composer.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/statusline.h"
#include "ui/sidebar/sidebar.h"

#include <QAction>
#include <QApplication>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::conversation::ConversationId;
using compare::ComparePage;
using sidebar::Place;

namespace {

const auto promoteCommand = u"lane.promote"_s;

} // namespace

bool MainWindow::isComparing() const
{
    return m_comparePage && !m_comparePage->chat().isNull();
}

composer::Composer &MainWindow::composer()
{
    return isComparing() ? m_comparePage->composer() : m_chatPage->composer();
}

pane::ConversationPane &MainWindow::pane()
{
    compare::LaneView *lane = isComparing() ? m_comparePage->currentLane() : nullptr;
    return lane ? lane->pane() : m_chatPage->pane();
}

void MainWindow::makeComparePage()
{
    if (m_comparePage)
        return;
    m_compareTools = new compare::CompareTools(m_services.theme, m_header);
    m_comparePage = new ComparePage(m_services.theme,
                                    {.pane = {.library = m_services.library,
                                              .active = m_services.active,
                                              .loader = m_services.loader,
                                              .blobs = m_services.blobs},
                                     .learned = m_services.learned},
                                    *m_compareTools, m_pages);
    m_answerTools = new compare::AnswerTools({.theme = m_services.theme,
                                              .client = m_services.client,
                                              .active = m_services.active,
                                              .store = m_services.store},
                                             *m_compareTools, *m_comparePage);
    connect(m_answerTools, &compare::AnswerTools::gridRequested, this,
            &MainWindow::gridRunsRequested);
    m_comparePage->setSettings(m_services.settings.settings());
    m_pages->addWidget(m_comparePage);
    showPrompts();
    connect(m_comparePage, &ComparePage::activityChanged, m_statusLine, &StatusLine::setActivity);
    connect(m_comparePage, &ComparePage::chatOpenRequested, this, &MainWindow::showChat);
    connect(m_comparePage, &ComparePage::capabilitiesRequested, this,
            &MainWindow::showCapabilities);
    connect(m_comparePage, &ComparePage::errorActionRequested, this, &MainWindow::onErrorAction);
    connect(m_comparePage, &ComparePage::presetsRequested, this, &MainWindow::showPresets);
    connect(m_comparePage, &ComparePage::toolManagementRequested, this, &MainWindow::showTools);
    connect(m_comparePage, &ComparePage::promptChosen, this,
            [this](const QString &text) { usePrompt({}, text); });
    // Ctrl+Enter belongs to the composer unless the keyboard is in a lane.
    QAction *promote = m_commands->action(promoteCommand);
    const auto update = [this, promote] {
        promote->setEnabled(isComparing() && m_comparePage->focusedLane());
    };
    connect(qApp, &QApplication::focusChanged, promote, update);
    update();
}

void MainWindow::choosePlace(Place place)
{
    if (place == Place::Compare)
        compareThis();
    else
        showMainLine();
}

//! What is shown becomes a comparison, or is shown as the one that it is.
void MainWindow::compareThis()
{
    if (isComparing()) {
        showChatPage();
        return;
    }
    ConversationId wanted = chat();
    if (wanted.isNull())
        wanted = m_services.library.create(m_chatPage->setup(), m_chatPage->newFolder(),
                                           m_chatPage->isTemporary());
    compare(wanted);
}

void MainWindow::compare(const ConversationId &chat)
{
    makeComparePage();
    m_comparePage->showChat(chat); // before the other page lets go of it
    m_chatPage->leave();
    app::store::ComparisonState state = m_services.library.find(chat)->comparison;
    state.isShown = true;
    m_services.library.setComparison(chat, state);
    onChatShown();
}

void MainWindow::showMainLine()
{
    if (!isComparing()) {
        showChatPage();
        return;
    }
    const ConversationId mainLine = chat();
    app::session::Comparison &comparison = *m_comparePage->comparison();
    const bool isBegun =
        comparison.turnCount() > 0 || comparison.mainSession().conversation().count() > 0;
    const app::store::ChatRecord record = *m_services.library.find(mainLine);
    const bool isTemporary = m_services.library.isTemporary(mainLine);
    app::store::ComparisonState state = record.comparison;
    state.isShown = false;
    m_services.library.setComparison(mainLine, state);
    if (isBegun)
        m_chatPage->showChat(mainLine); // before the lanes let go of it
    leaveComparison();
    if (isBegun)
        onChatShown();
    else
        showNewChat(record.folder, isTemporary);
}

void MainWindow::leaveComparison()
{
    if (isComparing())
        m_comparePage->leave();
}

//! A hit of a search, wherever it stands.
void MainWindow::showMessage(const app::store::SearchHit &hit, const QStringList &words)
{
    const ConversationId mainLine = m_services.library.mainLineOf(hit.chat);
    const app::store::ChatRecord *record = m_services.library.find(mainLine);
    if (!record)
        return;
    if (mainLine != hit.chat) {
        compare(mainLine);
        m_comparePage->showMessage(hit.chat, hit.message, words);
        return;
    }
    if (hit.message.isNull() && record->comparison.isShown) {
        showChat(mainLine); // its title was found
        return;
    }
    m_chatPage->showHit(hit, words);
    leaveComparison();
    onChatShown();
}

void MainWindow::showOrigin(const app::conversation::MessageOrigin &origin)
{
    const app::store::ChatRecord *record = m_services.library.find(origin.chat);
    if (record && !record->deletedAt.isValid())
        showMessage({.chat = origin.chat, .message = origin.message}, {});
    else
        m_statusLine->setActivity(tr("The lane of this answer is not there any more."));
}

void MainWindow::updatePlace()
{
    m_sidebar->setPlace(isComparing() ? Place::Compare : Place::Chat);
    m_header->showTools(isComparing() ? m_compareTools : nullptr);
}

void MainWindow::addCompareCommands()
{
    const QString group = tr("Compare");
    const auto keys = [](const QString &shortcut) {
        return QList<QKeySequence>{QKeySequence(shortcut)};
    };
    m_commands->add(
        {u"compare.open"_s, tr("Compare this chat"), group, {}, [this] { compareThis(); }});
    m_commands->add(
        {u"compare.mainLine"_s, tr("Show the main line"), group, {}, [this] { showMainLine(); }});
    m_commands->add({u"lane.add"_s, tr("Add lane"), group, keys(u"Ctrl+Shift+M"_s), [this] {
                         if (isComparing())
                             m_comparePage->addLane();
                         else
                             compareThis();
                     }});
    m_commands->add(
        {u"compare.difference"_s, tr("Difference of two answers"), group, keys(u"Alt+D"_s), [this] {
             if (isComparing())
                 m_answerTools->showDifference();
         }});
    m_commands->add(
        {u"compare.agreement"_s, tr("Which sentences of the answers agree"), group, {}, [this] {
             if (isComparing())
                 m_answerTools->toggleAgreement();
         }});
    m_commands->add({u"compare.blind"_s, tr("Blind: hide the models' names"), group, {}, [this] {
                         if (isComparing())
                             m_answerTools->toggleBlind();
                     }});
    m_commands->add({u"compare.figures"_s, tr("Figures of all turns"), group, {}, [this] {
                         if (isComparing())
                             m_comparePage->showFigures();
                     }});
    m_commands->add({promoteCommand,
                     tr("Promote the answer of this lane"),
                     group,
                     {QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)},
                     [this] {
                         if (isComparing())
                             m_comparePage->promote();
                     }});
    m_commands->action(promoteCommand)->setEnabled(false);
    for (int lane = 0; lane < app::session::Comparison::MostLanes; ++lane) {
        m_commands->add({u"lane.focus%1"_s.arg(lane + 1),
                         tr("Go to lane %1").arg(app::session::laneLetter(lane)), group,
                         keys(u"Ctrl+%1"_s.arg(lane + 1)), [this, lane] {
                             if (isComparing())
                                 m_comparePage->focusLane(lane);
                         }});
    }
}

} // namespace polylogue::ui::shell
