// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/cards.h"

#include "ui/theme/blend.h"
#include "ui/transcript/wording.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal CardGap = 8;
constexpr qreal CardPadding = 8;
constexpr qreal PictureSize = 36;
constexpr QSize LargestThumbnail(256, 256);
constexpr qreal WidestCard = 380;
constexpr qreal ActionGap = 10;

qreal textWidth(const QFont &font, const QString &text)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

void drawFrame(QPainter &painter, const QRectF &area, qreal radius, const QColor &line,
               const QColor &fill)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line);
    painter.setBrush(fill);
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

//! The middle of \a picture, as much of it as a square shows.
QRectF middleOf(const QImage &picture)
{
    const qreal side = std::min(picture.width(), picture.height());
    return {(picture.width() - side) / 2, (picture.height() - side) / 2, side, side};
}

} // namespace

HeaderLayout::HeaderLayout(const HeaderContent &content, const Style &style, qreal width)
    : m_content(content)
    , m_width(width)
    , m_height(style.readingLine + 2)
{ }

void HeaderLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const Style &style = context.style;
    const qreal timeWidth = textWidth(style.metadataFont, m_content.time) + CardGap;
    const QFontMetricsF metrics(style.strongFont);
    const QString name = metrics.elidedText(m_content.name, Qt::ElideMiddle, m_width - timeWidth);
    const qreal baseline = std::round((m_height + metrics.ascent() - metrics.descent()) / 2);
    painter.setFont(style.strongFont);
    painter.setPen(style.colours.text);
    painter.drawText(QPointF(0, baseline), name);
    painter.setFont(style.metadataFont);
    painter.setPen(style.colours.text2);
    painter.drawText(QPointF(textWidth(style.strongFont, name) + CardGap, baseline),
                     m_content.time);
}

AttachmentsLayout::AttachmentsLayout(const AttachmentsContent &content, const Style &style,
                                     qreal width)
    : m_content(content)
{
    qreal x = 0;
    qreal y = 0;
    for (const AttachmentCard &card : content.cards) {
        const qreal words = std::max(textWidth(style.interfaceFont, card.name),
                                     textWidth(style.metadataFont, card.facts));
        const qreal wanted = PictureSize + words + 4 * CardPadding;
        const qreal cardWidth = std::min({wanted, WidestCard * std::max(1.0, style.scale), width});
        if (x > 0 && x + cardWidth > width) {
            x = 0;
            y += CardHeight + CardGap;
        }
        m_cards.append({x, y, cardWidth, CardHeight});
        x += cardWidth + CardGap;
        m_naturalWidth = std::max(m_naturalWidth, x - CardGap);
    }
    m_height = y + CardHeight;
}

void AttachmentsLayout::paint(QPainter &painter, const PaintContext &context) const
{
    for (qsizetype index = 0; index < m_cards.size(); ++index) {
        if (m_cards.at(index).intersects(context.clip))
            paintCard(painter, m_content.cards.at(index), m_cards.at(index), context);
    }
}

QList<Target> AttachmentsLayout::targets() const
{
    QList<Target> targets;
    for (qsizetype index = 0; index < m_cards.size(); ++index) {
        Target target;
        target.command = Command::OpenFile;
        target.areas = {m_cards.at(index)};
        target.label = m_content.cards.at(index).name;
        target.part = m_content.cards.at(index).part;
        targets.append(target);
    }
    return targets;
}

void AttachmentsLayout::paintCard(QPainter &painter, const AttachmentCard &card, const QRectF &area,
                                  const PaintContext &context) const
{
    const Style &style = context.style;
    drawFrame(painter, area, theme::Metrics::RadiusControl, style.colours.line,
              style.colours.surface);
    const QRectF square(area.left() + CardPadding, area.top() + (CardHeight - PictureSize) / 2,
                        PictureSize, PictureSize);
    const QImage picture = context.pictures && *context.pictures
        ? (*context.pictures)(card.blob, LargestThumbnail)
        : QImage();
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath mark;
    mark.addRoundedRect(square, theme::Metrics::RadiusMark, theme::Metrics::RadiusMark);
    if (picture.isNull()) {
        painter.fillPath(mark, card.isDocument ? style.colours.badBg : style.colours.accentBg);
        QFont font = style.metadataFont;
        font.setBold(true);
        font.setPixelSize(11);
        painter.setFont(font);
        painter.setPen(card.isDocument ? style.colours.bad : style.colours.accent);
        painter.drawText(square, Qt::AlignCenter, wording::fileMark(card.blob.mediaType));
    } else {
        painter.setClipPath(mark, Qt::IntersectClip);
        painter.drawImage(square, picture, middleOf(picture));
    }
    painter.restore();
    const qreal x = square.right() + CardPadding + 2;
    const qreal room = area.right() - CardPadding - x;
    const auto drawElided = [&](const QFont &font, const QColor &colour, const QString &text,
                                qreal top, qreal height) {
        painter.setFont(font);
        painter.setPen(colour);
        const QString elided = QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, room);
        painter.drawText(QRectF(x, top, room, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, elided);
    };
    drawElided(style.interfaceFont, style.colours.text, card.name, area.top() + 7, 20);
    drawElided(style.metadataFont, style.colours.text2, card.facts, area.top() + 27, 18);
}

