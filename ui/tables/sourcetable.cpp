// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/tables/sourcetable.h"

#include "ui/tables/tablewords.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::tables {

using app::tables::ReadOptions;
using theme::Metrics::Unit;

namespace {

constexpr int shownRows = 50;
constexpr qsizetype longestLine = 120;
constexpr int jsonChoice = -1; // in the list of delimiters

} // namespace

void SourceModel::setTable(const app::tables::Table &table)
{
    beginResetModel();
    m_table = table;
    endResetModel();
}

int SourceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qsizetype>(m_table.rows.size(), shownRows));
}

int SourceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    return text::oneLine(m_table.rows.at(index.row()).at(index.column()), longestLine);
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal ? QVariant(m_table.columns.at(section).name)
                                         : QVariant(section + 1);
}

SourceTable::SourceTable(QWidget *parent)
    : QWidget(parent)
    , m_delimiter(new QComboBox(this))
    , m_header(new QCheckBox(tr("First row has names"), this))
    , m_summary(new QLabel(this))
    , m_model(new SourceModel(this))
    , m_view(new QTableView(this))
{
    m_delimiter->setAccessibleName(tr("Cells are separated by"));
    m_delimiter->addItem(tr("Commas"), int(u','));
    m_delimiter->addItem(tr("Semicolons"), int(u';'));
    m_delimiter->addItem(tr("Tabs"), int(u'\t'));
    m_delimiter->addItem(tr("Vertical bars"), int(u'|'));
    m_delimiter->addItem(tr("Nothing: a line is a cell"), 0);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    theme::setLook(m_summary, theme::Look::Secondary);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Table as it was read"));
    m_view->setEditTriggers(QTableView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_view->horizontalHeader()->setStretchLastSection(true);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(Unit);
    bar->addWidget(m_delimiter);
    bar->addWidget(m_header);
    bar->addStretch(1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(Unit);
    rows->addLayout(bar);
    rows->addWidget(m_view, 1);
    rows->addWidget(m_summary);
    connect(m_delimiter, &QComboBox::activated, this, &SourceTable::readAgain);
    connect(m_header, &QCheckBox::clicked, this, &SourceTable::readAgain);
}

bool SourceTable::setText(const QString &text)
{
    m_text = text;
    return read({});
}

void SourceTable::setTable(const app::tables::Table &table)
{
    m_text.clear();
    m_read = {.table = table, .hasHeader = true};
    showRead();
    Q_EMIT tableChanged();
}

void SourceTable::readAgain()
{
    const int chosen = m_delimiter->currentData().toInt();
    ReadOptions options{.hasHeader = m_header->isChecked()};
    if (chosen != jsonChoice)
        options.delimiter = chosen == 0 ? QChar() : QChar(char16_t(chosen));
    read(options);
}

bool SourceTable::read(const ReadOptions &options)
{
    const auto result = app::tables::readTable(m_text, options);
    if (!result) {
        m_summary->setText(tableErrorText(result.error()));
        return false;
    }
    m_read = *result;
    showRead();
    Q_EMIT tableChanged();
    return true;
}

void SourceTable::showRead()
{
    const int json = m_delimiter->findData(jsonChoice);
    if (m_read.isJson && json < 0)
        m_delimiter->addItem(tr("JSON lines"), jsonChoice);
    m_delimiter->setCurrentIndex(
        m_delimiter->findData(m_read.isJson ? jsonChoice : int(m_read.delimiter.unicode())));
    m_delimiter->setVisible(!m_text.isEmpty());
    m_header->setVisible(!m_text.isEmpty());
    m_header->setChecked(m_read.hasHeader);
    m_header->setEnabled(!m_read.isJson);
    m_model->setTable(m_read.table);
    QStringList words{
        tr("%1 rows, %2 columns")
            .arg(text::count(m_read.table.rows.size()), text::count(m_read.table.columns.size()))};
    if (m_read.table.rows.size() > shownRows)
        words << tr("the first %1 are shown").arg(text::count(shownRows));
    if (m_read.unevenRows > 0)
        words << tr("%1 rows had more or fewer cells and were filled up")
                     .arg(text::count(m_read.unevenRows));
    if (m_read.hasOpenQuote)
        words << tr("quotation marks do not fit and are read as text");
    m_summary->setText(words.join(u"; "_s) + u'.');
}

} // namespace polylogue::ui::tables
