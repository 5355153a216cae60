// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/contextmeter.h"

#include "ui/composer/contextbreakdown.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr int NearPercent = 80; // of the limit: from here on it is worth a colour
constexpr int SidePadding = 8;
constexpr int BarHeight = 3;
constexpr int WarningSize = 16;

} // namespace

QString contextText(const ContextMeterValue &value)
{
    const QString total = text::count(value.total());
    if (!value.limit)
        return value.isEstimate ? text::estimatedTokenCount(value.total())
                                : text::tokenCount(value.total());
    const QString limit = text::count(*value.limit);
    return value.isEstimate ? ContextMeter::tr("≈ %1 of %2 tokens").arg(total, limit)
                            : ContextMeter::tr("%1 of %2 tokens").arg(total, limit);
}

ContextMeter::ContextMeter(theme::Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_breakdown(new ContextBreakdown(theme, this))
{
    setObjectName(u"ContextMeter"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { m_breakdown->open(); });
    connect(&m_theme, &theme::Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    refresh();
}

void ContextMeter::setValue(const ContextMeterValue &value)
{
    if (m_value == value)
        return;
    m_value = value;
    refresh();
}

void ContextMeter::setCompact(bool compact)
{
    if (m_isCompact == compact)
        return;
    m_isCompact = compact;
    refresh();
}

void ContextMeter::refresh()
{
    const QString words = contextText(m_value);
    setText(words);
    QString state;
    if (level() == Level::Near)
        state = tr("Near the model's limit");
    else if (level() == Level::Over)
        state = tr("Over the model's limit");
    setAccessibleName(tr("Context: %1").arg(words));
    setAccessibleDescription(state);
    const QString hint = tr("What the next request would hold. Click for details.");
    setToolTip(state.isEmpty() ? hint : tr("%1. %2").arg(state, hint));
    m_breakdown->setValue(m_value);
    updateGeometry();
    update();
}

ContextMeter::Level ContextMeter::level() const
{
    if (!m_value.limit || m_value.total() * 100 <= *m_value.limit * NearPercent)
        return Level::Usual;
    return m_value.total() > *m_value.limit ? Level::Over : Level::Near;
}

QString ContextMeter::shownText() const
{
    if (m_isCompact && m_value.limit && *m_value.limit > 0) {
        const qint64 percent = m_value.total() * 100 / *m_value.limit;
        return m_value.isEstimate ? tr("≈ %1 %").arg(text::count(percent))
                                  : tr("%1 %").arg(text::count(percent));
    }
    if (m_isCompact || m_value.cost.isEmpty())
        return text();
    return tr("%1 · %2", "tokens, then cost").arg(text(), m_value.cost);
}

QColor ContextMeter::colour() const
{
    switch (level()) {
    case Level::Usual:
        return m_theme.tokens().text2;
    case Level::Near:
        return m_theme.tokens().warn;
    case Level::Over:
        return m_theme.tokens().bad;
    }
    return m_theme.tokens().text2;
}

QSize ContextMeter::sizeHint() const
{
    const QFontMetrics metrics(m_theme.metadataFont());
    const int icon = level() == Level::Usual ? 0 : WarningSize + SidePadding / 2;
    return {metrics.horizontalAdvance(shownText()) + icon + 2 * SidePadding,
            std::max(metrics.height() + 2 * BarHeight + 6, theme::Metrics::TargetComfortable)};
}

void ContextMeter::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(tokens.accent, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() ? tokens.surface2 : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::Metrics::RadiusControl,
                            theme::Metrics::RadiusControl);

    QRect inner = rect().adjusted(SidePadding, 2, -SidePadding, -2);
    const QRectF bar(inner.left(), inner.bottom() - BarHeight - 1, inner.width(), BarHeight);
    if (level() != Level::Usual) {
        const QRect icon(inner.left(), (height() - WarningSize) / 2 - 1, WarningSize, WarningSize);
        painter.drawPixmap(
            QStyle::visualRect(layoutDirection(), rect(), icon),
            m_theme.pixmap(u"warning"_s, WarningSize, colour(), devicePixelRatioF()));
        inner.setLeft(inner.left() + WarningSize + SidePadding / 2);
    }
    painter.setFont(m_theme.metadataFont());
    painter.setPen(colour());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), inner.adjusted(0, 0, 0, -2)),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shownText());
    if (!m_value.limit || *m_value.limit <= 0)
        return;
    const double share = std::clamp(
        static_cast<double>(m_value.total()) / static_cast<double>(*m_value.limit), 0.0, 1.0);
    const double used = std::max(share * bar.width(), 1.0);
    const double left = layoutDirection() == Qt::RightToLeft ? bar.right() - used : bar.left();
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.line);
    painter.drawRoundedRect(bar, BarHeight / 2.0, BarHeight / 2.0);
    painter.setBrush(level() == Level::Usual ? tokens.accent : colour());
    painter.drawRoundedRect(QRectF(left, bar.top(), used, BarHeight), BarHeight / 2.0,
                            BarHeight / 2.0);
}

void ContextMeter::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

bool ContextMeter::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

} // namespace polylogue::ui::composer
