// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/comparetools.h"

#include "ui/compare/lanewords.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::store::HistoryRule;
using theme::Metrics::Unit;

CompareTools::CompareTools(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
    , m_history(new QToolButton(this))
    , m_rules(new QActionGroup(this))
    , m_addLane(new QToolButton(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    auto *rules = new QMenu(m_history);
    rules->setToolTipsVisible(true);
    for (const HistoryRule rule : {HistoryRule::Own, HistoryRule::Chosen, HistoryRule::Shared}) {
        QAction *action = rules->addAction(words::historyRule(rule));
        action->setToolTip(words::historyRuleHint(rule));
        action->setCheckable(true);
        action->setData(static_cast<int>(rule));
        m_rules->addAction(action);
    }
    connect(m_rules, &QActionGroup::triggered, this, [this](QAction *chosen) {
        Q_EMIT historyRuleChosen(static_cast<HistoryRule>(chosen->data().toInt()));
    });
    m_history->setMenu(rules);
    m_history->setPopupMode(QToolButton::InstantPopup);
    m_history->setAccessibleName(tr("History"));
    m_addLane->setText(tr("Lane"));
    m_addLane->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_addLane->setAccessibleName(tr("Add lane"));
    m_addLane->setToolTip(tr("Add a lane with another model (Ctrl+Shift+M)"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAccessibleName(tr("More of the comparison"));
    m_more->setToolTip(tr("More of the comparison"));
    theme::setLook(m_more, theme::Look::Quiet);
    for (QToolButton *button : {m_history, m_addLane, m_more})
        button->setFocusPolicy(Qt::StrongFocus);

    m_row->setContentsMargins({});
    m_row->setSpacing(Unit);
    m_row->addStretch(1);
    m_row->addWidget(m_history);
    m_row->addWidget(m_addLane);
    m_row->addWidget(m_more);
    connect(m_addLane, &QToolButton::clicked, this, &CompareTools::addLaneRequested);
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_menu->clear();
        for (const Tool &tool : std::as_const(m_tools)) {
            if (!tool.button->isVisible() && tool.action->isVisible())
                m_menu->addAction(tool.action);
        }
        m_menu->addSeparator();
        m_menu->addActions(m_entries);
    });
    connect(&theme, &theme::Theme::changed, this, &CompareTools::dress);
    setHistoryRule(HistoryRule::Own);
    dress();
}

void CompareTools::addTool(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    m_row->insertWidget(m_row->indexOf(m_addLane), button);
    m_tools.append({.action = action, .button = button});
    connect(action, &QAction::changed, this, &CompareTools::fit);
    fit();
}

void CompareTools::addMenuEntry(QAction *action)
{
    m_entries.append(action);
}

void CompareTools::setHistoryRule(HistoryRule rule)
{
    for (QAction *action : m_rules->actions()) {
        if (action->data().toInt() == static_cast<int>(rule))
            action->setChecked(true);
    }
    m_history->setText(words::historyRule(rule));
    m_history->setAccessibleDescription(words::historyRule(rule));
    m_history->setToolTip(words::historyRuleHint(rule));
    fit();
}

void CompareTools::setMayAddLane(bool may)
{
    m_addLane->setEnabled(may);
}

QSize CompareTools::minimumSizeHint() const
{
    const int width = m_history->sizeHint().width() + m_addLane->sizeHint().width()
        + m_more->sizeHint().width() + 2 * m_row->spacing();
    return {width, QWidget::minimumSizeHint().height()};
}

//! Tools from the left, as many as there is room for; the rest is in the menu.
void CompareTools::fit()
{
    int left = width() - minimumSizeHint().width();
    for (const Tool &tool : std::as_const(m_tools)) {
        left -= tool.button->sizeHint().width() + m_row->spacing();
        const bool isShown = tool.action->isVisible() && left >= 0;
        if (tool.button->isVisibleTo(this) != isShown)
            tool.button->setVisible(isShown);
    }
    updateGeometry();
}

void CompareTools::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CompareTools::dress()
{
    m_addLane->setIcon(m_theme.icon(u"plus"_s));
    m_more->setIcon(m_theme.icon(u"more"_s));
    fit();
}

} // namespace polylogue::ui::compare
