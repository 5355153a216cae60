// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridmodel.h"

#include "app/grid/gridquestion.h"
#include "ui/grid/gridwords.h"
#include "ui/text/format.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::grid::GridRunner;
using CellState = GridRunner::CellState;

namespace {

constexpr qsizetype longestLine = 160; // characters: more is never seen

} // namespace

GridModel::GridModel(theme::Theme &theme, GridRunner &runner, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_runner(runner)
{
    connect(&runner, &GridRunner::cellChanged, this, [this](qsizetype row, qsizetype lane) {
        const QModelIndex changed = index(int(row), inputColumns() + int(lane));
        Q_EMIT dataChanged(changed, changed);
    });
    connect(&theme, &theme::Theme::changed, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                               {Qt::ForegroundRole});
    });
}

int GridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runner.rowCount());
}

int GridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : inputColumns() + int(m_runner.laneCount());
}

QString GridModel::answerLine(int row, int lane) const
{
    switch (m_runner.cellState(row, lane)) {
    case CellState::Waiting:
        return {};
    case CellState::Asking: {
        const QString words = text::oneLine(m_runner.text(row, lane), longestLine);
        return words.isEmpty() ? tr("Asking…") : words;
    }
    case CellState::Failed:
        return text::oneLine(
            errorLine(m_runner.answer(row, lane)->error.value_or(app::base::Error{}),
                      app::grid::modelOf(m_runner.run().setup, lane)),
            longestLine);
    case CellState::Saving:
    case CellState::Answered:
        break;
    }
    const QString words = text::oneLine(m_runner.text(row, lane), longestLine);
    const auto isPassed = m_runner.isAsExpected(row, lane);
    if (!isPassed)
        return words;
    return (*isPassed ? u"✓ "_s : u"✗ "_s) + words;
}

QVariant GridModel::colour(int row, int lane) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const CellState state = m_runner.cellState(row, lane);
    if (state == CellState::Failed || m_runner.isAsExpected(row, lane) == false)
        return tokens.bad;
    return state == CellState::Asking ? QVariant(tokens.text2) : QVariant();
}

QVariant GridModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int lane = laneOf(index.column());
    const int row = index.row();
    if (lane < 0) {
        const QString &cell = m_runner.run().rows.at(row).at(index.column());
        if (role == Qt::DisplayRole)
            return text::oneLine(cell, longestLine);
        return role == TextRole ? QVariant(cell) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return answerLine(row, lane);
    case Qt::ForegroundRole:
        return colour(row, lane);
    case Qt::AccessibleDescriptionRole: {
        const auto isPassed = m_runner.isAsExpected(row, lane);
        return !isPassed ? QString() : *isPassed ? tr("As expected") : tr("Not as expected");
    }
    case StateRole:
        return int(m_runner.cellState(row, lane));
    case ExpectedRole: {
        const auto isPassed = m_runner.isAsExpected(row, lane);
        return isPassed ? QVariant(*isPassed) : QVariant();
    }
    case TextRole:
        return m_runner.text(row, lane);
    default:
        return {};
    }
}

QVariant GridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    const int lane = laneOf(section);
    return lane < 0 ? m_runner.run().columns.at(section)
                    : app::grid::laneName(m_runner.run().setup, lane);
}

} // namespace polylogue::ui::grid
