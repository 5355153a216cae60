// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/maptexts.h"

#include "ui/map/maptablemodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <numeric>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::CorpusText;
using theme::Metrics::Unit;

namespace {

constexpr int rowHeight = 30;
constexpr int textWidth = 190;
constexpr int columnWidth = 80;

QTableView *makeTable(MapTableModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(model);
    table->setAccessibleName(MapTexts::tr("Texts"));
    table->setSelectionBehavior(QTableView::SelectRows);
    table->setEditTriggers(QTableView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QTableView::ScrollPerPixel);
    table->verticalHeader()->hide();
    // No row asks its cells for a height: any number of rows costs what those in view cost.
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(MapTableModel::Text, textWidth);
    table->setColumnWidth(MapTableModel::Label, columnWidth);
    return table;
}

} // namespace

MapTexts::MapTexts(QWidget *parent)
    : QWidget(parent)
    , m_model(new MapTableModel(this))
    , m_count(new QLabel(this))
    , m_all(new QPushButton(tr("Show all"), this))
    , m_table(makeTable(m_model, this))
{
    m_count->setTextFormat(Qt::PlainText);
    QFont bold = m_count->font();
    bold.setBold(true);
    m_count->setFont(bold);
    theme::setLook(m_all, theme::Look::Link);
    QSizePolicy kept = m_all->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_all->setSizePolicy(kept);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table);
    copy->setContext(Qt::WidgetShortcut);
    auto *head = new QHBoxLayout;
    head->addWidget(m_count);
    head->addWidget(m_all);
    head->addStretch(1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(Unit, 0, 2 * Unit, Unit);
    rows->setSpacing(Unit);
    rows->addLayout(head);
    rows->addWidget(m_table, 1);
    rows->addWidget(makeQuestion());
    rows->addWidget(makeButtons());
    connect(m_all, &QPushButton::clicked, this, &MapTexts::allRequested);
    connect(copy, &QShortcut::activated, this, &MapTexts::copyChosen);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT openRequested(m_model->pointOf(index)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MapTexts::onSelection);
    enableActions();
}

QWidget *MapTexts::makeQuestion()
{
    auto *line = new QWidget(this);
    m_question = new QLineEdit(line);
    m_question->setPlaceholderText(tr("Ask a model about these texts"));
    m_question->setAccessibleName(tr("Question about these texts"));
    m_question->setToolTip(tr("The texts that are selected, or all that are shown, go into a new "
                              "chat with the question."));
    m_ask = new QPushButton(tr("Ask"), line);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_question, 1);
    row->addWidget(m_ask);
    connect(m_question, &QLineEdit::textChanged, this, &MapTexts::enableActions);
    connect(m_question, &QLineEdit::returnPressed, this, &MapTexts::ask);
    connect(m_ask, &QPushButton::clicked, this, &MapTexts::ask);
    return line;
}

QWidget *MapTexts::makeButtons()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    const auto add = [&](const QString &words, const auto &act) {
        auto *button = new QPushButton(words, line);
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
        m_actions.append(button);
        return button;
    };
    QPushButton *chat =
        add(tr("Put into a chat"), [this] { Q_EMIT contextRequested(chosenText()); });
    theme::setLook(chat, theme::Look::Primary);
    m_open = add(tr("Open"), [this] { openChosen(); });
    m_open->setToolTip(tr("The whole text and its vector (Enter in the table)"));
    add(tr("Copy"), [this] { copyChosen(); });
    add(tr("Export…"), [this] { Q_EMIT exportRequested(chosenPoints()); });
    row->addStretch(1);
    return line;
}

void MapTexts::setMap(const app::embeddings::TextMap &map)
{
    m_corpus = map.corpus;
    m_model->setMap(map);
    enableActions();
}

void MapTexts::setMarks(const plot::Plot &plot)
{
    m_model->setMarks(plot);
}

void MapTexts::showAll()
{
    QList<qsizetype> all(m_corpus.size());
    std::iota(all.begin(), all.end(), qsizetype(0));
    if (m_model->points() != all)
        m_model->setPoints(all);
    m_table->clearSelection();
    m_count->setText(tr("%1 texts").arg(text::count(all.size())));
    m_all->hide();
    enableActions();
}

void MapTexts::showSome(const QList<qsizetype> &points, const QString &words)
{
    m_model->setPoints(points);
    m_count->setText(words);
    m_all->show();
    enableActions();
}

bool MapTexts::select(qsizetype point)
{
    const int row = m_model->rowOf(point);
    if (row < 0)
        return false;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    return true;
}

void MapTexts::enableActions()
{
    const bool hasAny = m_model->rowCount() > 0;
    for (QPushButton *button : std::as_const(m_actions))
        button->setEnabled(hasAny);
    m_open->setEnabled(m_table->selectionModel()->hasSelection() || m_model->rowCount() == 1);
    m_ask->setEnabled(hasAny && !m_question->text().trimmed().isEmpty());
}

void MapTexts::onSelection()
{
    enableActions();
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    Q_EMIT selectionChanged(hasSelection ? chosenPoints() : QList<qsizetype>());
}

QList<qsizetype> MapTexts::chosenPoints() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return m_model->points();
    QList<qsizetype> points;
    for (const QModelIndex &row : rows)
        points.append(m_model->pointOf(row));
    return points;
}

QString MapTexts::chosenText() const
{
    QStringList texts;
    const QList<qsizetype> points = chosenPoints();
    for (const qsizetype point : points) {
        const CorpusText &text = m_corpus.at(point);
        texts.append(text.label.isEmpty() ? text.text : u"["_s + text.label + u"] "_s + text.text);
    }
    return texts.join(u"\n\n"_s);
}

void MapTexts::openChosen()
{
    Q_EMIT openRequested(chosenPoints().constFirst());
}

void MapTexts::copyChosen()
{
    QGuiApplication::clipboard()->setText(chosenText());
}

void MapTexts::ask()
{
    if (!m_ask->isEnabled())
        return;
    const QString question = m_question->text().trimmed();
    m_question->clear();
    Q_EMIT questionAsked(question, chosenText());
}

} // namespace polylogue::ui::map
