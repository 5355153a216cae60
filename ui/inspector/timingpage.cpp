// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/timingpage.h"

#include "app/net/retryingcall.h"
#include "ui/inspector/timingplot.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using theme::Metrics::Unit;

namespace {

constexpr qsizetype LongestFact = 200;

QLabel *plainLabel(const QString &accessibleName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAccessibleName(accessibleName);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setLook(label, theme::Look::Secondary);
    return label;
}

} // namespace

TimingPage::TimingPage(theme::Theme &theme, QWidget *parent)
    : InspectorPage(parent)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget(scroll);
    content->setAutoFillBackground(false);
    m_summary = plainLabel(tr("Time of the request"), content);
    m_plot = new TimingPlot(theme, content);
    m_facts = plainLabel(tr("About the request"), content);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, Unit, Unit, Unit);
    column->setSpacing(2 * Unit);
    column->addWidget(m_summary);
    column->addWidget(m_plot);
    column->addWidget(m_facts);
    column->addStretch(1);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);
}

void TimingPage::show(const app::inspection::Inspection &inspection)
{
    if (!inspection.call) {
        showNothing({});
        return;
    }
    const auto &call = *inspection.call;
    const QString when = QLocale().toString(call.startedAt.toLocalTime(), QLocale::ShortFormat);
    m_summary->setText(inspection.isRunning
                           ? tr("%1 · running").arg(when)
                           : tr("%1 · %2 in all").arg(when, text::duration(call.total)));
    m_plot->show(inspection);
    QStringList facts;
    if (call.attempt > 1)
        facts.append(tr("Attempt %1").arg(call.attempt));
    if (!call.tls.isEmpty())
        facts.append(call.tls);
    facts.append(tr("%1 sent, %2 received")
                     .arg(text::fileSize(call.bytesSent), text::fileSize(call.bytesReceived)));
    if (const auto &usage = call.usage; usage && usage->promptTokens && usage->completionTokens)
        facts.append(tr("%1 in, %2 out, as the server counted")
                         .arg(text::tokenCount(*usage->promptTokens),
                              text::tokenCount(*usage->completionTokens)));
    if (const QString id = app::net::requestIdOf(call.responseHeaders); !id.isEmpty())
        facts.append(tr("Request id %1").arg(id));
    for (QString &fact : facts)
        fact = text::oneLine(fact, LongestFact);
    m_facts->setText(facts.join(u'\n'));
}

void TimingPage::showNothing(const QString &words)
{
    m_summary->setText(words);
    m_facts->clear();
    m_plot->clear();
}

} // namespace polylogue::ui::inspector
