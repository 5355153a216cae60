// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridrunpage.h"

#include "ui/grid/celldetail.h"
#include "ui/grid/gridexportbutton.h"
#include "ui/grid/gridfilter.h"
#include "ui/grid/gridmodel.h"
#include "ui/grid/gridwords.h"
#include "ui/grid/lanetable.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace polylogue::ui::grid {

using app::grid::GridRunner;
using theme::Metrics::Unit;

namespace {

constexpr int rowHeight = 30;
constexpr int inputWidth = 140;
constexpr int laneWidth = 260;
constexpr int detailWidth = 260; // at least
constexpr int progressSteps = 1000; // whatever the number of cells
constexpr int mostParallel = 16;

} // namespace

GridRunPage::GridRunPage(theme::Theme &theme, GridRunner &runner,
                         const app::settings::Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_runner(runner)
    , m_model(new GridModel(theme, runner, this))
    , m_filter(new GridFilter(this))
    , m_progress(new QProgressBar(this))
    , m_state(new QLabel(this))
    , m_message(new QLabel(this))
    , m_lanes(new LaneTable(runner, settings, this))
    , m_table(new QTableView(this))
    , m_detail(new CellDetail(runner, this))
{
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Unit);
    m_progress->setAccessibleName(tr("Progress"));
    for (QLabel *label : {m_state, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_message->hide();
    theme::setLook(m_message, theme::Look::Secondary);
    makeTable();
    auto *split = new QSplitter(this);
    split->addWidget(m_table);
    split->addWidget(m_detail);
    m_detail->setMinimumWidth(detailWidth);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(makeHead());
    rows->addWidget(m_progress);
    rows->addWidget(m_state);
    rows->addWidget(m_message);
    m_lanes->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    rows->addWidget(m_lanes);
    rows->addWidget(makeFilters());
    rows->addWidget(split, 1);

    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &GridRunPage::showState);
    connect(&runner, &GridRunner::stateChanged, this, &GridRunPage::showState);
    connect(&runner, &GridRunner::progressed, this, &GridRunPage::showState);
    connect(&runner, &GridRunner::cellChanged, m_detail, &CellDetail::refresh);
    showState();
}

QWidget *GridRunPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    auto *back = new QPushButton(tr("All runs"), head);
    theme::setLook(back, theme::Look::Quiet);
    auto *title = new QLineEdit(m_runner.run().title, head);
    title->setAccessibleName(tr("Title of the run"));
    m_startButton = new QPushButton(head);
    m_startButton->setDefault(true);
    theme::setLook(m_startButton, theme::Look::Primary);
    m_retryButton = new QPushButton(tr("Ask failed ones again"), head);
    auto *atOnce = new QLabel(tr("At &once"), head);
    auto *parallel = new QSpinBox(head);
    parallel->setRange(1, mostParallel);
    parallel->setValue(m_runner.run().setup.parallel);
    parallel->setAccessibleName(tr("Requests at once"));
    atOnce->setBuddy(parallel);
    auto *exporter = new GridExportButton(m_runner, head);
    row->addWidget(back);
    row->addWidget(title, 1);
    row->addWidget(atOnce);
    row->addWidget(parallel);
    row->addWidget(m_retryButton);
    row->addWidget(exporter);
    row->addWidget(m_startButton);
    connect(back, &QPushButton::clicked, this, &GridRunPage::backRequested);
    connect(title, &QLineEdit::editingFinished, this, [this, title] {
        if (title->text() != m_runner.run().title)
            m_runner.setTitle(title->text());
    });
    connect(parallel, &QSpinBox::valueChanged, &m_runner, &GridRunner::setParallel);
    connect(m_retryButton, &QPushButton::clicked, this, [this] {
        m_runner.retryFailed();
        m_runner.start();
    });
    connect(m_startButton, &QPushButton::clicked, this, [this] {
        const auto state = m_runner.state();
        if (state == GridRunner::State::Running || state == GridRunner::State::Held)
            m_runner.pause();
        else
            m_runner.start();
    });
    connect(exporter, &GridExportButton::exported, this,
            [this](const QString &path) { say(tr("Written to %1.").arg(path)); });
    connect(exporter, &GridExportButton::failed, this,
            [this](const app::base::Error &error) { say(errorLine(error)); });
    return head;
}

QWidget *GridRunPage::makeFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    auto *show = new QComboBox(bar);
    show->setAccessibleName(tr("Rows shown"));
    const auto add = [show](const QString &name, GridFilter::Show what) {
        show->addItem(name, int(what));
    };
    add(tr("All rows"), GridFilter::Show::All);
    add(tr("With an answer"), GridFilter::Show::Answered);
    add(tr("With a failure"), GridFilter::Show::Failed);
    if (!m_runner.run().setup.expectedColumn.isEmpty())
        add(tr("Not as expected"), GridFilter::Show::NotAsExpected);
    if (m_runner.laneCount() > 1)
        add(tr("Answered differently"), GridFilter::Show::Different);
    add(tr("Not asked yet"), GridFilter::Show::Waiting);
    auto *words = new QLineEdit(bar);
    words->setPlaceholderText(tr("Find in cells"));
    words->setAccessibleName(tr("Find in cells"));
    words->setClearButtonEnabled(true);
    auto *count = new QLabel(bar);
    theme::setLook(count, theme::Look::Secondary);
    row->addWidget(show);
    row->addWidget(words, 1);
    row->addWidget(count);
    const auto showCount = [this, count] {
        count->setText(tr("%1 rows").arg(text::count(m_filter->rowCount())));
    };
    connect(show, &QComboBox::currentIndexChanged, this, [this, show, showCount] {
        m_filter->setShown(GridFilter::Show(show->currentData().toInt()));
        showCount();
    });
    connect(words, &QLineEdit::textChanged, this, [this, showCount](const QString &text) {
        m_filter->setWords(text);
        showCount();
    });
    connect(&m_runner, &GridRunner::progressed, count, showCount);
    showCount();
    return bar;
}

void GridRunPage::makeTable()
{
    m_filter->setSourceModel(m_model);
    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Cells"));
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QTableView::ScrollPerPixel);
    // No row asks its cells for a height: a thousand rows cost what those in view cost.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, m_model->laneOf(column) < 0 ? inputWidth : laneWidth);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &GridRunPage::showCurrent);
}

void GridRunPage::showCurrent()
{
    const QModelIndex current = m_filter->mapToSource(m_table->currentIndex());
    if (!current.isValid())
        return;
    const QString column =
        m_model->headerData(current.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    m_detail->showCell(current.row(), m_model->laneOf(current.column()),
                       current.data(GridModel::TextRole).toString(), column);
}

void GridRunPage::showState()
{
    const GridRunner::State state = m_runner.state();
    const bool runs = state == GridRunner::State::Running || state == GridRunner::State::Held;
    const qint64 all = std::max<qint64>(m_runner.cellCount(), 1);
    m_progress->setValue(int(progressSteps * m_runner.endedCount() / all));
    m_state->setText(stateText(m_runner));
    m_startButton->setText(runs                             ? tr("Pause")
                               : m_runner.endedCount() == 0 ? tr("Start")
                                                            : tr("Go on"));
    m_startButton->setVisible(state != GridRunner::State::Ended);
    m_retryButton->setVisible(m_runner.failedCount() > 0);
    m_lanes->refresh();
    if (state == GridRunner::State::Held)
        m_seconds.start();
    else
        m_seconds.stop();
}

void GridRunPage::say(const QString &message)
{
    m_message->setText(message);
    m_message->show();
}

} // namespace polylogue::ui::grid
