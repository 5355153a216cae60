// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/tables/sourcesetup.h"

#include "ui/tables/sourcetable.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace polylogue::ui::tables {

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QSplitter *besideOptions(const QString &title, SourceTable *source, QWidget *options,
                         QWidget *parent)
{
    auto *left = new QWidget(parent);
    auto *rows = new QVBoxLayout(left);
    rows->setContentsMargins(0, 0, theme::Metrics::Unit, 0);
    rows->addWidget(heading(title, left));
    rows->addWidget(source, 1);
    auto *scroll = new QScrollArea(parent);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(options);
    auto *split = new QSplitter(parent);
    split->addWidget(left);
    split->addWidget(scroll);
    split->setChildrenCollapsible(false);
    return split;
}

} // namespace polylogue::ui::tables
