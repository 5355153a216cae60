// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/shortcutsheet.h"

#include "ui/commands/command.h"
#include "ui/commands/shortcuttext.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace polylogue::ui::shell {

using commands::Command;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{520, 560};

QLabel *addLabel(QGridLayout *grid, const QString &text, int row, int column, int span)
{
    auto *label = new QLabel(grid->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    grid->addWidget(label, row, column, 1, span);
    return label;
}

QWidget *makeTable(theme::Theme &theme, const commands::CommandRegistry &commands, QWidget *parent)
{
    auto *table = new QWidget(parent);
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(3 * Unit);
    grid->setVerticalSpacing(Unit);
    grid->setColumnStretch(0, 1);
    QStringList groups;
    for (const Command &command : commands.commands()) {
        if (!commands.shortcuts(command.id).isEmpty() && !groups.contains(command.group))
            groups.append(command.group);
    }
    int row = 0;
    for (const QString &group : std::as_const(groups)) {
        QLabel *heading = addLabel(grid, group, row++, 0, 2);
        heading->setFont(theme.headingFont(3));
        heading->setContentsMargins(0, row > 1 ? 2 * Unit : 0, 0, 0);
        for (const Command &command : commands.commands()) {
            const QString keys = commands::shownShortcuts(commands.shortcuts(command.id));
            if (command.group != group || keys.isEmpty())
                continue;
            addLabel(grid, command.text, row, 0, 1);
            theme::setLook(addLabel(grid, keys, row++, 1, 1), theme::Look::Secondary);
        }
    }
    grid->setRowStretch(row, 1);
    return table;
}

} // namespace

ShortcutSheet::ShortcutSheet(theme::Theme &theme, const commands::CommandRegistry &commands,
                             QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(FirstSize);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(windowTitle());
    area->setWidget(makeTable(theme, commands, area));
    area->widget()->setBackgroundRole(QPalette::Base);
    area->widget()->setAutoFillBackground(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *change = buttons->addButton(tr("Change…"), QDialogButtonBox::ActionRole);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 3 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(2 * Unit);
    rows->addWidget(area, 1);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(change, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT changeRequested();
    });
}

} // namespace polylogue::ui::shell
