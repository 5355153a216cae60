// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/boxlayout.h"

#include "ui/math/svgpath.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainterPathStroker>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::math {

namespace {

constexpr qreal MeasureSize = 100; // pixels an em, for widths of glyphs
constexpr qreal LineGap = 0.5; // between the lines of a formula
constexpr qreal TagGap = 2;

enum class Family { Main, Math, Ams, Caligraphic, Fraktur, Sans, Script, Typewriter, Sizes };
enum class Align { Left, Center, Right };

//! \brief What a node inherits.
struct Context
{
    qreal em = 1; // of the whole formula's
    Family family = Family::Main;
    Face sizeFace = Face::Size1; // for Family::Sizes
    bool isBold = false;
    bool isItalic = false;
    Align align = Align::Left;
    QColor colour = {};
    qreal available = -1; // width of the column of boxes that this stands in; -1: not known yet
};

struct Box
{
    Drawing drawing = {}; // its width is the box's
    bool fillsColumn = false; // as wide as what stands above and below it
};

qreal emsOf(const QString &length)
{
    const qsizetype unit = length.indexOf("em"_L1);
    return unit < 0 ? 0 : QStringView(length).first(unit).toDouble();
}

bool has(const Node &node, const char *name)
{
    return node.classes.contains(QLatin1StringView(name));
}

Face faceOf(const Context &context)
{
    switch (context.family) {
    case Family::Main:
        return context.isBold  ? context.isItalic ? Face::MainBoldItalic : Face::MainBold
            : context.isItalic ? Face::MainItalic
                               : Face::MainRegular;
    case Family::Math:
        return context.isBold ? Face::MathBoldItalic : Face::MathItalic;
    case Family::Ams:
        return Face::Ams;
    case Family::Caligraphic:
        return context.isBold ? Face::CaligraphicBold : Face::CaligraphicRegular;
    case Family::Fraktur:
        return context.isBold ? Face::FrakturBold : Face::FrakturRegular;
    case Family::Sans:
        return context.isBold  ? Face::SansBold
            : context.isItalic ? Face::SansItalic
                               : Face::SansRegular;
    case Family::Script:
        return Face::Script;
    case Family::Typewriter:
        return Face::Typewriter;
    case Family::Sizes:
        return context.sizeFace;
    }
    return Face::MainRegular;
}

//! \brief What a class of the style sheet does to fonts.
struct FontRule
{
    const char *name;
    Family family;
    int bold; // -1: as it was
    int italic;
};

constexpr std::array FontRules = {
    FontRule{"textrm", Family::Main, -1, -1},
    FontRule{"textsf", Family::Sans, -1, -1},
    FontRule{"texttt", Family::Typewriter, -1, -1},
    FontRule{"mathnormal", Family::Math, -1, 1},
    FontRule{"mathit", Family::Main, -1, 1},
    FontRule{"mathbf", Family::Main, 1, -1},
    FontRule{"boldsymbol", Family::Math, 1, 1},
    FontRule{"amsrm", Family::Ams, -1, -1},
    FontRule{"mathbb", Family::Ams, -1, -1},
    FontRule{"textbb", Family::Ams, -1, -1},
    FontRule{"mathcal", Family::Caligraphic, -1, -1},
    FontRule{"mathfrak", Family::Fraktur, -1, -1},
    FontRule{"textfrak", Family::Fraktur, -1, -1},
    FontRule{"mathboldfrak", Family::Fraktur, 1, -1},
    FontRule{"mathtt", Family::Typewriter, -1, -1},
    FontRule{"mathscr", Family::Script, -1, -1},
    FontRule{"textscr", Family::Script, -1, -1},
    FontRule{"mathsf", Family::Sans, -1, -1},
    FontRule{"mathboldsf", Family::Sans, 1, -1},
    FontRule{"textboldsf", Family::Sans, 1, -1},
    FontRule{"mathitsf", Family::Sans, -1, 1},
    FontRule{"textitsf", Family::Sans, -1, 1},
    FontRule{"mainrm", Family::Main, -1, 0},
};

//! "reset-size6" and "size3": from which size of KaTeX's eleven to which.
void applySizes(const Node &node, Context &context)
{
    static constexpr std::array Sizes = {0.5, 0.6,  0.7,   0.8,   0.9,  1.0,
                                         1.2, 1.44, 1.728, 2.074, 2.488};
    int from = 0;
    int to = 0;
    for (const QString &name : node.classes) {
        if (name.startsWith("reset-size"_L1))
            from = QStringView(name).sliced(10).toInt();
        else if (name.startsWith("size"_L1))
            to = QStringView(name).sliced(4).toInt();
    }
    const auto count = static_cast<int>(Sizes.size());
    if (from >= 1 && from <= count && to >= 1 && to <= count)
        context.em *=
            Sizes.at(static_cast<size_t>(to - 1)) / Sizes.at(static_cast<size_t>(from - 1));
}

void applyDelimiterSizes(const Node &node, Context &context)
{
    static constexpr std::array Rules = {
        std::pair{"size1", Face::Size1}, std::pair{"size2", Face::Size2},
        std::pair{"size3", Face::Size3}, std::pair{"size4", Face::Size4}};
    const auto use = [&context](Face face) {
        context.family = Family::Sizes;
        context.sizeFace = face;
    };
    for (const auto &[name, face] : Rules) {
        if (has(node, "delimsizing") && has(node, name))
            use(face);
    }
    if (has(node, "delim-size1") || (has(node, "op-symbol") && has(node, "small-op")))
        use(Face::Size1);
    if (has(node, "delim-size4"))
        use(Face::Size4);
    if (has(node, "op-symbol") && has(node, "large-op"))
        use(Face::Size2);
}

Context inherited(const Node &node, Context context)
{
    if (has(node, "sizing") || has(node, "fontsize-ensurer"))
        applySizes(node, context);
    for (const FontRule &rule : FontRules) {
        if (!has(node, rule.name))
            continue;
        context.family = rule.family;
        context.isBold = rule.bold < 0 ? context.isBold : rule.bold > 0;
        context.isItalic = rule.italic < 0 ? context.isItalic : rule.italic > 0;
    }
    context.isBold = context.isBold || has(node, "textbf");
    context.isItalic = context.isItalic || has(node, "textit");
    applyDelimiterSizes(node, context);
    if (has(node, "mfrac") || has(node, "op-limits") || has(node, "accent")
        || has(node, "col-align-c") || has(node, "x-arrow") || has(node, "mover")
        || has(node, "munder"))
        context.align = Align::Center;
    else if (has(node, "msupsub") || has(node, "col-align-l") || has(node, "svg-align"))
        context.align = Align::Left;
    else if (has(node, "col-align-r"))
        context.align = Align::Right;
    if (const QString colour = node.style.value(u"color"_s); !colour.isEmpty())
        context.colour = QColor(colour);
    return context;
}

class BoxLayout
{
public:
    explicit BoxLayout(MathFonts &fonts)
        : m_fonts(fonts)
    { }

