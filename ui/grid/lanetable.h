// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridrunner.h"
#include "app/settings/settings.h"

#include <QTableWidget>

namespace polylogue::ui::grid {

//! \brief How each lane is getting on: answers, what was expected, times, tokens, cost.
class LaneTable final : public QTableWidget
{
    Q_OBJECT

public:
    //! \param runner outlives this
    LaneTable(app::grid::GridRunner &runner, const app::settings::Settings &settings,
              QWidget *parent = nullptr);

    void refresh();
    QSize sizeHint() const override; //!< as high as its rows

private:
    enum Column { Lane, Answered, Passed, FirstToken, Duration, Tokens, CostColumn, ColumnCount };

    void put(int row, Column column, const QString &text);

    app::grid::GridRunner &m_runner;
    QList<app::settings::ModelPrice> m_prices;
    QString m_currency;
};

} // namespace polylogue::ui::grid
