// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/inspectorpanel.h"

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "ui/inspector/codepage.h"
#include "ui/inspector/jsonpage.h"
#include "ui/inspector/requestpage.h"
#include "ui/inspector/responsepage.h"
#include "ui/inspector/timingpage.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::ui::inspector {

using app::conversation::Conversation;
using app::conversation::MessageId;
using app::inspection::Inspection;
using app::net::Exchange;
using app::net::ExchangeLog;
using theme::Metrics::Unit;

namespace {

constexpr auto typingPause = 300ms;
constexpr auto arrivingPause = 200ms;
constexpr int LeastWidth = 360;
constexpr qsizetype LongestModel = 40;

MessageId messageOf(const Exchange &exchange)
{
    return {QUuid::fromString(exchange.record.subject)};
}

} // namespace

InspectorPanel::InspectorPanel(const Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_tabs(new QTabWidget(this))
    , m_code(new CodePage(services.theme, this))
{
    setAccessibleName(tr("Inspector"));
    setObjectName(u"Inspector"_s);
    setMinimumWidth(LeastWidth);
    m_tabs->setDocumentMode(true);
    addPage(new RequestPage(services.theme, this), tr("Request"));
    addPage(new ResponsePage(services.theme, this), tr("Response"));
    addPage(new TimingPage(services.theme, this), tr("Timing"));
    addPage(m_code, tr("Code"));
    addPage(new JsonPage(services.theme, this), tr("JSON"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Unit, Unit, 2 * Unit, 2 * Unit);
    layout->setSpacing(Unit);
    layout->addWidget(makeHead());
    layout->addWidget(m_choice);
    layout->addWidget(m_tabs, 1);

    for (QTimer *timer : {&m_typing, &m_arriving})
        timer->setSingleShot(true);
    m_typing.setInterval(typingPause);
    m_arriving.setInterval(arrivingPause);
    connect(&m_typing, &QTimer::timeout, this, &InspectorPanel::refresh);
    connect(&m_arriving, &QTimer::timeout, this, &InspectorPanel::refresh);
    connect(&m_work, &QFutureWatcherBase::finished, this, &InspectorPanel::onInspected);
    connect(m_tabs, &QTabWidget::currentChanged, this, &InspectorPanel::refresh);
    connect(m_code, &CodePage::languageChanged, this, &InspectorPanel::refresh);
    connect(m_choice, &QComboBox::activated, this, &InspectorPanel::refresh);
    ExchangeLog &log = services.client.exchanges();
    connect(&log, &ExchangeLog::begun, this, [this] {
        if (!isVisible())
            return;
        listExchanges();
        m_arriving.start();
    });
    connect(&log, &ExchangeLog::changed, this, [this](quint64 number) {
        if (isVisible() && number == wanted() && !m_arriving.isActive())
            m_arriving.start();
    });
    connect(&services.active, &app::session::ActiveEndpoint::changed, this,
            &InspectorPanel::requestChanged);
    connect(&services.learned, &app::net::LearnedDrops::changed, this,
            &InspectorPanel::requestChanged);
    connect(&services.theme, &theme::Theme::changed, this, [this] {
        m_close->setIcon(m_services.theme.icon(u"close"_s));
        update();
    });
}

InspectorPanel::~InspectorPanel()
{
    m_work.disconnect(this);
    m_work.waitForFinished(); // it reads what outlives us, but not by much
}

QWidget *InspectorPanel::makeHead()
{
    auto *head = new QWidget(this);
    auto *title = new QLabel(tr("Inspector"), head);
    title->setFont(m_services.theme.headingFont(3));
    m_close = new QToolButton(head);
    theme::setLook(m_close, theme::Look::Quiet);
    m_close->setIcon(m_services.theme.icon(u"close"_s));
    m_close->setAccessibleName(tr("Close the inspector"));
    m_close->setToolTip(tr("Close the inspector"));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    auto *all = new QToolButton(head);
    theme::setLook(all, theme::Look::Link);
    all->setText(tr("All requests…"));
    all->setToolTip(tr("Every request of the program, and whom it contacted"));
    row->addWidget(title, 1);
    row->addWidget(all);
    row->addWidget(m_close);
    connect(all, &QToolButton::clicked, this, &InspectorPanel::ledgerRequested);
    m_choice = new QComboBox(this);
    m_choice->setAccessibleName(tr("Request that is inspected"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(20);
    connect(m_close, &QToolButton::clicked, this, &InspectorPanel::closeRequested);
    return head;
}

void InspectorPanel::addPage(InspectorPage *page, const QString &title)
{
    m_tabs->addTab(page, title);
    connect(page, &InspectorPage::saveRequested, this, &InspectorPanel::saveRequested);
}

InspectorPage *InspectorPanel::page() const
{
    return static_cast<InspectorPage *>(m_tabs->currentWidget());
}

void InspectorPanel::setSource(const Source &source)
{
    if (m_source.session) {
        m_source.session->disconnect(this);
        m_source.session->conversation().disconnect(this);
    }
    const bool isOther = source.session != m_source.session;
    m_source = source;
    if (source.session) {
        const Conversation *conversation = &source.session->conversation();
        for (const auto signal : {&Conversation::branchReset, &Conversation::wholeChanged})
            connect(conversation, signal, this, &InspectorPanel::requestChanged);
        connect(conversation, &Conversation::messageInserted, this,
                &InspectorPanel::requestChanged);
        connect(conversation, &Conversation::messagesRemoved, this,
                &InspectorPanel::requestChanged);
        connect(source.session, &app::session::ChatSession::answerFinished, this,
                &InspectorPanel::requestChanged);
    }
    if (isOther)
        m_choice->setCurrentIndex(0);
    if (isVisible()) {
        listExchanges();
        refresh();
    }
}

void InspectorPanel::requestChanged()
{
    if (isVisible() && wanted() == 0)
        m_typing.start();
}

void InspectorPanel::showAnswer(const MessageId &answer)
{
    listExchanges();
    for (int i = 1; i < m_choice->count(); ++i) {
        const Exchange *exchange =
            m_services.client.exchanges().find(m_choice->itemData(i).toULongLong());
        if (!exchange || messageOf(*exchange) != answer)
            continue;
        m_choice->setCurrentIndex(i);
        refresh();
        return;
    }
    m_choice->setCurrentIndex(-1);
    refresh();
}

void InspectorPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listExchanges();
    refresh();
}

void InspectorPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_services.theme.tokens().surface);
}

bool InspectorPanel::isOfThisChat(const Exchange &exchange) const
{
    return m_source.session && m_source.session->conversation().find(messageOf(exchange));
}

//! The first entry is what is going on; below it stands what was sent for this chat.
void InspectorPanel::listExchanges()
{
    const ExchangeLog &log = m_services.client.exchanges();
    QList<quint64> numbers;
    for (const quint64 number : log.numbers()) {
        if (isOfThisChat(*log.find(number)))
            numbers.append(number);
    }
    if (numbers == m_listed && m_choice->count() > 0)
        return;
    m_listed = numbers;
    const QVariant chosen = m_choice->currentData();
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    m_choice->addItem(tr("Next request and newest answer"), quint64(0));
    for (const quint64 number : std::as_const(numbers)) {
        const app::net::CallRecord &call = log.find(number)->record;
        const QString when = QLocale().toString(call.startedAt.toLocalTime().time(), u"HH:mm:ss"_s);
        const QString model = text::oneLine(call.model, LongestModel);
        m_choice->addItem(
            call.attempt > 1
                ? tr("%1 · %2 · attempt %3").arg(when, model, QString::number(call.attempt))
                : tr("%1 · %2").arg(when, model),
            number);
    }
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen)));
}

