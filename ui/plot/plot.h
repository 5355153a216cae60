// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <QColor>
#include <QList>
#include <QPainterPath>
#include <QString>
#include <QStringList>

#include <optional>
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
    QColor colour = {}; //!< of those in Plot::shapes: none
    Shape shape = Shape::Circle;
    bool isShown = true;
};

//! \brief Words that stand somewhere among the points.
struct Label
{
    QString text = {};
    app::projection::Position at = {};
};

//! \brief What colours mean that follow a number.
struct Scale
{
    QString title = {};
    double low = 0;
    double high = 0;
};

struct Plot
{
    QString title = {};
    app::projection::Positions positions = {}; //!< points that are NaN are nowhere
    std::vector<int> seriesOf = {}; //!< one for each point
    QList<Series> series = {};
    std::optional<Scale> scale = {}; //!< set: series are its steps, and what has no number
    std::vector<int> shapeOf = {}; //!< one for each point; empty: the shape is that of the series
    QList<Series> shapes = {}; //!< what shapes mean where they do not go with colours
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

//! \brief Makes a series of each different text, the most frequent first; beyond a dozen, or six
//!        where shapes mean something else, the rest is one series.
//! \param of one for each point \param unnamed the name of those without a text
//! \param others the name of the rest
void setSeries(Plot &plot, const QStringList &of, const QString &unnamed, const QString &others);

//! \brief Likewise a shape of each different text, six at most. Goes before setSeries().
void setShapes(Plot &plot, const QStringList &of, const QString &unnamed, const QString &others);

//! \brief Colours points by numbers, in steps too fine to be told apart, from blue to yellow, which
//!        grow lighter and which people with any colour vision can follow.
//! \param numbers one for each point; what is not finite has none and is grey
//! \param title what they are \param unnamed the name of those without a number
void setNumbers(Plot &plot, const std::vector<double> &numbers, const QString &title,
                const QString &unnamed);

//! \return the colour \a share (0 to 1) of the way up a scale.
QColor scaleColour(double share);

//! \return \a names at the medians of their points, which stragglers do not move; of those that
//! have
//!         points. \param of which name each point has; less than 0: none
QList<Label> labelsAtMiddles(const app::projection::Positions &positions,
                             const std::vector<int> &of, const QStringList &names);

bool isShown(const Plot &plot, size_t point);
//! \return what \a point looks like: its series, with the shape of its own where it has one.
Series lookOf(const Plot &plot, size_t point);

//! \return half the size of a point, so that \a count of them can be told apart.
double radiusFor(size_t count);

} // namespace polylogue::ui::plot
