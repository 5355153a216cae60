// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/controlpainter.h"

#include "ui/theme/blend.h"

#include <algorithm>

namespace polylogue::ui::theme {

namespace {

constexpr double ScrollHandleInset = 2;
constexpr double ScrollHandleRadius = 3;
constexpr double ProgressRadius = 4;
constexpr double UnknownShare = 0.3;
constexpr double TabEdge = 2;

//! Puts back what drawing changes, and smooths edges meanwhile.
class Saved
{
public:
    explicit Saved(QPainter *painter)
        : m_painter(painter)
    {
        m_painter->save();
        m_painter->setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter->restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter *m_painter;
};

QPolygonF tickIn(const QRectF &box)
{
    const auto at = [&box](double x, double y) {
        return box.topLeft() + QPointF(x * box.width(), y * box.height());
    };
    return {{at(0.23, 0.53), at(0.42, 0.72), at(0.77, 0.3)}};
}

bool isSet(QStyle::State state)
{
    return state.testAnyFlags(QStyle::State_On | QStyle::State_NoChange);
}

} // namespace

BoxColours buttonColours(const Tokens &tokens, std::optional<Look> look, QStyle::State state)
{
    const bool isEnabled = state.testFlag(QStyle::State_Enabled);
    const bool isDown = state.testAnyFlags(QStyle::State_Sunken | QStyle::State_On);
    const bool isPointedAt = isEnabled && state.testFlag(QStyle::State_MouseOver);
    if (look == Look::Link)
        return {.text = tokens.accent};
    if (look == Look::Primary) {
        if (!isEnabled)
            return {.fill = tokens.surface2, .text = disabledText(tokens)};
        const float share = isDown ? 0.3F : isPointedAt ? 0.15F : 0.0F;
        return {.fill = blended(tokens.accent, tokens.text, share), .text = tokens.onAccent};
    }
    if (look == Look::Quiet) {
        BoxColours colours{.text = isEnabled ? tokens.text2 : disabledText(tokens)};
        if (isPointedAt)
            colours = {.fill = tokens.surface2, .text = tokens.text};
        if (isDown)
            colours.fill = tokens.selection;
        return colours;
    }
    BoxColours colours{.fill = tokens.surface, .edge = tokens.line, .text = tokens.text};
    if (look == Look::Floating) {
        if (isPointedAt || state.testFlag(QStyle::State_HasFocus))
            colours.edge = tokens.accent;
        return colours;
    }
    if (!isEnabled) {
        colours.fill = Qt::transparent;
        colours.text = disabledText(tokens);
    } else if (isPointedAt) {
        colours.fill = tokens.surface2;
    }
    if (isDown)
        colours.fill = tokens.selection;
    return colours;
}

ControlPainter::ControlPainter(QPainter *painter, const Tokens &tokens)
    : m_painter(painter)
    , m_tokens(tokens)
{ }

void ControlPainter::drawBox(const QRectF &rect, const BoxColours &colours, double radius,
                             double edgeWidth) const
{
    const bool hasEdge = colours.edge.alpha() > 0;
    if (!hasEdge && colours.fill.alpha() == 0)
        return;
    const Saved saved(m_painter);
    const double inset = hasEdge ? edgeWidth / 2 : 0;
    m_painter->setPen(hasEdge ? QPen(colours.edge, edgeWidth) : QPen(Qt::NoPen));
    m_painter->setBrush(colours.fill);
    m_painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset),
                               std::max(0.0, radius - inset), std::max(0.0, radius - inset));
}

void ControlPainter::drawField(const QRectF &rect, QStyle::State state) const
{
    const bool isEnabled = state.testFlag(QStyle::State_Enabled);
    const bool isFocused = isEnabled && state.testFlag(QStyle::State_HasFocus);
    drawBox(rect,
            {.fill = isEnabled ? m_tokens.surface : m_tokens.window,
             .edge = isFocused ? m_tokens.accent
                 : isEnabled   ? m_tokens.border
                               : m_tokens.line},
            Metrics::RadiusControl, isFocused ? 2 : 1);
}