quint64 InspectorPanel::wanted() const
{
    const quint64 chosen = m_choice->currentData().toULongLong();
    if (chosen > 0 || page()->about() == InspectorPage::About::Next)
        return chosen;
    return m_listed.isEmpty() ? 0 : m_listed.constFirst();
}

void InspectorPanel::refresh()
{
    m_typing.stop();
    m_arriving.stop();
    if (!isVisible() || !m_source.options)
        return;
    if (m_work.isRunning()) {
        m_isOutdated = true;
        return;
    }
    m_isOutdated = false;
    if (page()->about() == InspectorPage::About::Answer) {
        refreshAnswer();
        return;
    }
    if (m_choice->currentIndex() < 0) {
        page()->showNothing(tr("What went out for this answer is not known any more: it is kept "
                               "until the program ends, of the newest requests."));
        return;
    }
    const quint64 number = wanted();
    if (number == 0 && page()->about() == InspectorPage::About::Next) {
        refreshNext();
        return;
    }
    const Exchange *exchange = m_services.client.exchanges().find(number);
    if (!exchange) {
        page()->showNothing(tr("Nothing has been sent for this chat since the program started."));
        return;
    }
    start([exchange = *exchange, names = fileNames(*exchange), language = m_code->language()] {
        return app::inspection::inspect(exchange, names, language);
    });
}

