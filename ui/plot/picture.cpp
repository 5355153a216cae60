// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/picture.h"

#include "app/base/newfile.h"
#include "ui/plot/labelplaces.h"
#include "ui/plot/scalebar.h"

#include <QBuffer>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::plot {

using app::base::Error;
using app::base::ErrorKind;
using app::base::NewFile;
using app::base::Status;

namespace {

constexpr double margin = 32;
constexpr double pointsAnInch = 96;
constexpr double metresAnInch = 0.0254;

QFont fontOf(double pixels, bool bold)
{
    QFont font;
    font.setPixelSize(int(pixels));
    font.setBold(bold);
    return font;
}

void drawMark(QPainter &painter, const Series &series, const QPointF &at, double radius)
{
    painter.save();
    painter.translate(at);
    painter.scale(radius, radius);
    painter.setPen(Qt::NoPen);
    QColor colour = series.colour;
    colour.setAlphaF(0.85F);
    painter.setBrush(colour);
    painter.drawPath(outlineOf(series.shape));
    painter.restore();
}

//! Switches of a legend without their switching: the series, or the scale, then the shapes.
class LegendPainter final
{
public:
    LegendPainter(QPainter &painter, const QRectF &area, const Colours &colours)
        : m_painter(painter)
        , m_area(area)
        , m_colours(colours)
        , m_font(fontOf(14, false))
        , m_metrics(m_font)
        , m_at(area.topLeft())
    {
        painter.setFont(m_font);
    }

    void add(const Series &series)
    {
        if (!series.isShown)
            return;
        const QString words = u"%1  %2"_s.arg(series.name, QString::number(series.count));
        const QPointF at = roomFor(20 + m_metrics.horizontalAdvance(words) + 20);
        drawMark(m_painter, series, at + QPointF(6, m_metrics.height() / 2), 5);
        m_painter.setPen(m_colours.text);
        m_painter.drawText(at + QPointF(20, m_metrics.ascent()), words);
    }

    void add(const Scale &scale)
    {
        drawScale(m_painter, roomFor(sizeOfScale(scale, m_font).width() + 20), scale, m_font,
                  m_colours);
    }

    //! \return how much of the area is taken.
    double height() const { return m_isEmpty ? 0 : m_at.y() + lineHeight() - m_area.top(); }

private:
    double lineHeight() const { return m_metrics.height() + 8; }

    QPointF roomFor(double width)
    {
        m_isEmpty = false;
        if (m_at.x() > m_area.left() && m_at.x() + width > m_area.right())
            m_at = {m_area.left(), m_at.y() + lineHeight()};
        const QPointF at = m_at;
        m_at.rx() += width;
        return at;
    }

    QPainter &m_painter;
    QRectF m_area;
    Colours m_colours;
    QFont m_font;
    QFontMetricsF m_metrics;
    QPointF m_at;
    bool m_isEmpty = true;
};

//! \return the height that it takes.
double drawLegend(QPainter &painter, const Plot &plot, const QRectF &area, const Colours &colours)
{
    LegendPainter legend(painter, area, colours);
    if (plot.scale) {
        legend.add(*plot.scale);
        if (plot.series.constLast().count > 0)
            legend.add(plot.series.constLast());
    } else if (plot.series.size() > 1) {
        for (Series series : plot.series) {
            if (!plot.shapes.isEmpty())
                series.shape = Shape::Circle; // shapes mean something else
            legend.add(series);
        }
    }
    for (Series shape : plot.shapes) {
        shape.colour = colours.text2;
        legend.add(shape);
    }
    return legend.height();
}

Status save(const QString &path, const QByteArray &bytes)
{
    NewFile out(QFileInfo(path).absolutePath());
    if (const Status opened = out.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    const Status written = out.write(bytes);
    return written ? out.keepAs(path) : written;
}

QByteArray svgOf(const Plot &plot, const PictureOptions &options)
{
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(options.size);
    svg.setViewBox(QRect(QPoint(0, 0), options.size));
    svg.setResolution(int(pointsAnInch));
    svg.setTitle(plot.title);
    QPainter painter(&svg);
    paintPicture(painter, plot, options);
    painter.end();
    return buffer.data();
}

QByteArray pngOf(const Plot &plot, const PictureOptions &options)
{
    QImage image((QSizeF(options.size) * options.density).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return {};
    const int dots = int(std::lround(options.density * pointsAnInch / metresAnInch));
    image.setDotsPerMeterX(dots);
    image.setDotsPerMeterY(dots);
    image.setText(u"Title"_s, plot.title);
    QPainter painter(&image);
    painter.scale(options.density, options.density);
    paintPicture(painter, plot, options);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

void paintPicture(QPainter &painter, const Plot &plot, const PictureOptions &options)
{
    const Colours colours = coloursFor(options.isDark);
    const QRectF page({0, 0}, QSizeF(options.size));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(page, colours.background);
    QRectF area = page.adjusted(margin, margin, -margin, -margin);
    if (!plot.title.isEmpty()) {
        const QFont font = fontOf(20, true);
        const QFontMetricsF metrics(font);
        painter.setFont(font);
        painter.setPen(colours.text);
        painter.drawText(area.topLeft() + QPointF(0, metrics.ascent()),
                         metrics.elidedText(plot.title, Qt::ElideRight, area.width()));
        area.setTop(area.top() + metrics.height() + 12);
    }
    area.setTop(area.top() + drawLegend(painter, plot, area, colours) + 8);

    Viewport viewport = fitted(plot.positions, area, 12);
    if (options.viewport) { // what is seen elsewhere, in this area
        viewport = *options.viewport;
        viewport.scale *=
            std::min(area.width() / viewport.area.width(), area.height() / viewport.area.height());
        viewport.area = area;
    }
    painter.save();
    painter.setClipRect(area);
    const double radius = radiusFor(plot.positions.size());
    for (size_t point = 0; point < plot.positions.size(); ++point) {
        const QPointF at = onScreen(viewport, plot.positions[point]);
        if (isShown(plot, point) && area.contains(at))
            drawMark(painter, lookOf(plot, point), at, radius);
    }
    painter.restore();
    const QFont labelFont = fontOf(15, true);
    drawLabels(painter, placedLabels(plot.labels, viewport, labelFont), labelFont, colours);
}

Status savePicture(const QString &path, const Plot &plot, const PictureOptions &options)
{
    const bool isSvg = path.endsWith(".svg"_L1, Qt::CaseInsensitive);
    const QByteArray bytes = isSvg ? svgOf(plot, options) : pngOf(plot, options);
    if (bytes.isEmpty())
        return Error{.kind = ErrorKind::Disk, .type = u"no_picture"_s, .subject = path};
    return save(path, bytes);
}

} // namespace polylogue::ui::plot
