// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/scalebar.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QLocale>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::plot {

namespace {

constexpr double barWidth = 140;
constexpr double gap = 8;
constexpr double largestWhole = 1e7;
constexpr int digits = 4;
constexpr int stops = 12;

QString numberText(double number)
{
    const bool isWhole = std::round(number) == number && std::abs(number) < largestWhole;
    return isWhole ? QLocale().toString(qint64(number)) : QLocale().toString(number, 'g', digits);
}

} // namespace

QSizeF sizeOfScale(const Scale &scale, const QFont &font)
{
    const QFontMetricsF metrics(font);
    const double words = metrics.horizontalAdvance(scale.title)
        + metrics.horizontalAdvance(numberText(scale.low))
        + metrics.horizontalAdvance(numberText(scale.high));
    return {words + barWidth + 4 * gap, metrics.height()};
}

void drawScale(QPainter &painter, const QPointF &at, const Scale &scale, const QFont &font,
               const Colours &colours)
{
    const QFontMetricsF metrics(font);
    const double base = at.y() + metrics.ascent();
    double left = at.x();
    const auto write = [&](const QString &words, const QColor &colour, double after) {
        painter.setPen(colour);
        painter.drawText(QPointF(left, base), words);
        left += metrics.horizontalAdvance(words) + after;
    };
    painter.save();
    painter.setFont(font);
    write(scale.title, colours.text, 2 * gap);
    write(numberText(scale.low), colours.text2, gap);
    const QRectF bar(left, at.y() + metrics.height() / 2 - 5, barWidth, 10);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int stop = 0; stop <= stops; ++stop)
        gradient.setColorAt(double(stop) / stops, scaleColour(double(stop) / stops));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 3, 3);
    left += barWidth + gap;
    write(numberText(scale.high), colours.text2, 0);
    painter.restore();
}

QString scaleText(const Scale &scale)
{
    return scale.title + u": "_s + numberText(scale.low) + u" – "_s + numberText(scale.high);
}

} // namespace polylogue::ui::plot
