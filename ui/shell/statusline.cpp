// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/statusline.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace polylogue::ui::shell {

using theme::Metrics::Unit;

namespace {

QLabel *makeLabel(const QString &accessibleName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAccessibleName(accessibleName);
    theme::setLook(label, theme::Look::Secondary);
    return label;
}

} // namespace

StatusLine::StatusLine(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_endpoint(makeLabel(tr("Endpoint"), this))
    , m_activity(makeLabel(tr("Activity"), this))
    , m_counts(makeLabel(tr("Requests of this run"), this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Unit, 0, 2 * Unit, 0);
    layout->setSpacing(2 * Unit);
    layout->addWidget(m_endpoint);
    layout->addWidget(m_activity, 1);
    layout->addWidget(m_counts);
    setFixedHeight(theme::Metrics::TargetMinimum + 4);
    showCounts();
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatusLine::setEndpoint(const QString &name)
{
    m_endpoint->setText(name);
}

void StatusLine::setActivity(const QString &activity)
{
    m_activity->setText(activity);
}

void StatusLine::countCall(const QString &host)
{
    ++m_calls;
    m_hosts.insert(host);
    showCounts();
}

void StatusLine::showCounts()
{
    if (m_calls == 0)
        m_counts->clear();
    else
        m_counts->setText(tr("%1 · %2").arg(
            m_calls == 1 ? tr("1 request") : tr("%1 requests").arg(text::count(m_calls)),
            m_hosts.size() == 1 ? tr("1 host") : tr("%1 hosts").arg(text::count(m_hosts.size()))));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
    painter.fillRect(0, 0, width(), 1, m_theme.tokens().line);
}

} // namespace polylogue::ui::shell
