// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/imagesummary.h"

#include <QMap>
#include <QStringList>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr int sampleSize = 96; // pixels: shares of colours need no more
constexpr int leastPercent = 5;
constexpr size_t mostColors = 5;
constexpr int leastBands = 30; // a band's least share of the width is one of so many
constexpr int opaqueEnough = 64; // of 255

QString hueName(int hue, double lightness)
{
    struct Hue
    {
        int upTo; // degrees
        QStringView name;
    };
    static constexpr Hue hues[] = {
        {14, u"red"},   {40, u"orange"},  {68, u"yellow"}, {160, u"green"}, {195, u"cyan"},
        {255, u"blue"}, {290, u"purple"}, {345, u"pink"},  {360, u"red"},
    };
    const auto *found = std::find_if(std::begin(hues), std::end(hues) - 1,
                                     [hue](const Hue &one) { return hue < one.upTo; });
    if (found->name == u"orange" && lightness < 0.4)
        return u"brown"_s;
    return found->name.toString();
}

} // namespace

QString colorName(const QColor &color)
{
    const QColor hsl = color.toHsl();
    const double lightness = hsl.lightnessF();
    // How far the channels are apart: near black and white, HSL's own saturation is mere noise.
    const int chroma = std::max({color.red(), color.green(), color.blue()})
        - std::min({color.red(), color.green(), color.blue()});
    if (lightness < 0.1)
        return u"black"_s;
    if (lightness > 0.95)
        return u"white"_s;
    if (chroma < 28) {
        if (lightness > 0.88)
            return u"white"_s;
        return lightness > 0.65 ? u"light grey"_s : lightness < 0.35 ? u"dark grey"_s : u"grey"_s;
    }
    const QString hue = hueName(hsl.hslHue(), lightness);
    if (hue == "red"_L1 && lightness > 0.72)
        return u"pink"_s;
    if (hue == "brown"_L1)
        return lightness < 0.2 ? u"dark brown"_s : hue;
    return lightness > 0.72 ? u"light "_s + hue : lightness < 0.32 ? u"dark "_s + hue : hue;
}

std::vector<ColorShare> colorsOf(const QImage &image)
{
    if (image.isNull())
        return {};
    // Without smoothing: mixed pixels would bring in colours that the picture does not have.
    const QImage sample =
        image.scaled(std::min(image.width(), sampleSize), std::min(image.height(), sampleSize))
            .convertToFormat(QImage::Format_ARGB32);
    QMap<QString, int> counts;
    for (int y = 0; y < sample.height(); ++y) {
        for (int x = 0; x < sample.width(); ++x) {
            const QColor color = sample.pixelColor(x, y);
            ++counts[color.alpha() < opaqueEnough ? u"transparent"_s : colorName(color)];
        }
    }
    const int all = sample.width() * sample.height();
    std::vector<ColorShare> shares;
    for (auto count = counts.begin(); count != counts.end(); ++count) {
        const int percent = (count.value() * 100 + all / 2) / all;
        if (percent >= leastPercent)
            shares.push_back({.name = count.key(), .percent = percent});
    }
    std::stable_sort(shares.begin(), shares.end(), [](const ColorShare &a, const ColorShare &b) {
        return a.percent > b.percent;
    });
    if (shares.size() > mostColors)
        shares.resize(mostColors);
    return shares;
}

QStringList bandsOf(const QImage &image)
{
    QStringList bands;
    if (image.isNull())
        return bands;
    const int row = image.height() - 1 - image.height() / 20; // away from the edge's mixed pixels
    int width = 0;
    QString last;
    for (int x = 0; x < image.width(); ++x) {
        const QString name = colorName(image.pixelColor(x, row));
        width = name == last ? width + 1 : 1;
        last = name;
        // Narrower ones are where two colours meet.
        if (width == std::max(2, image.width() / leastBands)
            && (bands.isEmpty() || bands.last() != name))
            bands.append(name);
    }
    return bands;
}

QString imageInWords(const QSize &size, const std::vector<ColorShare> &colors)
{
    const QString pixels = u"%1 x %2 pixels"_s.arg(size.width()).arg(size.height());
    QStringList words;
    for (const ColorShare &color : colors) {
        words.append(u"%1 (%2 %)"_s.arg(color.name).arg(color.percent));
        if (words.size() == 3)
            break;
    }
    if (words.isEmpty())
        return pixels + u", of many colours"_s;
    const QString last = words.takeLast();
    return pixels + u", mostly "_s
        + (words.isEmpty() ? last : words.join(u", "_s) + u" and "_s + last);
}

} // namespace polylogue::app::practice
