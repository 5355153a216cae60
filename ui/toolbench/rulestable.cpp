// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/rulestable.h"

#include "app/tools/argumentfields.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::tools::Tool;
using app::tools::ToolRule;
using theme::Metrics::Unit;

namespace {

enum Column { ToolColumn, ArgumentsColumn, DecisionColumn, StateColumn, TimeColumn, ColumnCount };

constexpr qsizetype LongestArguments = 200;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

RulesTable::RulesTable(app::tools::ToolBox &tools, QWidget *parent)
    : QWidget(parent)
    , m_tools(tools)
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_remove(new QPushButton(tr("Remove rule"), this))
    , m_hint(plainLabel({}, this))
    , m_problem(plainLabel({}, this))
{
    theme::setLook(m_hint, theme::Look::Secondary);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();
    m_table->setAccessibleName(tr("Rules"));
    m_table->setHorizontalHeaderLabels(
        {tr("Tool"), tr("Arguments"), tr("Decision"), tr("Holds"), tr("Since")});
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ArgumentsColumn, QHeaderView::Stretch);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(m_hint);
    rows->addWidget(m_problem);
    rows->addWidget(m_table, 1);
    rows->addLayout(buttons);
    connect(m_remove, &QPushButton::clicked, this, &RulesTable::removeChosen);
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_table->selectionModel()->selectedRows().isEmpty()); });
    // Later: a box in the table may be what changed them.
    for (const auto signal : {&app::tools::ToolBox::rulesChanged, &app::tools::ToolBox::changed})
        connect(&tools, signal, this, &RulesTable::fill, Qt::QueuedConnection);
    fill();
}

void RulesTable::fill()
{
    const QList<ToolRule> rules = m_tools.rules();
    const QList<Tool> known = m_tools.tools();
    m_table->setRowCount(0);
    m_table->setRowCount(int(rules.size()));
    for (int row = 0; row < rules.size(); ++row)
        addRow(row, rules.at(row), known);
    m_hint->setText(
        rules.isEmpty()
            ? tr("There are no rules: you are asked before any call runs. A rule is made where a "
                 "call asks.")
            : tr("A rule about certain arguments goes before one about any. What is allowed holds "
                 "for the tool as it was then: when its command, description or arguments change, "
                 "you are asked again."));
    m_table->setVisible(!rules.isEmpty());
    m_remove->setVisible(!rules.isEmpty());
    m_remove->setEnabled(false);
}

void RulesTable::addRow(int row, const ToolRule &rule, const QList<Tool> &known)
{
    const auto setText = [this, row](Column column, const QString &text) {
        auto *item = new QTableWidgetItem(text);
        m_table->setItem(row, column, item);
    };
    const QString name = app::tools::withVisibleMarks(
        rule.server.isEmpty() ? rule.tool : u"%1 · %2"_s.arg(rule.server, rule.tool));
    setText(ToolColumn, name);
    setText(ArgumentsColumn,
            rule.arguments ? text::oneLine(
                app::tools::withVisibleMarks(QString::fromUtf8(*rule.arguments)), LongestArguments)
                           : tr("any"));
    const auto tool = std::ranges::find_if(known, [&rule](const Tool &each) {
        return each.definition.name == rule.tool && each.server == rule.server;
    });
    const bool isSame = tool != known.end() && fingerprintOf(*tool) == rule.fingerprint;
    setText(StateColumn,
            tool == known.end()             ? tr("tool is not there")
                : isSame || !rule.isAllowed ? tr("yes")
                                            : tr("no, it has changed"));
    setText(TimeColumn, QLocale().toString(rule.madeAt.toLocalTime(), QLocale::ShortFormat));
    auto *decision = new QComboBox(m_table);
    decision->addItems({tr("Always run"), tr("Never run")});
    decision->setCurrentIndex(rule.isAllowed ? 0 : 1);
    decision->setAccessibleName(tr("Decision about %1").arg(name));
    m_table->setCellWidget(row, DecisionColumn, decision);
    m_table->setRowHeight(row, decision->sizeHint().height() + Unit / 2);
    connect(decision, &QComboBox::activated, this, [this, row, rule](int index) {
        ToolRule changed = rule;
        changed.isAllowed = index == 0;
        change(row, changed);
    });
}

void RulesTable::change(int row, const ToolRule &rule)
{
    QList<ToolRule> rules = m_tools.rules();
    if (row >= rules.size())
        return;
    rules[row] = rule;
    save(rules);
}

void RulesTable::removeChosen()
{
    QList<ToolRule> kept;
    const QList<ToolRule> rules = m_tools.rules();
    for (int row = 0; row < rules.size(); ++row) {
        if (!m_table->selectionModel()->isRowSelected(row))
            kept.append(rules.at(row));
    }
    save(kept);
}

void RulesTable::save(const QList<ToolRule> &rules)
{
    const auto saved = m_tools.setRules(rules);
    m_problem->setText(saved ? QString()
                             : tr("The rules could not be saved: %1").arg(saved.error().detail));
    m_problem->setVisible(!saved);
}

} // namespace polylogue::ui::toolbench
