// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/plotwidget.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

#include <cmath>

namespace polylogue::ui::map {

using app::projection::Position;
using app::projection::Positions;
using plot::Viewport;
using theme::Metrics::Unit;

namespace {

constexpr double margin = 24;
constexpr double reachOfPointer = 10; // pixels
constexpr double stepOfKey = 48;
constexpr double zoomOfKey = 1.25;
constexpr double zoomOfWheel = 1.0015; // each eighth of a degree
constexpr int cardWidth = 320;
constexpr qsizetype longestCardText = 280;

} // namespace

PlotWidget::PlotWidget(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Plot"));
    setAccessibleDescription(tr("The table beside it has the same texts."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 200);
    connect(&theme, &theme::Theme::changed, this, [this] {
        m_labelPictures.clear();
        forgetPicture();
    });
}

void PlotWidget::setPlot(const plot::Plot &plot)
{
    m_plot = plot;
    m_selected.clear();
    m_crosshair.reset();
    m_hovered = -1;
    m_isMoved = false;
    showAll();
}

void PlotWidget::setPositions(const Positions &positions)
{
    m_plot.positions = positions;
    m_hovered = -1;
    if (m_isMoved)
        forgetPicture();
    else
        showAll();
}

void PlotWidget::setSeries(const plot::Plot &plot)
{
    m_plot.series = plot.series;
    m_plot.seriesOf = plot.seriesOf;
    m_plot.scale = plot.scale;
    m_plot.shapeOf = plot.shapeOf;
    m_plot.shapes = plot.shapes;
    m_plot.labels = plot.labels;
    m_plot.title = plot.title;
    m_labelPictures.clear();
    forgetPicture();
}

void PlotWidget::setSeriesShown(int series, bool shown)
{
    m_plot.series[series].isShown = shown;
    forgetPicture();
}

void PlotWidget::setShapeShown(int shape, bool shown)
{
    m_plot.shapes[shape].isShown = shown;
    forgetPicture();
}

void PlotWidget::setTool(Tool tool)
{
    m_tool = tool;
    setCursor(tool == Tool::Move ? Qt::ArrowCursor : Qt::CrossCursor);
}

void PlotWidget::setLit(const std::vector<char> &lit)
{
    m_plot.isLit = lit;
    forgetPicture();
}

void PlotWidget::setSelected(const QList<qsizetype> &points)
{
    m_selected = points;
    update();
}

void PlotWidget::setCrosshair(const std::optional<Position> &position)
{
    m_crosshair = position;
    update();
}

void PlotWidget::setCardSource(const std::function<CardWords(qsizetype)> &words)
{
    m_words = words;
}

void PlotWidget::showAll()
{
    m_isMoved = false;
    changeView(plot::fitted(m_plot.positions, rect(), margin));
}

void PlotWidget::changeView(const Viewport &viewport)
{
    m_viewport = viewport;
    forgetPicture();
}

//! Shows what \a from shows, moved by whole pixels of the screen, so that the picture can be kept.
void PlotWidget::moveView(const Viewport &from, const QPointF &pixels)
{
    const qreal ratio = devicePixelRatioF();
    const QPoint wanted = (pixels * ratio).toPoint();
    const Viewport before = m_viewport;
    m_viewport = plot::moved(from, QPointF(wanted) / ratio);
    const bool isTheSame =
        m_viewport.scale == m_pictured.scale && m_viewport.area == m_pictured.area;
    if (m_picture.isNull() || !isTheSame) {
        forgetPicture();
        return;
    }
    const QPointF moved = (before.centre - m_viewport.centre) * m_viewport.scale * ratio;
    m_move += moved.toPoint();
    update();
}

void PlotWidget::forgetPicture()
{
    m_picture = {};
    m_shift = {};
    m_move = {};
    update();
}

void PlotWidget::resizeEvent(QResizeEvent *)
{
    if (m_isMoved) {
        m_viewport.area = rect();
        forgetPicture();
    } else {
        showAll();
    }
}

void PlotWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPoints(painter);
    paintMarks(painter);
    paintLabels(painter);
    if (m_hovered >= 0)
        paintCard(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.tokens().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5),
                                theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
    }
}

