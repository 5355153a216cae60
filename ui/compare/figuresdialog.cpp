// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/figuresdialog.h"

#include "ui/compare/figuresmodel.h"
#include "ui/compare/speedplot.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace polylogue::ui::compare {

namespace {

constexpr QSize FirstSize(900, 600);
constexpr int ColumnGap = 12;

} // namespace

FiguresDialog::FiguresDialog(theme::Theme &theme, app::session::Comparison &comparison,
                             const app::settings::Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_comparison(comparison)
    , m_settings(settings)
    , m_model(new FiguresModel(this))
    , m_plot(new SpeedPlot(theme, this))
    , m_table(new QTableView(this))
{
    setWindowTitle(tr("Figures of all turns"));
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(FiguresModel::SortRole);
    m_table->setModel(sorted);
    m_table->setAccessibleName(tr("Figures of all turns"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FiguresModel::Turn, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy as a table"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, &FiguresDialog::copyTable);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(12);
    column->addWidget(m_plot);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));

    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &FiguresDialog::refresh);
    using app::session::Comparison;
    for (const auto signal : {&Comparison::lanesChanged, &Comparison::runningChanged})
        connect(&comparison, signal, this, [this] { m_soon.start(0); });
    connect(&comparison, &Comparison::laneChanged, this, [this] { m_soon.start(0); });
    refresh();
    m_table->resizeColumnsToContents();
    for (int at = 0; at < FiguresModel::Columns; ++at)
        m_table->setColumnWidth(at, m_table->columnWidth(at) + ColumnGap);
}

void FiguresDialog::setModelsHidden(bool hidden)
{
    m_table->setColumnHidden(FiguresModel::Model, hidden);
    m_table->setColumnHidden(FiguresModel::Cost, hidden || !m_hasCosts); // prices tell as well
}

void FiguresDialog::refresh()
{
    m_model->setFigures(figuresOf(m_comparison, m_settings));
    m_plot->setFigures(m_model->figures());
    m_hasCosts = std::ranges::any_of(m_model->figures(),
                                     [](const auto &figures) { return !figures.cost.isEmpty(); });
    setModelsHidden(m_table->isColumnHidden(FiguresModel::Model));
}

//! As it is sorted and shown, for a spreadsheet.
void FiguresDialog::copyTable()
{
    const QAbstractItemModel &shown = *m_table->model();
    QStringList lines;
    for (int row = -1; row < shown.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < shown.columnCount(); ++column) {
            if (!m_table->isColumnHidden(column))
                cells.append(row < 0 ? shown.headerData(column, Qt::Horizontal).toString()
                                     : shown.index(row, column).data().toString());
        }
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace polylogue::ui::compare
