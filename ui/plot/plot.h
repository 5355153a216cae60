// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <QColor>
#include <QList>
#include <QPainterPath>
#include <QString>
#include <QStringList>

#include <vector>

//! A scatter plot: what it consists of, and how it is painted. Qt Gui only, so that pictures need
//! no window.
namespace polylogue::ui::plot {

enum class Shape { Circle, Square, Triangle, Diamond, Cross, TriangleDown };

//! \brief Points that belong together: a colour and a shape, never the colour alone.
struct Series
{
    QString name = {};
    qsizetype count = 0; //!< points
    QColor colour = {};
    Shape shape = Shape::Circle;
    bool isShown = true;
};

//! \brief Words that stand somewhere among the points.
struct Label
{
    QString text = {};
    app::projection::Position at = {};
};

struct Plot
{
    QString title = {};
    app::projection::Positions positions = {}; //!< points that are NaN are nowhere
    std::vector<int> seriesOf = {}; //!< one for each point
    QList<Series> series = {};
    QList<Label> labels = {}; //!< the more important first
    std::vector<char> isLit = {}; //!< one for each point: the others stand back; empty: all are
};

//! \brief What a plot is painted with.
struct Colours
{
    QColor background = {};
    QColor text = {};
    QColor text2 = {};
};

Colours coloursFor(bool dark);

//! \return the points of size 1 around 0, 0 of \a shape.
QPainterPath outlineOf(Shape shape);

//! \brief Makes a series of each different text, the most frequent first; beyond a dozen the rest
//!        is one series.
//! \param of one for each point \param unnamed the name of those without a text
//! \param others the name of the rest
void setSeries(Plot &plot, const QStringList &of, const QString &unnamed, const QString &others);

//! \return half the size of a point, so that \a count of them can be told apart.
double radiusFor(size_t count);

} // namespace polylogue::ui::plot