void PlotWidget::paintPoints(QPainter &painter)
{
    if (m_picture.isNull() || !m_move.isNull()) {
        completePicture();
        QFont labelFont = font();
        labelFont.setBold(true);
        m_labels = plot::placedLabels(m_plot.labels, m_viewport, labelFont);
    }
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(0, 0, m_picture);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

//! Paints all points, or after a move those along the edges that came into sight.
void PlotWidget::completePicture()
{
    const double radius = plot::radiusFor(m_plot.positions.size());
    const QColor background = m_theme.tokens().surface;
    if (m_picture.isNull()) {
        m_picture = QImage(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        m_picture.setDevicePixelRatio(devicePixelRatioF());
        m_picture.fill(background);
        m_pictured = m_viewport;
        plot::drawPoints(m_picture, m_plot, m_viewport, radius);
        return;
    }
    plot::scroll(m_picture, m_move);
    m_shift += m_move;
    QRegion uncovered(m_picture.rect());
    uncovered -= m_picture.rect().translated(m_move);
    m_move = {};
    for (const QRect &part : uncovered) {
        QPainter eraser(&m_picture);
        eraser.setCompositionMode(QPainter::CompositionMode_Source);
        const qreal ratio = m_picture.devicePixelRatio();
        eraser.scale(1 / ratio, 1 / ratio);
        eraser.fillRect(part, background);
        eraser.end();
        plot::drawPoints(m_picture, m_plot, m_pictured, radius, m_shift, part);
    }
}

//! Each is painted once: their edges take long.
void PlotWidget::paintLabels(QPainter &painter)
{
    QFont labelFont = font();
    labelFont.setBold(true);
    const qreal ratio = devicePixelRatioF();
    for (const plot::PlacedLabel &label : std::as_const(m_labels)) {
        QImage &picture = m_labelPictures[label.text];
        if (picture.isNull() || picture.devicePixelRatio() != ratio)
            picture = plot::labelPicture(label.text, labelFont, plot::coloursFor(m_theme.isDark()),
                                         ratio);
        plot::drawLabel(painter, label, picture);
    }
}

void PlotWidget::paintMarks(QPainter &painter)
{
    const theme::Tokens &tokens = m_theme.tokens();
    const double radius = plot::radiusFor(m_plot.positions.size()) + 3.5;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.text, 1.5));
    const auto ring = [&](qsizetype point) {
        const QPointF at = plot::onScreen(m_viewport, m_plot.positions[size_t(point)]);
        if (rect().contains(at.toPoint()))
            painter.drawEllipse(at, radius, radius);
    };
    for (const qsizetype point : std::as_const(m_selected))
        ring(point);
    if (m_hovered >= 0) {
        painter.setPen(QPen(tokens.accent, 2));
        ring(m_hovered);
    }
    if (m_crosshair) {
        const QPointF at = plot::onScreen(m_viewport, *m_crosshair);
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawLine(at - QPointF(16, 0), at + QPointF(16, 0));
        painter.drawLine(at - QPointF(0, 16), at + QPointF(0, 16));
    }
    if (m_drawn.size() > 1) {
        QColor fill = tokens.accent;
        fill.setAlphaF(0.12F);
        painter.setPen(QPen(tokens.accent, 1.5, Qt::DashLine));
        painter.setBrush(fill);
        painter.drawPolygon(outline());
        painter.setBrush(Qt::NoBrush);
    }
}

void PlotWidget::paintCard(QPainter &painter)
{
    const CardWords words = m_words ? m_words(m_hovered) : CardWords();
    const theme::Tokens &tokens = m_theme.tokens();
    const int width = cardWidth - 2 * Unit;
    QFont bold = font();
    bold.setBold(true);
    struct Part
    {
        QString text;
        QFont font;
        QColor colour;
    };
    QString text = words.text;
    if (text.size() > longestCardText)
        text = text.left(longestCardText) + QChar(0x2026);
    const Part parts[] = {{words.title, bold, tokens.text},
                          {text, font(), tokens.text},
                          {words.more, m_theme.metadataFont(), tokens.text2}};
    int height = Unit;
    for (const Part &part : parts) {
        if (!part.text.isEmpty())
            height += QFontMetrics(part.font)
                          .boundingRect(QRect(0, 0, width, 2000), Qt::TextWordWrap, part.text)
                          .height()
                + Unit / 2;
    }
    height += Unit / 2;
    const QPointF at =
        plot::onScreen(m_viewport, m_plot.positions[size_t(m_hovered)]) + QPointF(14, 14);
    QRect box(at.toPoint(), QSize(cardWidth, height));
    if (box.right() > rect().right())
        box.moveRight(int(at.x()) - 28);
    if (box.bottom() > rect().bottom())
        box.moveBottom(int(at.y()) - 28);
    box.moveLeft(std::max(box.left(), 0));
    box.moveTop(std::max(box.top(), 0));
    painter.setPen(tokens.line);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5),
                            theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
    int top = box.top() + Unit;
    for (const Part &part : parts) {
        if (part.text.isEmpty())
            continue;
        painter.setFont(part.font);
        painter.setPen(part.colour);
        QRect used;
        painter.drawText(QRect(box.left() + Unit, top, width, 2000), Qt::TextWordWrap, part.text,
                         &used);
        top += used.height() + Unit / 2;
    }
}

