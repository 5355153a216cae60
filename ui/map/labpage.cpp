// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/labpage.h"

#include "ui/map/labtablemodel.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using theme::Metrics::Unit;

namespace {

constexpr int rowHeight = 30;
constexpr int digits = 3;

} // namespace

LabPage::LabPage(const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
    , m_result(new QLabel(this))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority);
    auto *words = new QLabel(what, this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    theme::setLook(words, theme::Look::Secondary);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setAccessibleName(tr("Result"));
    m_result->setMinimumHeight(theme::Metrics::TargetMinimum);
    m_rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    m_rows->setSpacing(Unit);
    m_rows->addWidget(words);
}

LabPage::~LabPage()
{
    m_running.cancel();
    m_pool.waitForDone();
}

void LabPage::setMap(const app::embeddings::TextMap &)
{ }

void LabPage::setModels(const QList<app::endpoint::ModelInfo> &, const QString &)
{ }

void LabPage::useVectors(const QList<app::embeddings::EmbeddedTexts> &)
{ }

void LabPage::addResultLine()
{
    m_rows->addWidget(m_result);
}

void LabPage::showResult(const QString &words)
{
    if (theme::lookOf(m_result) == theme::Look::Bad)
        theme::setLook(m_result, theme::Look::Secondary);
    m_result->setText(words);
}

void LabPage::showProblem(const QString &words)
{
    theme::setLook(m_result, theme::Look::Bad);
    m_result->setText(words);
}

QTableView *LabPage::makeTable(LabTableModel *model, const QString &name)
{
    auto *table = new QTableView(this);
    table->setModel(model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QTableView::SelectRows);
    table->setEditTriggers(QTableView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QTableView::ScrollPerPixel);
    table->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    auto *copy = new QShortcut(QKeySequence::Copy, table);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this, table] { copySelection(table); });
    return table;
}

//! With tabs between, as spreadsheets take it.
void LabPage::copySelection(QTableView *table)
{
    QStringList lines;
    const QModelIndexList selected = table->selectionModel()->selectedRows();
    for (const QModelIndex &row : selected) {
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells.append(row.siblingAtColumn(column).data().toString().simplified());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

QString cosineText(double cosine)
{
    return std::isfinite(cosine) ? QLocale().toString(cosine, 'f', digits) : u"–"_s;
}

} // namespace polylogue::ui::map
