// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/speedplot.h"

#include "ui/text/format.h"
#include "ui/theme/lanecolours.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace polylogue::ui::compare {

namespace {

constexpr int Height = 168;
constexpr qreal Gap = 24;
constexpr qreal Dot = 3.5;
constexpr qreal LetterRoom = 16;

//! \return \a places, from the top, at least \a distance from each other and none below \a lowest.
std::vector<qreal> spread(std::vector<qreal> places, qreal distance, qreal lowest)
{
    for (std::size_t at = 1; at < places.size(); ++at)
        places[at] = std::max(places[at], places[at - 1] + distance);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        *place = std::min(*place, lowest);
        lowest = *place - distance;
    }
    return places;
}

} // namespace

SpeedPlot::SpeedPlot(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Plot of first-token time and speed"));
    setAccessibleDescription(tr("The table below has the same figures."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &theme::Theme::changed, this, [this] { update(); });
}

void SpeedPlot::setFigures(const QList<FiguresModel::Figures> &figures)
{
    m_figures = figures;
    update();
}

QSize SpeedPlot::sizeHint() const
{
    return {480, Height};
}

void SpeedPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal width = (this->width() - Gap) / 2;
    using app::session::LaneMetrics;
    paintPanel(
        painter, QRectF(0, 0, width, height()), tr("First token"),
        [](double ms) { return text::duration(std::chrono::milliseconds(qRound64(ms))); },
        [](const LaneMetrics &metrics) {
            return metrics.firstToken
                ? std::optional<double>(static_cast<double>(metrics.firstToken->count()))
                : std::nullopt;
        });
    paintPanel(
        painter, QRectF(width + Gap, 0, width, height()), tr("Tokens a second"),
        [](double speed) { return text::count(qRound64(speed)); },
        [](const LaneMetrics &metrics) { return metrics.tokensPerSecond; });
}

void SpeedPlot::paintPanel(QPainter &painter, const QRectF &area, const QString &title,
                           const std::function<QString(double)> &label, const Value &value) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const QFontMetricsF metrics(m_theme.metadataFont());
    painter.setFont(m_theme.metadataFont());
    painter.setPen(tokens.text);
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft, title);

    qsizetype turns = 1;
    double highest = 0;
    std::map<qsizetype, QList<std::pair<qsizetype, double>>> lanes;
    for (const FiguresModel::Figures &figures : m_figures) {
        const auto known = value(figures.metrics);
        if (!known)
            continue;
        turns = std::max(turns, figures.turn + 1);
        highest = std::max(highest, *known);
        lanes[figures.lane].append({figures.turn, *known});
    }
    const QString top = label(highest);
    const QRectF plot = area.adjusted(metrics.horizontalAdvance(top) + 8, metrics.height() + 10,
                                      -LetterRoom, -metrics.height() - 6);
    painter.setPen(QPen(tokens.line, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.drawLine(plot.topLeft(), plot.topRight());
    painter.setPen(tokens.text2);
    if (lanes.empty()) {
        painter.drawText(plot, Qt::AlignCenter, tr("No figures yet"));
        return;
    }
    const auto beside = [&](qreal y, const QString &words) {
        const QRectF box(area.left(), y - metrics.height() / 2, plot.left() - area.left() - 6,
                         metrics.height());
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, words);
    };
    beside(plot.top(), top);
    beside(plot.bottom(), text::count(0));
    const auto at = [&](qsizetype turn, double y) {
        const qreal x = turns == 1
            ? plot.center().x()
            : plot.left() + plot.width() * static_cast<qreal>(turn) / static_cast<qreal>(turns - 1);
        return QPointF(x, plot.bottom() - (highest > 0 ? y / highest : 0) * plot.height());
    };
    const QRectF below(plot.left(), plot.bottom() + 4, plot.width(), metrics.height());
    painter.drawText(below, turns == 1 ? Qt::AlignHCenter : Qt::AlignLeft, tr("turn 1"));
    if (turns > 1)
        painter.drawText(below, Qt::AlignRight, text::count(turns));
    std::vector<std::pair<qsizetype, QPointF>> letters; // where lines end
    for (const auto &[lane, values] : lanes) {
        QList<QPointF> points;
        for (const auto &each : values)
            points.append(at(each.first, each.second));
        paintLane(painter, lane, points);
        letters.emplace_back(lane, points.constLast());
    }
    paintLetters(painter, letters, turns == 1 ? plot.center().x() : plot.right(), plot.bottom());
}

//! Beside where lines end; none on another.
void SpeedPlot::paintLetters(QPainter &painter, std::vector<std::pair<qsizetype, QPointF>> letters,
                             qreal end, qreal bottom) const
{
    std::stable_sort(letters.begin(), letters.end(),
                     [](const auto &a, const auto &b) { return a.second.y() < b.second.y(); });
    const qreal ascent = QFontMetricsF(m_theme.metadataFont()).ascent();
    std::vector<qreal> lines;
    for (const auto &letter : letters)
        lines.push_back(letter.second.y() + ascent / 2 - 1);
    lines = spread(std::move(lines), ascent, bottom + ascent / 2);
    painter.setPen(m_theme.tokens().text);
    for (std::size_t at = 0; at < lines.size(); ++at)
        painter.drawText(QPointF(end + 7, lines[at]), app::session::laneLetter(letters[at].first));
}

void SpeedPlot::paintLane(QPainter &painter, qsizetype lane, const QList<QPointF> &points) const
{
    const QColor colour = theme::laneColour(lane).colour;
    painter.setPen(QPen(colour, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points.constData(), static_cast<int>(points.size()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const QPointF &point : points)
        painter.drawEllipse(point, Dot, Dot);
}

} // namespace polylogue::ui::compare
