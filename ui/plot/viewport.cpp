// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/viewport.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace polylogue::ui::plot {

using app::projection::Position;
using app::projection::Positions;

namespace {

// Of the scale at which all is seen: beyond that there is nothing to see.
constexpr double smallestScale = 1e-6;
constexpr double largestScale = 1e9;

} // namespace

Viewport fitted(const Positions &positions, const QRectF &area, double margin)
{
    constexpr float infinite = std::numeric_limits<float>::infinity();
    float left = infinite;
    float right = -infinite;
    float top = infinite;
    float bottom = -infinite;
    for (const Position &position : positions) {
        if (!std::isfinite(position.x) || !std::isfinite(position.y))
            continue;
        left = std::min(left, position.x);
        right = std::max(right, position.x);
        top = std::min(top, position.y);
        bottom = std::max(bottom, position.y);
    }
    Viewport viewport{.area = area};
    if (left > right)
        return viewport;
    viewport.centre = {(double(left) + double(right)) / 2, (double(top) + double(bottom)) / 2};
    const double width = std::max(area.width() - 2 * margin, 1.0);
    const double height = std::max(area.height() - 2 * margin, 1.0);
    const double across = double(right) - double(left);
    const double along = double(bottom) - double(top);
    if (across > 0 || along > 0)
        viewport.scale = std::min(across > 0 ? width / across : largestScale,
                                  along > 0 ? height / along : largestScale);
    viewport.scale = std::clamp(viewport.scale, smallestScale, largestScale);
    return viewport;
}

QPointF onScreen(const Viewport &viewport, const Position &position)
{
    return viewport.area.center()
        + (QPointF(double(position.x), double(position.y)) - viewport.centre) * viewport.scale;
}

QPointF onMap(const Viewport &viewport, const QPointF &pixel)
{
    return viewport.centre + (pixel - viewport.area.center()) / viewport.scale;
}

Viewport zoomed(const Viewport &viewport, const QPointF &pixel, double factor)
{
    Viewport result = viewport;
    result.scale = std::clamp(viewport.scale * factor, smallestScale, largestScale);
    const QPointF under = onMap(viewport, pixel);
    result.centre = under - (pixel - viewport.area.center()) / result.scale;
    return result;
}

Viewport moved(const Viewport &viewport, const QPointF &pixels)
{
    Viewport result = viewport;
    result.centre -= pixels / viewport.scale;
    return result;
}

} // namespace polylogue::ui::plot
