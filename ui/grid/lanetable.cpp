// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/lanetable.h"

#include "app/grid/gridquestion.h"
#include "app/session/costs.h"
#include "ui/grid/gridwords.h"
#include "ui/text/format.h"

#include <QHeaderView>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

namespace {

constexpr int mostRowsShown = 4; // the rest scroll

} // namespace

LaneTable::LaneTable(app::grid::GridRunner &runner, const app::settings::Settings &settings,
                     QWidget *parent)
    : QTableWidget(int(runner.laneCount()), ColumnCount, parent)
    , m_runner(runner)
    , m_prices(settings.prices)
    , m_currency(settings.currency)
{
    setAccessibleName(tr("Models of this run"));
    setHorizontalHeaderLabels({tr("Model"), tr("Answers"), tr("As expected"), tr("First token"),
                               tr("Duration"), tr("Tokens in / out"), tr("Cost")});
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setColumnHidden(Passed, runner.run().setup.expectedColumn.isEmpty());
    refresh();
    resizeColumnsToContents();
    setColumnWidth(Lane, std::clamp(columnWidth(Lane), 160, 280));
    setColumnWidth(Answered, std::max(columnWidth(Answered), 120));
    setColumnWidth(Passed, std::max(columnWidth(Passed), 130));
    setColumnWidth(Tokens, std::max(columnWidth(Tokens), 150));
}

void LaneTable::put(int row, Column column, const QString &text)
{
    QTableWidgetItem *known = item(row, column);
    if (!known) {
        known = new QTableWidgetItem;
        setItem(row, column, known);
    }
    if (known->text() != text)
        known->setText(text);
}

void LaneTable::refresh()
{
    for (int lane = 0; lane < rowCount(); ++lane) {
        const app::grid::LaneSummary &summary = m_runner.summary(lane);
        const auto halt = m_runner.haltOf(lane);
        const QString model = app::grid::modelOf(m_runner.run().setup, lane);
        put(lane, Lane, app::grid::laneName(m_runner.run().setup, lane));
        QString answered = text::count(summary.answered);
        if (summary.failed > 0)
            answered += u", "_s + tr("%1 failed").arg(text::count(summary.failed));
        put(lane, Answered, halt ? errorLine(*halt, model) : answered);
        put(lane, Passed,
            summary.checked == 0
                ? QString()
                : tr("%1 of %2 (%3 %)")
                      .arg(text::count(summary.passed), text::count(summary.checked),
                           QLocale().toString(
                               100.0 * double(summary.passed) / double(summary.checked), 'f', 1)));
        const auto mean = [&](std::chrono::milliseconds sum) {
            return summary.timed == 0 ? QString() : text::duration(sum / summary.timed);
        };
        put(lane, FirstToken, mean(summary.firstToken));
        put(lane, Duration, mean(summary.total));
        put(lane, Tokens,
            text::count(summary.use.input) + u" / "_s + text::count(summary.use.output));
        const auto cost = app::session::costOf(summary.use, m_prices);
        put(lane, CostColumn,
            cost ? text::money(cost->amount, m_currency, cost->isEstimate) : QString());
    }
}

QSize LaneTable::sizeHint() const
{
    const int rows = std::min(rowCount(), mostRowsShown);
    const int height = horizontalHeader()->sizeHint().height()
        + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth();
    return {QTableWidget::sizeHint().width(), height};
}

} // namespace polylogue::ui::grid
