// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/contextbreakdown.h"

#include "ui/composer/contextmeter.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

ContextBreakdown::ContextBreakdown(theme::Theme &theme, QWidget *opener)
    : PopupPanel(opener)
{
    setObjectName(u"ContextBreakdown"_s);
    setAccessibleName(tr("What the next request would hold"));
    auto *title = new QLabel(tr("The next request"), this);
    title->setFont(theme.headingFont(3));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(3 * theme::Metrics::Unit);
    grid->setVerticalSpacing(theme::Metrics::Unit / 2);
    m_systemPrompt = addRow(grid, tr("System prompt"));
    m_messages = addRow(grid, tr("Messages"));
    m_attachments = addRow(grid, tr("Attachments"));
    m_draft = addRow(grid, tr("This draft"));
    m_total = addRow(grid, tr("Together"));
    m_limit = addRow(grid, tr("The model's limit"));
    m_cost = addRow(grid, tr("Cost of the input"));
    QFont strong = theme.interfaceFont();
    strong.setBold(true);
    m_total->setFont(strong);
    m_note = new QLabel(this);
    m_note->setWordWrap(true);
    theme::setLook(m_note, theme::Look::Secondary);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(theme::Metrics::Unit);
    column->addWidget(title);
    column->addLayout(grid);
    column->addWidget(m_note);
    addSpent(theme, column);
}

void ContextBreakdown::addSpent(theme::Theme &theme, QVBoxLayout *column)
{
    m_spentTitle = new QLabel(tr("Spent"), this);
    m_spentTitle->setFont(theme.headingFont(3));
    m_spentOn = new QLabel(this);
    m_spent = new QLabel(this);
    m_spent->setAlignment(Qt::AlignRight);
    for (QLabel *lines : {m_spentOn, m_spent})
        lines->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout;
    row->addWidget(m_spentOn);
    row->addWidget(m_spent, 1);
    column->addWidget(m_spentTitle);
    column->addLayout(row);
}

void ContextBreakdown::setSpent(const ContextMeterValue &value)
{
    QStringList names;
    QStringList costs;
    QStringList spoken;
    const auto add = [&](const QString &name, const QString &cost) {
        names += name;
        costs += cost;
        spoken += tr("%1: %2", "day, what was spent").arg(name, cost);
    };
    if (!value.chatCost.isEmpty())
        add(tr("This chat"), value.chatCost);
    for (const auto &[day, cost] : value.dayCosts)
        add(day, cost);
    m_spentOn->setText(names.join(u'\n'));
    m_spent->setText(costs.join(u'\n'));
    m_spent->setAccessibleName(spoken.join(u'\n'));
    for (QLabel *label : {m_spentTitle, m_spentOn, m_spent})
        label->setVisible(!names.isEmpty());
}

QLabel *ContextBreakdown::addRow(QGridLayout *grid, const QString &label)
{
    const int row = grid->rowCount();
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setAccessibleName(label);
    grid->addWidget(new QLabel(label, this), row, 0);
    grid->addWidget(value, row, 1, Qt::AlignRight);
    return value;
}

void ContextBreakdown::setValue(const ContextMeterValue &value)
{
    const auto tokens = [&value](qint64 count) {
        return value.isEstimate && count > 0 ? text::estimatedTokenCount(count)
                                             : text::tokenCount(count);
    };
    m_systemPrompt->setText(tokens(value.systemPrompt));
    m_messages->setText(tokens(value.messages));
    m_attachments->setText(tokens(value.attachments));
    m_draft->setText(tokens(value.draft));
    m_total->setText(tokens(value.total()));
    m_limit->setText(value.limit ? text::tokenCount(*value.limit) : tr("not known"));
    m_cost->setText(value.cost.isEmpty() ? tr("no price is set") : value.cost);
    m_note->setText(value.isEstimate
                        ? tr("Estimated from the length of texts and the size of pictures. The "
                             "server counts when it answers.")
                        : tr("Counted by the server."));
    setSpent(value);
}

} // namespace polylogue::ui::composer