void ControlPainter::drawIndicatorBox(const QRectF &box, double radius, QStyle::State state) const
{
    const bool isEnabled = state.testFlag(QStyle::State_Enabled);
    const QColor edge = !isEnabled ? m_tokens.line
        : isSet(state)             ? m_tokens.accent
                                   : m_tokens.border;
    m_painter->setPen(QPen(edge, 1.5));
    m_painter->setBrush(!isSet(state)   ? m_tokens.surface
                            : isEnabled ? m_tokens.accent
                                        : m_tokens.line);
    m_painter->drawRoundedRect(box, radius, radius);
}

void ControlPainter::drawCheckBox(const QRectF &rect, QStyle::State state) const
{
    const Saved saved(m_painter);
    const QRectF box = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    drawIndicatorBox(box, 4, state);
    if (!isSet(state))
        return;
    const QColor mark =
        state.testFlag(QStyle::State_Enabled) ? m_tokens.onAccent : disabledText(m_tokens);
    m_painter->setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (state.testFlag(QStyle::State_NoChange))
        m_painter->drawLine(QPointF(box.left() + box.width() / 4, box.center().y()),
                            QPointF(box.right() - box.width() / 4, box.center().y()));
    else
        m_painter->drawPolyline(tickIn(box));
}

void ControlPainter::drawTick(const QRectF &rect, QStyle::State state) const
{
    const Saved saved(m_painter);
    m_painter->setPen(
        QPen(state.testFlag(QStyle::State_Enabled) ? m_tokens.text : disabledText(m_tokens), 2,
             Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter->drawPolyline(tickIn(rect.adjusted(3, 3, -3, -3)));
}

void ControlPainter::drawRadioButton(const QRectF &rect, QStyle::State state) const
{
    const Saved saved(m_painter);
    const QRectF box = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    drawIndicatorBox(box, box.width() / 2, state);
    if (!isSet(state))
        return;
    m_painter->setPen(Qt::NoPen);
    m_painter->setBrush(state.testFlag(QStyle::State_Enabled) ? m_tokens.onAccent
                                                              : disabledText(m_tokens));
    m_painter->drawEllipse(box.center(), box.width() / 5, box.height() / 5);
}

void ControlPainter::drawChevron(const QRectF &rect, Qt::ArrowType direction,
                                 QStyle::State state) const
{
    const double reach = std::min({4.0, rect.width() / 3, rect.height() / 3});
    const Saved saved(m_painter);
    m_painter->setPen(
        QPen(state.testFlag(QStyle::State_Enabled) ? m_tokens.text2 : disabledText(m_tokens), 1.5,
             Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter->translate(rect.center());
    m_painter->rotate(direction == Qt::DownArrow       ? 0
                          : direction == Qt::LeftArrow ? 90
                          : direction == Qt::UpArrow   ? 180
                                                       : 270);
    m_painter->drawPolyline(QPolygonF(
        {QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)}));
}

void ControlPainter::drawScrollHandle(const QRectF &rect, bool isPointedAt) const
{
    drawBox(
        rect.adjusted(ScrollHandleInset, ScrollHandleInset, -ScrollHandleInset, -ScrollHandleInset),
        {.fill = isPointedAt ? m_tokens.text2 : m_tokens.border}, ScrollHandleRadius);
}

void ControlPainter::drawTab(const QRectF &rect, QStyle::State state) const
{
    if (state.testFlag(QStyle::State_HasFocus))
        m_painter->fillRect(rect, m_tokens.accentBg);
    if (state.testFlag(QStyle::State_Selected))
        m_painter->fillRect(rect.adjusted(0, rect.height() - TabEdge, 0, 0), m_tokens.accent);
}

void ControlPainter::drawProgress(const QRectF &rect, std::optional<double> share,
                                  bool isMirrored) const
{
    drawBox(rect, {.fill = m_tokens.surface2}, ProgressRadius);
    QRectF done = rect;
    done.setWidth(rect.width() * share.value_or(UnknownShare));
    if (!share)
        done.moveCenter(rect.center());
    else if (isMirrored)
        done.moveRight(rect.right());
    if (done.width() >= 1)
        drawBox(done, {.fill = m_tokens.accent}, std::min(ProgressRadius, done.width() / 2));
}

void ControlPainter::drawLine(const QRectF &rect) const
{
    m_painter->fillRect(rect, m_tokens.line);
}

} // namespace polylogue::ui::theme
