// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/timingplot.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using app::inspection::TokenMark;
using std::chrono::milliseconds;

namespace {

constexpr qreal RowGap = 10;
constexpr qreal BarHeight = 8;
constexpr qreal LeastBar = 2;
constexpr int PlotHeight = 180;
constexpr qsizetype MostPoints = 2'000; // a pixel needs no more

} // namespace

QList<Phase> phasesOf(const app::net::CallRecord &call, bool isRunning)
{
    QList<Phase> phases;
    milliseconds from{0};
    const auto add = [&](const QString &name, const std::optional<milliseconds> &to) {
        if (!to)
            return false;
        phases.append({.name = name, .from = from, .to = std::max(from, *to)});
        from = phases.constLast().to;
        return true;
    };
    const QString connecting =
        call.tls.isEmpty() ? TimingPlot::tr("Connecting") : TimingPlot::tr("Connecting, with TLS");
    const std::optional<milliseconds> end = isRunning ? std::nullopt : std::optional(call.total);
    if (!add(connecting, call.connected)) {
        add(connecting, end);
        return phases;
    }
    if (!add(TimingPlot::tr("Sending"), call.sent)) {
        add(TimingPlot::tr("Sending"), end);
        return phases;
    }
    if (!add(TimingPlot::tr("Waiting"), call.firstByte)) {
        add(TimingPlot::tr("Waiting"), end);
        return phases;
    }
    add(TimingPlot::tr("Receiving"), end);
    return phases;
}

TimingPlot::TimingPlot(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Timing"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &theme::Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TimingPlot::show(const app::inspection::Inspection &inspection)
{
    m_phases = inspection.call ? phasesOf(*inspection.call, inspection.isRunning) : QList<Phase>();
    m_tokens.clear();
    if (inspection.response) {
        const QList<TokenMark> &all = inspection.response->tokens;
        const qsizetype step = std::max<qsizetype>(1, all.size() / MostPoints);
        for (qsizetype i = 0; i < all.size(); i += step)
            m_tokens.append(all.at(i));
        if (!all.isEmpty())
            m_tokens.append(all.constLast());
        m_areCounted = inspection.response->areTokensCounted;
    }
    describe();
    updateGeometry();
    update();
}

void TimingPlot::clear()
{
    m_phases.clear();
    m_tokens.clear();
    describe();
    updateGeometry();
    update();
}

void TimingPlot::describe()
{
    QStringList words;
    for (const Phase &phase : std::as_const(m_phases))
        words.append(tr("%1: %2").arg(phase.name, text::duration(phase.to - phase.from)));
    setAccessibleDescription(words.join(u", "_s));
}

QSize TimingPlot::sizeHint() const
{
    const int line = QFontMetrics(m_theme.metadataFont()).height();
    const int rows = int(m_phases.size()) * (line + int(BarHeight + RowGap));
    return {320, rows + (m_tokens.size() > 1 ? PlotHeight + 2 * line : 0)};
}

void TimingPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.metadataFont());
    const qreal line = QFontMetricsF(m_theme.metadataFont()).height();
    const qreal split = static_cast<qreal>(m_phases.size()) * (line + BarHeight + RowGap);
    paintPhases(painter, QRectF(0, 0, width(), split));
    if (m_tokens.size() > 1)
        paintTokens(painter, QRectF(0, split + line / 2, width(), height() - split - line / 2));
}

void TimingPlot::paintPhases(QPainter &painter, const QRectF &area) const
{
    if (m_phases.isEmpty())
        return;
    const theme::Tokens &tokens = m_theme.tokens();
    const qreal line = QFontMetricsF(m_theme.metadataFont()).height();
    const auto total = static_cast<qreal>(std::max<qint64>(1, m_phases.constLast().to.count()));
    qreal y = area.top();
    for (const Phase &phase : m_phases) {
        const QRectF words(area.left(), y, area.width(), line);
        painter.setPen(tokens.text);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, phase.name);
        painter.setPen(tokens.text2);
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter,
                         text::duration(phase.to - phase.from));
        const QRectF rail(area.left(), y + line + 2, area.width(), BarHeight);
        const qreal from = static_cast<qreal>(phase.from.count()) / total * rail.width();
        const qreal width =
            static_cast<qreal>((phase.to - phase.from).count()) / total * rail.width();
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.surface2);
        painter.drawRoundedRect(rail, BarHeight / 2, BarHeight / 2);
        painter.setBrush(tokens.accent);
        const QRectF bar(std::min(rail.left() + from, rail.right() - LeastBar), rail.top(),
                         std::max(width, LeastBar), BarHeight);
        const qreal radius = std::min(BarHeight / 2, bar.width() / 2);
        painter.drawRoundedRect(bar, radius, radius);
        y += line + BarHeight + RowGap;
    }
}

void TimingPlot::paintTokens(QPainter &painter, const QRectF &area) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const QFontMetricsF metrics(m_theme.metadataFont());
    painter.setPen(tokens.text);
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft,
                     m_areCounted ? tr("Tokens") : tr("Tokens, estimated"));
    const milliseconds begin = m_tokens.constFirst().at;
    const milliseconds end = m_tokens.constLast().at;
    const double most = m_tokens.constLast().tokens;
    const auto time = static_cast<double>(std::max<qint64>(1, (end - begin).count()));
    painter.setPen(tokens.text2);
    const double speed = most / time * 1000.0;
    painter.drawText(area, Qt::AlignTop | Qt::AlignRight,
                     tr("%1 a second").arg(text::count(qRound64(speed))));

    const QString top = text::count(qRound64(most));
    const QRectF plot = area.adjusted(metrics.horizontalAdvance(top) + 8, metrics.height() + 10, -2,
                                      -metrics.height() - 6);
    painter.setPen(QPen(tokens.line, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.drawLine(plot.topLeft(), plot.topRight());
    painter.setPen(tokens.text2);
    const auto beside = [&](qreal y, const QString &words) {
        painter.drawText(QRectF(area.left(), y - metrics.height() / 2,
                                plot.left() - area.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, words);
    };
    beside(plot.top(), top);
    beside(plot.bottom(), text::count(0));
    const QRectF below(plot.left(), plot.bottom() + 4, plot.width(), metrics.height());
    painter.drawText(below, Qt::AlignLeft, text::duration(begin));
    painter.drawText(below, Qt::AlignRight, text::duration(end));

    const auto at = [&](const TokenMark &mark) {
        return QPointF(plot.left()
                           + static_cast<double>((mark.at - begin).count()) / time * plot.width(),
                       plot.bottom() - (most > 0 ? mark.tokens / most : 0) * plot.height());
    };
    QPainterPath curve(at(m_tokens.constFirst()));
    for (const TokenMark &mark : m_tokens)
        curve.lineTo(at(mark));
    QPainterPath filled(curve);
    filled.lineTo(plot.bottomRight());
    filled.lineTo(plot.bottomLeft());
    filled.closeSubpath();
    painter.fillPath(filled, tokens.accentBg);
    painter.setPen(QPen(tokens.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(curve);
}

} // namespace polylogue::ui::inspector
