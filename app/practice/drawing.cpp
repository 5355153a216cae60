// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/drawing.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr QSize size(320, 240);
constexpr qreal radius = 90;

struct NamedColor
{
    QLatin1StringView name;
    QRgb rgb;
};

constexpr std::array colors{
    NamedColor{"red"_L1, 0xffd0342c},    NamedColor{"orange"_L1, 0xffe8862e},
    NamedColor{"yellow"_L1, 0xfff2c330}, NamedColor{"green"_L1, 0xff3a9b4b},
    NamedColor{"blue"_L1, 0xff2f6fd0},   NamedColor{"purple"_L1, 0xff8046b4},
    NamedColor{"pink"_L1, 0xffe47ba6},   NamedColor{"brown"_L1, 0xff83573a},
    NamedColor{"black"_L1, 0xff202124},  NamedColor{"grey"_L1, 0xff8a8d91},
    NamedColor{"gray"_L1, 0xff8a8d91},   NamedColor{"white"_L1, 0xffffffff},
};

NamedColor colorIn(const QString &wish)
{
    for (const NamedColor &color : colors) {
        if (wish.contains(color.name, Qt::CaseInsensitive))
            return color;
    }
    return {"blue"_L1, 0xff2f6fd0};
}

//! A star of \a points points, or with \a depth 1 a regular polygon of twice as many corners.
QPainterPath starOf(int points, qreal depth)
{
    QPolygonF corners;
    for (int i = 0; i < 2 * points; ++i) {
        const qreal angle = M_PI * i / points - M_PI / 2;
        const qreal reach = i % 2 == 0 ? radius : radius * depth;
        corners.append({reach * std::cos(angle), reach * std::sin(angle)});
    }
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

QPainterPath pathOf(const QString &shape)
{
    QPainterPath path;
    if (shape == "square"_L1)
        path.addRect(-radius, -radius, 2 * radius, 2 * radius);
    else if (shape == "rectangle"_L1)
        path.addRect(-1.4 * radius, -0.8 * radius, 2.8 * radius, 1.6 * radius);
    else if (shape == "triangle"_L1)
        path = starOf(3, 0.5);
    else if (shape == "star"_L1)
        path = starOf(5, 0.4);
    else
        path.addEllipse(QPointF(), radius, radius);
    return path;
}

QByteArray pngOf(const QString &shape, const QColor &color)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color.lightness() > 240 ? 0xffc9ccd1 : 0xfffdfdfb);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(size.width() / 2.0, size.height() / 2.0);
    painter.fillPath(pathOf(shape), color);
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    QImageWriter(&buffer, "png").write(image);
    return png;
}

} // namespace

std::optional<Drawing> drawingAskedFor(const QString &wish)
{
    static const QRegularExpression pattern(
        u"\\b(?:draw|paint|sketch)\\b.{0,40}?\\b(circle|disc|dot|ball|square|rectangle|triangle|"
        "star|picture|image|something)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(wish);
    if (!match.hasMatch())
        return {};
    QString shape = match.captured(1).toLower();
    if (shape == "picture"_L1 || shape == "image"_L1 || shape == "something"_L1)
        shape = u"circle"_s;
    const NamedColor color = colorIn(wish);
    const auto article = color.name == "orange"_L1 ? "an"_L1 : "a"_L1;
    return Drawing{.title = u"%1 %2 %3"_s.arg(article, color.name, shape),
                   .png = pngOf(shape, QColor(color.rgb))};
}

} // namespace polylogue::app::practice