    Drawing layOutFormula(const Node &html);

private:
    Box layOutNode(const Node &node, const Context &outer);
    Box layOutText(const Node &node, const Context &context);
    Box layOutColumn(const Node &node, const Context &context);
    Box layOutItem(const Node &item, const Context &context, qreal *y);
    Box layOutRow(const Node &node, const Context &context, size_t first = 0);
    Box layOutRule(const Node &node, const Context &context);
    Box layOutLine(const Node &node, const Context &context);
    Box layOutSvg(const Node &svg, const Context &context, const QSizeF &size);
    Box layOutStretched(const Node &node, const Context &context);
    void addFrame(Box &box, const Node &node, const Context &context, const QRectF &area);

    MathFonts &m_fonts;
};

//! Lines of a formula are bases one after the other, with marks between.
Drawing BoxLayout::layOutFormula(const Node &html)
{
    Drawing formula;
    Drawing line;
    qreal height = 0;
    qreal depth = 0;
    qreal baseline = 0;
    bool isFirst = true;
    const auto endLine = [&] {
        baseline += isFirst ? 0 : formula.descent + height + LineGap - baseline;
        if (isFirst)
            formula.ascent = height;
        formula.add(line, {0, baseline});
        formula.width = std::max(formula.width, line.width);
        formula.descent = baseline + depth;
        isFirst = false;
        line = {};
        height = depth = 0;
    };
    for (const Node &child : html.children) {
        if (has(child, "newline")) {
            endLine();
            continue;
        }
        const Box box = layOutNode(child, {});
        const qreal gap = has(child, "tag") ? TagGap : 0;
        line.add(box.drawing, {line.width + gap, 0});
        line.width += gap + box.drawing.width;
        height = std::max(height, child.height);
        depth = std::max(depth, child.depth);
    }
    endLine();
    return formula;
}

Box BoxLayout::layOutNode(const Node &node, const Context &outer)
{
    const Context context = inherited(node, outer);
    if (node.kind == Node::Kind::Text)
        return layOutText(node, context);
    if (has(node, "strut") || has(node, "pstrut"))
        return {};
    if (has(node, "vlist-t"))
        return layOutColumn(node, context);
    if (has(node, "rule") || has(node, "vertical-separator"))
        return layOutRule(node, context);
    if (has(node, "frac-line") || has(node, "overline-line") || has(node, "underline-line")
        || has(node, "hline") || has(node, "hdashline") || has(node, "sout"))
        return layOutLine(node, context);
    const bool hasSvg = !node.children.empty() && node.children.front().kind == Node::Kind::Svg;
    if (hasSvg || has(node, "stretchy") || has(node, "hide-tail"))
        return layOutStretched(node, context);
    Box box = layOutRow(node, context);
    qreal &width = box.drawing.width;
    if (has(node, "nulldelimiter"))
        width = 0.12 * context.em;
    if (node.style.contains(u"width"_s))
        width = emsOf(node.style.value(u"width"_s)) * context.em;
    width = std::max(width, emsOf(node.style.value(u"minWidth"_s)) * context.em);
    if (has(node, "llap") || has(node, "rlap") || has(node, "clap")) {
        Box lap;
        const qreal share = has(node, "llap") ? 1 : has(node, "clap") ? 0.5 : 0;
        lap.drawing.add(box.drawing, {-share * width, 0});
        return lap;
    }
    if (has(node, "accent-body") && !has(node, "accent-full"))
        width = 0;
    return box;
}

Box BoxLayout::layOutText(const Node &node, const Context &context)
{
    Box box;
    qreal x = 0;
    for (const uint character : node.text.toUcs4()) {
        const QString text = QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        if (character == 0x200B)
            continue;
        bool isFound = false;
        for (const Face face : {faceOf(context), Face::MainRegular, Face::Ams}) {
            const QRawFont &font = m_fonts.font(face, MeasureSize);
            const QList<quint32> indexes = font.glyphIndexesForString(text);
            if (indexes.isEmpty() || indexes.first() == 0)
                continue;
            const QPointF advance = font.advancesForGlyphIndexes(indexes).value(0);
            if (!text.at(0).isSpace())
                box.drawing.glyphs.push_back(
                    {face, indexes.first(), context.em, {x, 0}, context.colour});
            x += advance.x() / MeasureSize * context.em;
            isFound = true;
            break;
        }
        if (!isFound) {
            QFont font = QGuiApplication::font();
            font.setPixelSize(static_cast<int>(MeasureSize));
            // Beside KaTeX's letters those of a sans serif look too large.
            const qreal size = context.em * 0.85;
            box.drawing.texts.push_back({text, size, {x, 0}, context.colour});
            x += QFontMetricsF(font).horizontalAdvance(text) / MeasureSize * size;
        }
    }
    box.drawing.width = x + node.italic * context.em;
    return box;
}

//! Children one behind the other, with what style says of the space around each.
Box BoxLayout::layOutRow(const Node &node, const Context &context, size_t first)
{
    Box row;
    qreal x = emsOf(node.style.value(u"paddingLeft"_s)) * context.em;
    const bool isPadded =
        has(node, "boxpad") || has(node, "x-arrow-pad") || has(node, "cancel-pad");
    const qreal padding = !isPadded ? 0
        : has(node, "boxpad")       ? 0.3 * context.em
        : has(node, "x-arrow-pad")  ? 0.5 * context.em
                                    : 0.2 * context.em;
    x += padding;
    for (size_t index = first; index < node.children.size(); ++index) {
        const Node &child = node.children.at(index);
        const Box box = layOutNode(child, context);
        const qreal em = inherited(child, context).em;
        const auto length = [&child, em](const QString &name) {
            return emsOf(child.style.value(name)) * em;
        };
        qreal before = length(u"marginLeft"_s);
        qreal behind = length(u"marginRight"_s);
        if (const QString margin = child.style.value(u"margin"_s); margin.startsWith("0 "_L1))
            before = behind = emsOf(margin.sliced(2)) * em;
        if (has(child, "root")) {
            before += 0.27777778 * em;
            behind -= 0.55555556 * em;
        }
        if (has(child, "cancel-lap")) {
            before -= 0.2 * em;
            behind -= 0.2 * em;
        }
        x += before;
        const qreal y = length(u"top"_s) - length(u"bottom"_s)
            - (child.children.empty() ? 0 : length(u"verticalAlign"_s));
        row.drawing.add(box.drawing, {x + length(u"left"_s), y});
        row.fillsColumn = row.fillsColumn || box.fillsColumn;
        x += box.drawing.width + behind;
    }
    row.drawing.width = x + padding;
    return row;
}

//! A column is built twice: what fills its width has to know it.
Box BoxLayout::layOutColumn(const Node &node, const Context &context)
{
    Box column;
    if (node.children.empty() || node.children.front().children.empty())
        return column;
    const Node &list = node.children.front().children.front();
    Context inner = inherited(list, context);
    inner.available = -1;
    qreal width = 0;
    std::vector<std::pair<Box, qreal>> items;
    for (const Node &item : list.children) {
        qreal y = 0;
        Box box = layOutItem(item, inner, &y);
        width = std::max(width, box.drawing.width);
        items.emplace_back(std::move(box), y);
    }
    for (size_t index = 0; index < items.size(); ++index) {
        auto &[box, y] = items.at(index);
        const Node &item = list.children.at(index);
        qreal left = emsOf(item.style.value(u"marginLeft"_s)) * inner.em;
        Align align = inherited(item, inner).align;
        if (box.fillsColumn) {
            inner.available = width;
            if (const QString asked = item.style.value(u"width"_s);
                asked.startsWith("calc(100% - "_L1))
                inner.available = std::max(0.0, width - emsOf(asked.sliced(12)) * inner.em);
            box = layOutItem(item, inner, &y);
            align = box.drawing.width < width ? align : Align::Left;
        }
        const qreal rest = width - box.drawing.width;
        if (align != Align::Left)
            left += align == Align::Center ? rest / 2 : rest;
        column.drawing.add(box.drawing, {left, y});
    }
    column.drawing.width = width;
    return column;
}

//! \param y where its baseline is in the column's: the strut before it tells.
Box BoxLayout::layOutItem(const Node &item, const Context &context, qreal *y)
{
    const Context inner = inherited(item, context);
    const bool hasStrut = !item.children.empty() && has(item.children.front(), "pstrut");
    const qreal strut =
        hasStrut ? emsOf(item.children.front().style.value(u"height"_s)) * inner.em : 0;
    *y = emsOf(item.style.value(u"top"_s)) * inner.em + strut;
    return layOutRow(item, inner, hasStrut ? 1 : 0);
}

Box BoxLayout::layOutRule(const Node &node, const Context &context)
{
    Box box;
    const auto length = [&](const QString &name) {
        return emsOf(node.style.value(name)) * context.em;
    };
    const qreal width = length(u"borderRightWidth"_s);
    if (has(node, "rule")) {
        const qreal height = length(u"borderTopWidth"_s);
        box.drawing.rules.push_back({QRectF(0, -height, width, height), context.colour});
        box.drawing.width = width;
    } else {
        const qreal bottom = -length(u"verticalAlign"_s);
        const qreal height = length(u"height"_s);
        box.drawing.rules.push_back({QRectF(0, bottom - height, width, height), context.colour});
        box.drawing.width = width;
    }
    return box;
}

//! A line as wide as its column, standing on the baseline.
Box BoxLayout::layOutLine(const Node &node, const Context &context)
{
    Box box;
    box.fillsColumn = true;
    if (context.available < 0)
        return box;
    qreal thickness = emsOf(node.style.value(u"borderBottomWidth"_s)) * context.em;
    if (has(node, "sout"))
        thickness = 0.08 * context.em;
    const qreal width = context.available;
    if (!has(node, "hdashline")) {
        box.drawing.rules.push_back({QRectF(0, -thickness, width, thickness), context.colour});
    } else {
        const qreal dash = 3 * thickness;
        for (qreal x = 0; x < width; x += 2 * dash)
            box.drawing.rules.push_back(
                {QRectF(x, -thickness, std::min(dash, width - x), thickness), context.colour});
    }
    box.drawing.width = width;
    return box;
}

//! What is drawn as wide as it has to be: arrows, braces, roots, wide accents, frames.
Box BoxLayout::layOutStretched(const Node &node, const Context &context)
{
    const auto length = [&](const QString &name) {
        return emsOf(node.style.value(name)) * context.em;
    };
    Box box;
    qreal width = length(u"width"_s);
    if (!node.style.contains(u"width"_s)) {
        box.fillsColumn = true;
        width = std::max(context.available, length(u"minWidth"_s));
    }
    box.drawing.width = std::max(width, 0.0);
    if (width <= 0)
        return box;
    const qreal height = node.style.contains(u"height"_s) ? length(u"height"_s) : node.height;
    addFrame(box, node, context, {0, -height, width, height});
    for (const Node &child : node.children) {
        if (child.kind == Node::Kind::Svg) {
            box.drawing.add(layOutSvg(child, context, {width, height}).drawing, {0, -height});
            continue;
        }
        // A piece of a long brace or arrow.
        qreal left = 0;
        qreal share = 1;
        if (has(child, "halfarrow-left") || has(child, "halfarrow-right")) {
            share = 0.502;
            left = has(child, "halfarrow-right") ? 1 - share : 0;
        } else if (has(child, "brace-center")) {
            share = 0.5;
            left = 0.25;
        } else if (has(child, "brace-left") || has(child, "brace-right")) {
            share = 0.251;
            left = has(child, "brace-right") ? 1 - share : 0;
        }
        for (const Node &svg : child.children)
            box.drawing.add(layOutSvg(svg, context, {share * width, height}).drawing,
                            {left * width, -height});
    }
    return box;
}

void BoxLayout::addFrame(Box &box, const Node &node, const Context &context, const QRectF &area)
{
    if (const QString colour = node.style.value(u"backgroundColor"_s); !colour.isEmpty())
        box.drawing.backgrounds.push_back({area, QColor(colour)});
    if (!has(node, "fbox") && !has(node, "fcolorbox"))
        return;
    QColor colour = context.colour;
    if (const QString border = node.style.value(u"borderColor"_s); !border.isEmpty())
        colour = QColor(border);
    qreal line = 0.04 * context.em;
    if (const QString given = node.style.value(u"borderWidth"_s); !given.isEmpty())
        line = emsOf(given) * context.em;
    const qreal bottom = area.bottom() - line;
    const qreal right = area.right() - line;
    for (const QRectF &edge : {QRectF(area.left(), area.top(), area.width(), line),
                               QRectF(area.left(), bottom, area.width(), line),
                               QRectF(area.left(), area.top(), line, area.height()),
                               QRectF(right, area.top(), line, area.height())})
        box.drawing.rules.push_back({edge, colour});
}

//! \return a picture whose upper left corner is at the origin.
Box BoxLayout::layOutSvg(const Node &svg, const Context &context, const QSizeF &size)
{
    Box box;
    const QStringList view = svg.viewBox.split(u' ', Qt::SkipEmptyParts);
    qreal scaleX = context.em / 1000;
    qreal scaleY = scaleX;
    qreal shift = 0;
    if (view.size() == 4) {
        scaleX = size.width() / std::max(1.0, view.at(2).toDouble());
        scaleY = size.height() / std::max(1.0, view.at(3).toDouble());
        if (svg.aspect != "none"_L1) {
            scaleX = scaleY = svg.aspect.contains("slice"_L1) ? std::max(scaleX, scaleY)
                                                              : std::min(scaleX, scaleY);
            const qreal rest = size.width() - scaleX * view.at(2).toDouble();
            shift = svg.aspect.startsWith("xMin"_L1) ? 0
                : svg.aspect.startsWith("xMax"_L1)   ? rest
                                                     : rest / 2;
        }
    }
    for (const Node &child : svg.children) {
        QPainterPath path;
        if (child.kind == Node::Kind::Path) {
            path = svgPath(child.text);
            // Tails are longer than anything: they end where the box does.
            for (int index = 0; index < path.elementCount(); ++index) {
                const QPainterPath::Element element = path.elementAt(index);
                path.setElementPositionAt(index,
                                          std::clamp(element.x * scaleX + shift, 0.0, size.width()),
                                          element.y * scaleY);
            }
        } else if (child.kind == Node::Kind::Line) {
            const QStringList parts = child.text.split(u' ');
            const auto at = [&](qsizetype index, qreal whole) {
                return parts.value(index).startsWith(u'0') ? 0.0 : whole;
            };
            path.moveTo(at(0, size.width()), at(1, size.height()));
            path.lineTo(at(2, size.width()), at(3, size.height()));
            QPainterPathStroker stroker;
            stroker.setWidth(std::max(0.03, emsOf(parts.value(4))) * context.em);
            stroker.setCapStyle(Qt::FlatCap);
            path = stroker.createStroke(path);
        }
        box.drawing.outlines.push_back({path, context.colour});
    }
    return box;
}

} // namespace

Drawing layOut(const Node &tree, MathFonts &fonts)
{
    const Node *html = &tree;
    while (!has(*html, "katex-html") && !html->children.empty())
        html = &html->children.back();
    return BoxLayout(fonts).layOutFormula(*html);
}

} // namespace polylogue::ui::math
