// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/ledgerwindow.h"

#include "app/inspection/ledgerexport.h"
#include "app/net/httpclient.h"
#include "app/store/chatstore.h"
#include "ui/inspector/callsfilter.h"
#include "ui/inspector/callsmodel.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::ui::inspector {

using app::store::LedgerRow;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{1080, 640};
constexpr int RowHeight = 28;
constexpr int MostHosts = 6; // that are named
constexpr auto reloadPause = 400ms;
const auto failed = u"failed"_s; // in place of a purpose

} // namespace

LedgerWindow::LedgerWindow(theme::Theme &theme, app::store::ChatStore &store,
                           app::net::HttpClient &client, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_store(store)
    , m_model(new CallsModel(theme, this))
    , m_filter(new CallsFilter(this))
    , m_table(new QTableView(this))
    , m_hosts(new QLabel(this))
    , m_message(new QLabel(this))
{
    setObjectName(u"LedgerWindow"_s);
    setWindowTitle(tr("Requests"));
    setAccessibleName(tr("Requests"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));
    m_filter->setSourceModel(m_model);
    for (QLabel *label : {m_hosts, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        theme::setLook(label, theme::Look::Secondary);
    }
    m_hosts->setAccessibleName(tr("Hosts contacted"));
    m_message->hide();
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    layout->setSpacing(Unit);
    layout->addWidget(makeHead());
    layout->addWidget(m_message);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_hosts);

    m_reload.setSingleShot(true);
    m_reload.setInterval(reloadPause);
    connect(&m_reload, &QTimer::timeout, this, &LedgerWindow::load);
    connect(&client, &app::net::HttpClient::callFinished, this, [this] {
        if (isVisible())
            m_reload.start();
    });
}

QWidget *LedgerWindow::makeHead()
{
    auto *head = new QWidget(this);
    m_words = new QLineEdit(head);
    m_words->setPlaceholderText(tr("Host, model, status, request id …"));
    m_words->setAccessibleName(tr("Filter the requests"));
    m_words->setClearButtonEnabled(true);
    m_purpose = new QComboBox(head);
    m_purpose->setAccessibleName(tr("What the requests were for"));
    m_purpose->addItem(tr("All requests"), QString());
    for (const QString &purpose : {u"chat"_s, u"embeddings"_s, u"models"_s, u"probe"_s, u"tools"_s})
        m_purpose->addItem(purposeText(purpose), purpose);
    m_purpose->addItem(tr("Failed ones"), failed);
    m_export = new QPushButton(tr("&Export"), head);
    auto *menu = new QMenu(m_export);
    menu->addAction(tr("As CSV…"), this, [this] {
        Q_EMIT saveRequested(tr("Export the requests"), u"requests.csv"_s,
                             app::inspection::ledgerAsCsv(shownRows()));
    });
    menu->addAction(tr("As HAR…"), this, [this] {
        Q_EMIT saveRequested(tr("Export the requests"), u"requests.har"_s,
                             app::inspection::ledgerAsHar(shownRows()));
    });
    m_export->setMenu(menu);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_words, 1);
    row->addWidget(m_purpose);
    row->addWidget(m_export);
    connect(m_words, &QLineEdit::textChanged, this, &LedgerWindow::applyFilter);
    connect(m_purpose, &QComboBox::activated, this, &LedgerWindow::applyFilter);
    return head;
}

void LedgerWindow::makeTable()
{
    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Requests, the newest first"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    const QList<int> letters{26, 17, 24, 22, 9, 10, 18, 22, 16};
    for (int column = 0; column < letters.size(); ++column)
        m_table->setColumnWidth(column, letters.at(column) * letter);
    header->setSortIndicator(CallsModel::Time, Qt::DescendingOrder);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sortIndicatorChanged, m_filter,
            [this](int column, Qt::SortOrder order) { m_filter->sort(column, order); });
}

void LedgerWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void LedgerWindow::load()
{
    m_store.loadCalls(MostRows, this, [this](const app::base::Result<QList<LedgerRow>> &rows) {
        m_message->setVisible(!rows);
        if (rows)
            setRows(*rows);
        else
            m_message->setText(text::errorText(rows.error()).title);
    });
}

void LedgerWindow::setRows(const QList<LedgerRow> &rows)
{
    m_model->setRows(rows);
    showSums();
}

void LedgerWindow::applyFilter()
{
    const QString chosen = m_purpose->currentData().toString();
    m_filter->show(m_words->text(), chosen == failed ? QString() : chosen, chosen == failed);
    showSums();
}

QList<LedgerRow> LedgerWindow::shownRows() const
{
    QList<LedgerRow> rows;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        rows.append(m_model->row(m_filter->mapToSource(m_filter->index(row, 0)).row()));
    return rows;
}

//! Those that were spoken to most come first.
void LedgerWindow::showSums()
{
    QMap<QString, int> counts;
    const int rows = m_filter->rowCount();
    for (int row = 0; row < rows; ++row)
        ++counts[m_model->row(m_filter->mapToSource(m_filter->index(row, 0)).row()).url.host()];
    QStringList hosts = counts.keys();
    std::ranges::stable_sort(hosts, [&](const QString &a, const QString &b) {
        return counts.value(a) > counts.value(b);
    });
    QStringList named;
    for (const QString &host : hosts.first(qMin<qsizetype>(hosts.size(), MostHosts)))
        named.append(tr("%1 (%2)").arg(text::oneLine(host, 80), text::count(counts.value(host))));
    const qsizetype others = hosts.size() - named.size();
    m_export->setEnabled(rows > 0);
    if (rows == 0)
        m_hosts->setText(tr("No requests"));
    else if (others > 0)
        m_hosts->setText(
            tr("Hosts contacted: %1, and %2 more").arg(named.join(u", "_s), text::count(others)));
    else
        m_hosts->setText(tr("Hosts contacted: %1").arg(named.join(u", "_s)));
}

} // namespace polylogue::ui::inspector