QPolygonF PlotWidget::outline() const
{
    if (m_tool == Tool::Lasso || m_drawn.size() < 2)
        return m_drawn;
    return QPolygonF(QRectF(m_drawn.first(), m_drawn.last()).normalized());
}

void PlotWidget::wheelEvent(QWheelEvent *event)
{
    m_isMoved = true;
    changeView(plot::zoomed(m_viewport, event->position(),
                            std::pow(zoomOfWheel, event->angleDelta().y())));
    if (m_pressedAt) { // a drag goes on from here
        m_pressedAt = event->position();
        m_pressedView = m_viewport;
    }
    event->accept();
}

void PlotWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position();
    m_pressedView = m_viewport;
    m_drawn.clear();
    if (m_tool == Tool::Move)
        setCursor(Qt::ClosedHandCursor);
    else
        m_drawn.append(event->position());
}

void PlotWidget::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressedAt && m_tool == Tool::Move) {
        m_isMoved = true;
        m_hovered = -1;
        moveView(m_pressedView, event->position() - *m_pressedAt);
        return;
    }
    if (m_pressedAt) {
        if (m_tool == Tool::Box && m_drawn.size() > 1)
            m_drawn.last() = event->position();
        else
            m_drawn.append(event->position());
        update();
        return;
    }
    const qsizetype before = m_hovered;
    m_hovered = plot::pointAt(m_plot, m_viewport, event->position(), reachOfPointer);
    if (m_hovered != before)
        update();
}

void PlotWidget::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressedAt)
        return;
    const bool isClick = (event->position() - *m_pressedAt).manhattanLength() < 4;
    m_pressedAt.reset();
    setTool(m_tool);
    if (isClick) {
        m_drawn.clear();
        const qsizetype point =
            plot::pointAt(m_plot, m_viewport, event->position(), reachOfPointer);
        if (point >= 0)
            Q_EMIT pointClicked(point);
        else
            Q_EMIT cleared();
        update();
    } else if (m_drawn.size() > 1) {
        const QList<qsizetype> points = plot::pointsWithin(m_plot, m_viewport, outline());
        m_drawn.clear();
        update();
        Q_EMIT areaChosen(points);
    }
}

void PlotWidget::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_isMoved = true;
    changeView(plot::zoomed(m_viewport, event->position(), 2));
}

void PlotWidget::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

bool PlotWidget::moveByKey(int key)
{
    const QPointF middle = m_viewport.area.center();
    switch (key) {
    case Qt::Key_Left:
        moveView(m_viewport, {stepOfKey, 0});
        break;
    case Qt::Key_Right:
        moveView(m_viewport, {-stepOfKey, 0});
        break;
    case Qt::Key_Up:
        moveView(m_viewport, {0, stepOfKey});
        break;
    case Qt::Key_Down:
        moveView(m_viewport, {0, -stepOfKey});
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        changeView(plot::zoomed(m_viewport, middle, zoomOfKey));
        break;
    case Qt::Key_Minus:
        changeView(plot::zoomed(m_viewport, middle, 1 / zoomOfKey));
        break;
    default:
        return false;
    }
    m_isMoved = true;
    return true;
}

void PlotWidget::keyPressEvent(QKeyEvent *event)
{
    if (moveByKey(event->key()))
        return;
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_0)
        showAll();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT cleared();
    else
        QWidget::keyPressEvent(event);
}

} // namespace polylogue::ui::map
