// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/figuresmodel.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

//! \brief First-token time and speed of all lanes over the turns, side by side; each lane a line in
//!        its colour with its letter at its end.
class SpeedPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit SpeedPlot(theme::Theme &theme, QWidget *parent = nullptr);

    void setFigures(const QList<FiguresModel::Figures> &figures);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    using Value = std::function<std::optional<double>(const app::session::LaneMetrics &)>;

    void paintPanel(QPainter &painter, const QRectF &area, const QString &title,
                    const std::function<QString(double)> &label, const Value &value) const;
    void paintLane(QPainter &painter, qsizetype lane, const QList<QPointF> &points) const;
    //! \param letters where the line of each lane ends
    //! \param bottom of the plot
    void paintLetters(QPainter &painter, std::vector<std::pair<qsizetype, QPointF>> letters,
                      qreal end, qreal bottom) const;

    theme::Theme &m_theme;
    QList<FiguresModel::Figures> m_figures;
};

} // namespace polylogue::ui::compare