void InspectorPanel::refreshNext()
{
    const auto access = m_services.active.access();
    if (!access) {
        page()->showNothing(text::errorText(access.error()).title);
        return;
    }
    const app::session::ChatOptions options = m_source.options();
    app::session::RequestPreview preview{
        .access = *access,
        .options = options,
        .refusedFields = m_services.learned.fieldsFor(access->endpoint.id, options.model)};
    preview.intake = app::session::intakeOf(
        access->endpoint, m_services.active.capabilities(options.model), preview.refusedFields);
    if (m_source.session)
        preview.branch = m_source.session->conversation().branch();
    app::session::complete(preview, m_source.draft(), m_services.loader.documents());
    start([preview, blobs = m_services.blobs, language = m_code->language()] {
        return app::inspection::inspect(preview, blobs, language);
    });
}

//! The text as it stands in the chat, so that nothing depends on what is still known of its
//! request.
void InspectorPanel::refreshAnswer()
{
    if (!m_source.session) {
        page()->showNothing(tr("There is no answer yet."));
        return;
    }
    const Conversation &conversation = m_source.session->conversation();
    const Exchange *exchange = m_services.client.exchanges().find(wanted());
    const app::conversation::Message *answer =
        exchange ? conversation.find(messageOf(*exchange)) : nullptr;
    for (qsizetype row = conversation.count(); !answer && row > 0; --row) {
        const app::conversation::Message &message = conversation.at(row - 1);
        if (message.role == app::conversation::Role::Assistant)
            answer = &message;
    }
    const auto asked = m_source.options().parameters.responseFormat;
    start([text = answer ? textOf(answer->content) : QString(),
           asked = asked.value_or(app::endpoint::ResponseFormat{}),
           known = exchange ? std::optional(*exchange) : std::nullopt] {
        return app::inspection::inspectAnswer(text, asked, known);
    });
}

//! \return nothing for a request without files: then the chat need not be gone through.
app::inspection::FileNames InspectorPanel::fileNames(const Exchange &exchange) const
{
    const bool hasFiles = std::ranges::any_of(exchange.body.pieces, [](const auto &piece) {
        return std::holds_alternative<app::wire::Base64File>(piece);
    });
    return hasFiles && m_source.session
        ? app::inspection::fileNamesOf(m_source.session->conversation().branch(), m_services.blobs)
        : app::inspection::FileNames();
}

void InspectorPanel::start(const std::function<Inspection()> &work)
{
    m_workPage = page();
    m_workNumber = wanted();
    m_work.setFuture(QtConcurrent::run(work));
}

void InspectorPanel::onInspected()
{
    const bool isWanted = page() == m_workPage && wanted() == m_workNumber;
    if (isWanted)
        page()->show(m_work.result());
    if (m_isOutdated && isWanted)
        m_arriving.start(); // so that an answer that comes in is seen coming
    else if (m_isOutdated)
        refresh();
}

} // namespace polylogue::ui::inspector