FoldLayout::FoldLayout(const FoldContent &content, const Style &style, qreal)
    : m_content(content)
    , m_labelWidth(textWidth(style.metadataFont, content.label))
    , m_height(std::max<qreal>(style.metadataLine + 6, theme::Metrics::TargetMinimum))
{ }

void FoldLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const Style &style = context.style;
    const QColor colour = context.hoveredTarget == 0 ? style.colours.accent : style.colours.text2;
    const QFontMetricsF metrics(style.metadataFont);
    const qreal middle = m_height / 2;
    painter.setFont(style.metadataFont);
    painter.setPen(colour);
    painter.drawText(QPointF(0, std::round(middle + (metrics.ascent() - metrics.descent()) / 2)),
                     m_content.label);
    QPainterPath triangle;
    const QPointF centre(m_labelWidth + 12, middle);
    if (m_content.isOpen)
        triangle.addPolygon(
            QPolygonF({centre + QPointF(-4, -2), centre + QPointF(4, -2), centre + QPointF(0, 3)}));
    else
        triangle.addPolygon(
            QPolygonF({centre + QPointF(-2, -4), centre + QPointF(3, 0), centre + QPointF(-2, 4)}));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(triangle, colour);
    painter.restore();
}

QList<Target> FoldLayout::targets() const
{
    return {{Command::ToggleReasoning,
             {QRectF(0, 0, m_labelWidth + 24, m_height)},
             m_content.label,
             {},
             {},
             {}}};
}

CardLayout::CardLayout(const CardContent &content, const Style &style, qreal width)
    : m_title(content.title, style.strongFont, width - 28, style.metadataLine + 2)
    , m_text(content.text, style.codeFont, width - 28, style.codeLine)
    , m_width(width)
    , m_isBad(content.isBad)
{ }

qreal CardLayout::height() const
{
    return m_title.height() + m_text.height() + 20;
}

void CardLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const theme::Tokens &colours = context.style.colours;
    drawFrame(painter, {0, 0, m_width, height()}, theme::Metrics::RadiusBlock, colours.line,
              colours.surface);
    painter.fillRect(QRectF(0, 10, 3, height() - 20), m_isBad ? colours.bad : colours.accent);
    m_title.draw(painter, {14, 10}, m_isBad ? colours.bad : colours.text);
    m_text.draw(painter, {14, 10 + m_title.height()}, colours.text);
}

UnreadLayout::UnreadLayout(const UnreadContent &content, const Style &style)
    : m_text(wording::unread(), style.metadataFont, 400, style.metadataLine)
    , m_height(std::ceil(content.height))
{ }

void UnreadLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const qreal top = std::clamp(context.clip.top() + 80, 0.0, m_height - m_text.height());
    m_text.draw(painter, {0, top}, context.style.colours.text2);
}

NoteLayout::NoteLayout(const NoteContent &content, const Style &style, qreal width)
    : m_text(content.text, style.metadataFont, width, style.metadataLine)
    , m_height(m_text.height())
{
    if (content.actions.isEmpty())
        return;
    // In the text's line where there is room, else below.
    const qreal line = std::max<qreal>(style.metadataLine, theme::Metrics::TargetMinimum);
    const bool isOneLine = m_text.height() <= style.metadataLine;
    qreal x = isOneLine ? m_text.naturalWidth() + ActionGap : 0;
    qreal y = isOneLine ? 0 : m_text.height();
    m_textTop = isOneLine ? std::floor((line - m_text.height()) / 2) : 0;
    for (const MessageAction action : content.actions) {
        const QString label = wording::actionLabel(action);
        const qreal wanted = textWidth(style.metadataFont, label) + 2 * ActionGap;
        if (x > 0 && x + wanted > width) {
            x = 0;
            y += line;
        }
        m_targets.append({Command::Message, {{x, y, wanted, line}}, label, {}, {}, action});
        x += wanted;
    }
    m_height = y + line;
}

void NoteLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const Style &style = context.style;
    m_text.draw(painter, {0, m_textTop}, style.colours.text2);
    if (context.showsCaret) {
        const qreal size = theme::pixelSizeOf(style.metadataFont);
        painter.fillRect(QRectF(m_text.naturalWidth() + 5, (m_text.height() - size) / 2, 2, size),
                         style.colours.accent);
    }
    for (qsizetype index = 0; index < m_targets.size(); ++index) {
        QFont font = style.metadataFont;
        font.setUnderline(index == context.hoveredTarget && !context.isLocked);
        painter.setFont(font);
        painter.setPen(context.isLocked ? theme::disabledText(style.colours)
                                        : style.colours.accent);
        painter.drawText(m_targets.at(index).areas.first(), Qt::AlignCenter | Qt::TextSingleLine,
                         m_targets.at(index).label);
    }
}

} // namespace polylogue::ui::transcript
