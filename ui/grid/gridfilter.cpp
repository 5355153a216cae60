// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridfilter.h"

#include "ui/grid/gridmodel.h"

namespace polylogue::ui::grid {

using CellState = app::grid::GridRunner::CellState;

namespace {

bool hasState(const GridModel &model, int row, CellState state)
{
    for (int lane = 0; lane < model.runner().laneCount(); ++lane) {
        if (model.runner().cellState(row, lane) == state)
            return true;
    }
    return false;
}

//! Whether those that have answered did not all answer the same, white space aside.
bool isDifferent(const GridModel &model, int row)
{
    QString first;
    bool hasFirst = false;
    for (int lane = 0; lane < model.runner().laneCount(); ++lane) {
        if (model.runner().cellState(row, lane) != CellState::Answered)
            continue;
        const QString text = model.runner().text(row, lane).simplified();
        if (hasFirst && text != first)
            return true;
        first = text;
        hasFirst = true;
    }
    return false;
}

bool isUnexpected(const GridModel &model, int row)
{
    for (int lane = 0; lane < model.runner().laneCount(); ++lane) {
        if (model.runner().isAsExpected(row, lane) == false)
            return true;
    }
    return false;
}

} // namespace

void GridFilter::setShown(Show show)
{
    m_show = show;
    invalidateRowsFilter();
}

void GridFilter::setWords(const QString &text)
{
    m_words = text.trimmed();
    invalidateRowsFilter();
}

bool GridFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto &model = static_cast<const GridModel &>(*sourceModel());
    const bool isShown = [&] {
        switch (m_show) {
        case Show::All:
            return true;
        case Show::Answered:
            return hasState(model, row, CellState::Answered);
        case Show::Failed:
            return hasState(model, row, CellState::Failed);
        case Show::NotAsExpected:
            return isUnexpected(model, row);
        case Show::Different:
            return isDifferent(model, row);
        case Show::Waiting:
            return hasState(model, row, CellState::Waiting);
        }
        return true;
    }();
    if (!isShown || m_words.isEmpty())
        return isShown;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QString text = model.index(row, column, parent).data(GridModel::TextRole).toString();
        if (text.contains(m_words, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace polylogue::ui::grid
