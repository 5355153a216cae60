// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/lanebadge.h"

#include "app/session/lanerequests.h"
#include "ui/compare/lanewords.h"
#include "ui/theme/lanecolours.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace polylogue::ui::compare {

LaneBadge::LaneBadge(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(theme::Metrics::TargetMinimum, theme::Metrics::TargetMinimum);
    setPosition(0);
}

void LaneBadge::setPosition(qsizetype position)
{
    m_position = position;
    setAccessibleName(words::laneName(position));
    update();
}

void LaneBadge::paintEvent(QPaintEvent *)
{
    const theme::LaneColour colour = theme::laneColour(m_position);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour.colour);
    painter.drawRoundedRect(rect(), theme::Metrics::RadiusMark, theme::Metrics::RadiusMark);
    QFont font = m_theme.metadataFont();
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(colour.onColour);
    painter.drawText(rect(), Qt::AlignCenter, app::session::laneLetter(m_position));
}

} // namespace polylogue::ui::compare
