// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/plot/labelplaces.h"
#include "ui/plot/pointimage.h"

#include <QHash>
#include <QImage>
#include <QWidget>

#include <functional>
#include <optional>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::map {

//! \brief What a card says about a point.
struct CardWords
{
    QString title = {};
    QString text = {};
    QString more = {};
};

//! \brief A map that can be moved, zoomed, pointed at and selected from.
//!
//! The points are painted into a picture that stays until what is seen changes, and moves with it:
//! then only what comes into sight is painted. Foreign text is
//! painted as plain text. Accessible name "Plot"; what it shows stands in the table beside it.
class PlotWidget final : public QWidget
{
    Q_OBJECT

public:
    enum class Tool { Move, Box, Lasso };

    explicit PlotWidget(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Shows all of \a plot.
    void setPlot(const plot::Plot &plot);
    //! \brief The same points elsewhere; the view follows unless the user has moved it.
    void setPositions(const app::projection::Positions &positions);
    //! \brief The same points, coloured and named otherwise.
    void setSeries(const plot::Plot &plot);
    void setSeriesShown(int series, bool shown);
    void setShapeShown(int shape, bool shown);
    void setTool(Tool tool);
    //! \brief Points that are not lit stand back. \param lit one for each point; empty: all are
    void setLit(const std::vector<char> &lit);
    void setSelected(const QList<qsizetype> &points);
    void setCrosshair(const std::optional<app::projection::Position> &position);
    void setCardSource(const std::function<CardWords(qsizetype)> &words);
    void showAll();

    const plot::Plot &plot() const { return m_plot; }
    const plot::Viewport &viewport() const { return m_viewport; }
    QSize sizeHint() const override { return {640, 480}; }

Q_SIGNALS:
    void pointClicked(qsizetype point);
    void areaChosen(const QList<qsizetype> &points);
    void cleared(); //!< by Esc or a click beside all points

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void changeView(const plot::Viewport &viewport);
    void moveView(const plot::Viewport &from, const QPointF &pixels);
    void forgetPicture();
    void completePicture();
    void paintLabels(QPainter &painter);
    void paintPoints(QPainter &painter);
    void paintMarks(QPainter &painter);
    void paintCard(QPainter &painter);
    QPolygonF outline() const;
    bool moveByKey(int key);

    theme::Theme &m_theme;
    plot::Plot m_plot;
    plot::Viewport m_viewport;
    bool m_isMoved = false; // by the user
    Tool m_tool = Tool::Move;
    QList<qsizetype> m_selected;
    std::optional<app::projection::Position> m_crosshair;
    std::function<CardWords(qsizetype)> m_words;
    qsizetype m_hovered = -1;
    QImage m_picture; // of all points; null: to be painted
    plot::Viewport m_pictured; // what was seen when all of it was painted
    QPoint m_shift; // by which it was moved since, in its pixels
    QPoint m_move; // by which it is to be moved
    QList<plot::PlacedLabel> m_labels;
    QHash<QString, QImage> m_labelPictures;
    std::optional<QPointF> m_pressedAt;
    plot::Viewport m_pressedView;
    QPolygonF m_drawn; // the lasso, or two corners of the box
};

} // namespace polylogue::ui::map
