// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/responsepage.h"

#include "ui/inspector/textpane.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using app::inspection::ResponseReport;
using theme::Metrics::Unit;

ResponsePage::ResponsePage(theme::Theme &theme, QWidget *parent)
    : InspectorPage(parent)
    , m_summary(new QLabel(this))
    , m_view(new QComboBox(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_text(new TextPane(theme, tr("What came back"), this))
{
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("Status of the answer"));
    theme::setLook(m_summary, theme::Look::Secondary);
    m_view->setAccessibleName(tr("What of the answer is shown"));
    m_view->addItem(tr("As it came"), int(View::Events));
    m_view->addItem(tr("Put together"), int(View::Assembled));
    m_view->addItem(tr("Headers"), int(View::Headers));
    m_copy->setAccessibleName(tr("Copy what came back"));

    auto *line = new QHBoxLayout;
    line->addWidget(m_view);
    line->addStretch(1);
    line->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Unit, 0, 0);
    layout->setSpacing(Unit);
    layout->addLayout(line);
    layout->addWidget(m_summary);
    layout->addWidget(m_text, 1);
    connect(m_view, &QComboBox::currentIndexChanged, this, &ResponsePage::showView);
    connect(m_copy, &QPushButton::clicked, this, &ResponsePage::copy);
}

void ResponsePage::show(const app::inspection::Inspection &inspection)
{
    if (!inspection.response || !inspection.call) {
        showNothing({});
        return;
    }
    m_report = *inspection.response;
    const auto &call = *inspection.call;
    QStringList facts;
    if (call.httpStatus > 0)
        facts.append(tr("Status %1").arg(call.httpStatus));
    if (m_report.eventCount > 0)
        facts.append(m_report.eventCount == 1
                         ? tr("1 event")
                         : tr("%1 events").arg(text::count(m_report.eventCount)));
    facts.append(text::fileSize(call.bytesReceived));
    if (inspection.isRunning)
        facts.append(tr("coming in"));
    if (call.error)
        facts.append(text::errorText(*call.error).title);
    if (m_report.omittedBytes > 0)
        facts.append(tr("%1 more were not kept").arg(text::fileSize(m_report.omittedBytes)));
    m_summary->setText(facts.join(u" · "_s));
    m_view->setEnabled(true);
    m_copy->setEnabled(true);
    showView();
}

void ResponsePage::showNothing(const QString &words)
{
    m_report = {};
    m_summary->setText(words);
    m_view->setEnabled(false);
    m_copy->setEnabled(false);
    m_text->showText({});
}

void ResponsePage::showView()
{
    switch (View(m_view->currentData().toInt())) {
    case View::Events:
        return m_text->showText(m_report.events);
    case View::Assembled:
        return m_text->showText(m_report.assembled);
    case View::Headers:
        return m_text->showText(m_report.headers);
    }
}

void ResponsePage::copy()
{
    const bool isWhole = View(m_view->currentData().toInt()) == View::Events;
    QGuiApplication::clipboard()->setText(isWhole ? m_report.copy : m_text->toPlainText());
}

} // namespace polylogue::ui::inspector
