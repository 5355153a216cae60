// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/comparison.h"
#include "app/session/lanemetrics.h"
#include "app/settings/settings.h"

#include <QAbstractTableModel>

namespace polylogue::ui::compare {

//! \brief One row for each answer of each lane: how it came. Figures sort as numbers (SortRole).
class FiguresModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Turn, Lane, Model, Ending, FirstToken, Total, Speed, Tokens, Cost, Columns };
    static constexpr int SortRole = Qt::UserRole;

    //! What one answer tells.
    struct Figures
    {
        qsizetype turn = 0;
        qsizetype lane = 0;
        QString model = {};
        app::session::LaneMetrics metrics = {};
        QString ending = {};
        QString cost = {};
        double amount = 0; //!< of the cost
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setFigures(const QList<Figures> &figures);
    const QList<Figures> &figures() const { return m_figures; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const Figures &figures, int column) const;
    QVariant valueOf(const Figures &figures, int column) const;

    QList<Figures> m_figures;
};

//! \return the figures of all answers that the lanes of \a comparison show, by turn, then by lane.
QList<FiguresModel::Figures> figuresOf(const app::session::Comparison &comparison,
                                       const app::settings::Settings &settings);

} // namespace polylogue::ui::compare
