// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridrunner.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace polylogue::ui::grid {

//! \brief A run as a table: its columns, then a column for each lane.
//!
//! What a cell shows is one line, whatever its answer's length; the detail shows the whole.
class GridModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, //!< GridRunner::CellState of a lane's cell
        ExpectedRole, //!< bool: as expected or not; invalid where nothing is
        TextRole, //!< QString: all of it
    };

    //! \param theme and \a runner outlive this
    GridModel(theme::Theme &theme, app::grid::GridRunner &runner, QObject *parent = nullptr);

    app::grid::GridRunner &runner() const { return m_runner; }
    int inputColumns() const { return int(m_runner.run().columns.size()); }
    //! \return the lane of a column; -1 where it is one of the table's own.
    int laneOf(int column) const { return column < inputColumns() ? -1 : column - inputColumns(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString answerLine(int row, int lane) const;
    QVariant colour(int row, int lane) const;

    theme::Theme &m_theme;
    app::grid::GridRunner &m_runner;
};

} // namespace polylogue::ui::grid
