// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/lanefooter.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using theme::Metrics::Unit;

LaneFooter::LaneFooter(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new QLabel(this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_promote(new QPushButton(tr("Promote"), this))
{
    m_label->setObjectName(u"LaneFacts"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::setLook(m_label, theme::Look::Secondary);
    theme::setLook(m_stop, theme::Look::Quiet);
    theme::setLook(m_promote, theme::Look::Quiet);
    m_stop->setAccessibleName(tr("Stop"));
    m_stop->setToolTip(tr("Stop this lane; the others go on"));
    m_promote->setToolTip(tr("Put this answer into the main line (Ctrl+Enter in the lane)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2 * Unit - 2, 2, Unit, 2);
    row->setSpacing(Unit);
    row->addWidget(m_label, 1);
    row->addWidget(m_stop);
    row->addWidget(m_promote);
    setFixedHeight(theme::Metrics::TargetComfortable + Unit / 2);
    connect(m_stop, &QPushButton::clicked, this, &LaneFooter::stopRequested);
    connect(m_promote, &QPushButton::clicked, this, &LaneFooter::promoteRequested);
    connect(&theme, &theme::Theme::changed, this, [this] { update(); });
    m_label->installEventFilter(this);
    setOffer(Offer::Nothing);
}

void LaneFooter::setFacts(const QStringList &facts)
{
    if (m_facts == facts)
        return;
    m_facts = facts;
    m_label->setAccessibleName(facts.join(u", "_s));
    m_label->setToolTip(facts.join(u" · "_s).toHtmlEscaped());
    fitFacts();
}

void LaneFooter::setOffer(Offer offer)
{
    m_stop->setVisible(offer == Offer::Stop);
    m_promote->setVisible(offer == Offer::Promote || offer == Offer::Promoted);
    m_promote->setEnabled(offer == Offer::Promote);
    m_promote->setText(offer == Offer::Promoted ? tr("Promoted") : tr("Promote"));
    m_promote->setAccessibleName(m_promote->text());
}

void LaneFooter::fitFacts()
{
    const QFontMetrics metrics(m_theme.metadataFont());
    QStringList shown = m_facts;
    const auto text = [&shown] { return shown.join(u"   "_s); };
    while (shown.size() > 1 && metrics.horizontalAdvance(text()) > m_label->width())
        shown.removeLast();
    m_label->setText(text());
}

//! The label has another width also where only the buttons beside it are others.
bool LaneFooter::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::Resize)
        fitFacts();
    return QWidget::eventFilter(watched, event);
}

void LaneFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().surface);
    painter.fillRect(0, 0, width(), 1, m_theme.tokens().line);
}

} // namespace polylogue::ui::compare
