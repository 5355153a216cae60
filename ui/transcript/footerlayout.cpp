// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/footerlayout.h"

#include "ui/theme/blend.h"
#include "ui/transcript/wording.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal Gap = 14;
constexpr qreal TargetPadding = 4;
constexpr qreal ArrowWidth = theme::Metrics::TargetMinimum - 2 * TargetPadding; // at least

} // namespace

FooterLayout::FooterLayout(const FooterContent &content, const Style &style, qreal width)
    : m_style(style)
    , m_content(content)
    , m_width(width)
    , m_line(std::max<qreal>(style.metadataLine, theme::Metrics::TargetMinimum))
{
    // What is always visible stands where the line begins: at the left, or at the right below a
    // block that stands there.
    if (content.isOwn) {
        addActions();
        addFacts();
        addVersions();
        alignRight();
    } else {
        addFacts();
        addVersions();
        addActions();
    }
    m_height = m_next.y() + m_line;
}

void FooterLayout::addFacts()
{
    for (const QString &fact : std::as_const(m_content.facts))
        add(fact, !m_content.isOwn);
    for (const QString &mark : std::as_const(m_content.marks))
        add(mark, true);
}

void FooterLayout::addVersions()
{
    if (m_content.versions <= 1)
        return;
    const auto addArrow = [this](const QString &arrow, MessageAction action, bool isPossible) {
        if (!isPossible) {
            add(arrow, true, ArrowWidth);
            return;
        }
        Target target;
        target.command = Command::Message;
        target.action = action;
        target.label = wording::actionLabel(action);
        addTarget(arrow, target, true);
    };
    addArrow(QStringLiteral("‹"), MessageAction::PreviousVersion, m_content.version > 1);
    m_next.rx() -= Gap - TargetPadding;
    add(wording::version(m_content.version, m_content.versions), true);
    m_next.rx() -= Gap - TargetPadding;
    addArrow(QStringLiteral("›"), MessageAction::NextVersion,
             m_content.version < m_content.versions);
}

void FooterLayout::addActions()
{
    for (const MessageAction action : std::as_const(m_content.actions)) {
        Target target;
        target.command = Command::Message;
        target.action = action;
        target.label = wording::actionLabel(action);
        addTarget(target.label, target, false);
    }
    Target menu;
    menu.command = Command::OpenMenu;
    menu.label = wording::moreActions();
    addTarget(QStringLiteral("…"), menu, false);
}

QRectF FooterLayout::place(qreal textWidth, qreal minimum)
{
    const qreal wanted = std::max(textWidth, minimum);
    if (m_next.x() > 0 && m_next.x() + wanted > m_width)
        m_next = {0, m_next.y() + m_line};
    const QRectF area(m_next, QSizeF(wanted, m_line));
    m_next.rx() += wanted + Gap;
    return area;
}

void FooterLayout::add(const QString &text, bool isAlwaysVisible, qreal minimum)
{
    const qreal wanted = std::ceil(QFontMetricsF(m_style.metadataFont).horizontalAdvance(text));
    m_pieces.append({text, place(wanted, minimum), -1, isAlwaysVisible});
}

void FooterLayout::addTarget(const QString &text, const Target &target, bool isAlwaysVisible)
{
    const qreal wanted = std::ceil(QFontMetricsF(m_style.metadataFont).horizontalAdvance(text));
    const QRectF area = place(wanted, ArrowWidth);
    m_pieces.append({text, area, static_cast<int>(m_targets.size()), isAlwaysVisible});
    Target placed = target;
    placed.areas = {area.adjusted(-TargetPadding, 0, TargetPadding, 0)};
    m_targets.append(placed);
}

void FooterLayout::alignRight()
{
    if (m_next.y() > 0)
        return; // several lines: they begin at the left
    const qreal shift = m_width - (m_next.x() - Gap);
    for (Piece &piece : m_pieces)
        piece.area.translate(shift, 0);
    for (Target &target : m_targets)
        target.areas.first().translate(shift, 0);
}

QColor FooterLayout::colourOf(const Piece &piece, const PaintContext &context) const
{
    const theme::Tokens &colours = m_style.colours;
    if (piece.target < 0)
        return colours.text2;
    const Target &target = m_targets.at(piece.target);
    if (context.isLocked && target.command == Command::Message && changesMessages(target.action))
        return theme::disabledText(colours);
    if (piece.target == context.hoveredTarget)
        return colours.accent;
    return piece.isAlwaysVisible && !context.isMessageInUse ? colours.text2 : colours.text;
}

void FooterLayout::paint(QPainter &painter, const PaintContext &context) const
{
    painter.setFont(m_style.metadataFont);
    for (const Piece &piece : m_pieces) {
        if (!piece.isAlwaysVisible && !context.isMessageInUse)
            continue;
        painter.setPen(colourOf(piece, context));
        painter.drawText(piece.area, Qt::AlignCenter | Qt::TextSingleLine, piece.text);
    }
}

} // namespace polylogue::ui::transcript
