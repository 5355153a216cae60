// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/errorcard.h"

#include "ui/theme/theme.h"
#include "ui/transcript/wording.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal Padding = 16;
constexpr qreal ButtonGap = 8;
constexpr qreal ButtonPadding = 14;

} // namespace

ErrorCard::ErrorCard(const ErrorContent &content, const Style &style, qreal width)
    : m_style(style)
    , m_content(content)
    , m_width(width)
{
    const qreal room = width - 2 * Padding;
    const qreal line = std::round(theme::pixelSizeOf(style.interfaceFont) * 1.5);
    m_title = TextBox(content.text.title, style.strongFont, room, line);
    m_words = TextBox(content.text.serverWords, style.codeFont, room - 12, style.codeLine);
    m_advice = TextBox(content.text.advice, style.interfaceFont, room, line);
    if (content.showsDetails)
        m_details = TextBox(content.text.details, style.codeFont, room, style.codeLine);
    qreal y = placeButtons(placeTexts());
    if (!m_details.isEmpty()) {
        m_detailsAt = {Padding, y};
        y += m_details.height() + 8;
    }
    m_height = std::ceil(y + Padding - 8);
}

qreal ErrorCard::placeTexts()
{
    qreal y = Padding - 2;
    m_titleAt = {Padding, y};
    y += m_title.height() + 6;
    if (!m_words.isEmpty()) {
        m_wordsAt = {Padding + 12, y};
        y += m_words.height() + 6;
    }
    if (!m_advice.isEmpty()) {
        m_adviceAt = {Padding, y};
        y += m_advice.height() + 6;
    }
    return y + 4;
}

//! \return where the content goes on below.
qreal ErrorCard::placeButtons(qreal top)
{
    const QFontMetricsF metrics(m_style.interfaceFont);
    const qreal height = std::max<qreal>(metrics.height() + 10, theme::Metrics::TargetComfortable);
    qreal x = Padding;
    qreal y = top;
    const auto place = [&](const QString &label) {
        const qreal width = std::ceil(metrics.horizontalAdvance(label)) + 2 * ButtonPadding;
        if (x > Padding && x + width > m_width - Padding) {
            x = Padding;
            y += height + ButtonGap;
        }
        const QRectF area(x, y, width, height);
        x += width + ButtonGap;
        return area;
    };
    for (const text::ErrorAction action : m_content.text.actions) {
        const QString label = text::actionText(action);
        m_targets.append({Command::ErrorAction, {place(label)}, label, {}, action, {}});
    }
    if (!m_content.text.details.isEmpty()) {
        const QString label = wording::detailsLabel(m_content.showsDetails);
        m_targets.append({Command::ToggleDetails, {place(label)}, label, {}, {}, {}});
    }
    return m_targets.isEmpty() ? y : y + height + 8;
}

void ErrorCard::paint(QPainter &painter, const PaintContext &context) const
{
    const theme::Tokens &colours = m_style.colours;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.badBg);
    painter.drawRoundedRect(QRectF(0, 0, m_width, m_height), theme::Metrics::RadiusBlock,
                            theme::Metrics::RadiusBlock);
    m_title.draw(painter, m_titleAt, colours.bad);
    if (!m_words.isEmpty())
        painter.fillRect(QRectF(Padding, m_wordsAt.y(), 3, m_words.height()), colours.bad);
    m_words.draw(painter, m_wordsAt, colours.text);
    m_advice.draw(painter, m_adviceAt, colours.text);
    m_details.draw(painter, m_detailsAt, colours.text2);
    painter.setFont(m_style.interfaceFont);
    for (qsizetype index = 0; index < m_targets.size(); ++index) {
        const Target &target = m_targets.at(index);
        const QRectF area = target.areas.first();
        const bool isPrimary = index == 0 && target.command == Command::ErrorAction;
        const bool isHovered = index == context.hoveredTarget;
        if (target.command != Command::ToggleDetails) {
            painter.setPen(isPrimary       ? Qt::NoPen
                               : isHovered ? QPen(colours.accent)
                                           : QPen(colours.line));
            painter.setBrush(isPrimary ? colours.accent : colours.surface);
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5),
                                    theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
        }
        painter.setPen(isPrimary ? colours.onAccent : isHovered ? colours.accent : colours.text);
        painter.drawText(area, Qt::AlignCenter, target.label);
    }
    painter.restore();
}

} // namespace polylogue::ui::transcript
