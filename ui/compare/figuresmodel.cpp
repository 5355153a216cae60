// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/figuresmodel.h"

#include "app/session/costs.h"
#include "ui/compare/lanewords.h"
#include "ui/text/format.h"

#include <algorithm>

namespace polylogue::ui::compare {

namespace {

constexpr qsizetype LongestModel = 80;

//! Figures stand at the right, so that digits are below digits.
QVariant alignmentOf(int column)
{
    const bool isWords = column < FiguresModel::FirstToken; // a turn's number is its name
    return QVariant::fromValue((isWords ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void FiguresModel::setFigures(const QList<Figures> &figures)
{
    beginResetModel();
    m_figures = figures;
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int FiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Columns);
}

QVariant FiguresModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_figures.size())
        return {};
    const Figures &figures = m_figures.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(figures, index.column());
    case SortRole:
        return valueOf(figures, index.column());
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    default:
        return {};
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Turn:
        return tr("Turn");
    case Lane:
        return tr("Lane");
    case Model:
        return tr("Model");
    case FirstToken:
        return tr("First token");
    case Total:
        return tr("In all");
    case Speed:
        return tr("Speed");
    case Tokens:
        return tr("Tokens");
    case Ending:
        return tr("Ended");
    case Cost:
        return tr("Cost");
    default:
        return {};
    }
}

QString FiguresModel::textOf(const Figures &figures, int column) const
{
    switch (column) {
    case Turn:
        return text::count(figures.turn + 1);
    case Lane:
        return app::session::laneLetter(figures.lane);
    case Model:
        return text::oneLine(figures.model, LongestModel);
    case FirstToken:
        return words::firstToken(figures.metrics);
    case Total:
        return words::total(figures.metrics);
    case Speed:
        return words::speed(figures.metrics);
    case Tokens:
        return figures.metrics.tokens ? text::count(*figures.metrics.tokens) : QString();
    case Ending:
        return figures.ending.isEmpty() ? tr("normally") : figures.ending;
    case Cost:
        return figures.cost;
    default:
        return {};
    }
}

//! What is not known sorts before all that is.
QVariant FiguresModel::valueOf(const Figures &figures, int column) const
{
    const app::session::LaneMetrics &metrics = figures.metrics;
    switch (column) {
    case Turn:
        return static_cast<qlonglong>(figures.turn);
    case Lane:
        return static_cast<qlonglong>(figures.lane);
    case FirstToken:
        return metrics.firstToken ? static_cast<qlonglong>(metrics.firstToken->count()) : -1;
    case Total:
        return metrics.total ? static_cast<qlonglong>(metrics.total->count()) : -1;
    case Speed:
        return metrics.tokensPerSecond.value_or(-1);
    case Tokens:
        return static_cast<qlonglong>(metrics.tokens.value_or(-1));
    case Cost:
        return figures.cost.isEmpty() ? -1 : figures.amount;
    default:
        return textOf(figures, column);
    }
}

QList<FiguresModel::Figures> figuresOf(const app::session::Comparison &comparison,
                                       const app::settings::Settings &settings)
{
    QList<FiguresModel::Figures> all;
    const auto &lanes = comparison.lanes();
    for (qsizetype lane = 0; lane < lanes.size(); ++lane) {
        const QList<app::session::Turn> turns = comparison.turns(lanes.at(lane));
        for (qsizetype turn = 0; turn < turns.size(); ++turn) {
            const auto &answer = turns.at(turn).answer;
            if (!answer || isRunning(*answer))
                continue;
            const auto use = app::session::tokenUseOf(*answer);
            const auto cost = use ? app::session::costOf(*use, settings.prices) : std::nullopt;
            all.append({.turn = turn,
                        .lane = lane,
                        .model = answer->model,
                        .metrics = app::session::metricsOf(*answer),
                        .ending = words::ending(*answer),
                        .cost = words::cost(*answer, settings),
                        .amount = cost ? cost->amount : 0});
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto &a, const auto &b) { return a.turn < b.turn; });
    return all;
}

} // namespace polylogue::ui::compare
