// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mappage.h"

#include "ui/map/legend.h"
#include "ui/map/mapcolours.h"
#include "ui/map/maptablemodel.h"
#include "ui/map/mapwords.h"
#include "ui/map/plotwidget.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::CorpusText;
using app::embeddings::TextMap;
using app::projection::Position;
using app::projection::Positions;
using plot::Plot;
using theme::Metrics::Unit;

namespace {

constexpr int rowHeight = 30;
constexpr int textWidth = 190;
constexpr int columnWidth = 80;
constexpr int progressSteps = 1000;
constexpr int traitLength = 12; // letters

Trait chosenTrait(const QComboBox *box)
{
    return Trait(box->currentData().toInt());
}

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

MapPage::MapPage(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *split = new QSplitter(this);
    split->addWidget(makePlotSide());
    split->addWidget(makeTableSide());
    split->setSizes({700, 400});
    split->setStretchFactor(0, 1);
    split->setChildrenCollapsible(false);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(makeHeader());
    rows->addWidget(split, 1);
    connectAll();
    enableActions(false);
}

//! What takes a finished map.
void MapPage::enableActions(bool enabled)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_layout, m_picture, m_more})
        widget->setEnabled(enabled);
}

QWidget *MapPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *back = new QToolButton(header);
    back->setIcon(m_theme.icon(u"back"_s));
    back->setToolTip(tr("Other data"));
    back->setAccessibleName(tr("Other data"));
    theme::setLook(back, theme::Look::Quiet);
    connect(back, &QToolButton::clicked, this, &MapPage::backRequested);
    connect(&m_theme, &theme::Theme::changed, back,
            [this, back] { back->setIcon(m_theme.icon(u"back"_s)); });
    m_title = plainLabel(header);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_colour = new QComboBox(header);
    m_colour->setAccessibleName(tr("Colour by"));
    m_shape = new QComboBox(header);
    m_shape->setAccessibleName(tr("Shape by"));
    for (QComboBox *box : {m_colour, m_shape}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(traitLength);
    }
    m_layout = new QPushButton(tr("Layout…"), header);
    m_picture = new QPushButton(tr("Save picture…"), header);
    m_picture->setAccessibleName(tr("Save picture"));
    m_more = new QPushButton(tr("More"), header);
    auto *menu = new QMenu(m_more);
    menu->addAction(tr("Save map…"), this, &MapPage::saveRequested);
    menu->addAction(tr("Export vectors…"), this, &MapPage::exportRequested);
    menu->addAction(tr("Rename clusters…"), this, &MapPage::renameClusters);
    menu->addSeparator();
    menu->addAction(tr("Lab…"), this, &MapPage::labRequested);
    m_more->setMenu(menu);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(Unit, Unit, 2 * Unit, Unit);
    row->setSpacing(Unit);
    row->addWidget(back);
    row->addWidget(m_title, 1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_colour, m_shape, m_layout, m_picture, m_more})
        row->addWidget(widget);
    return header;
}

//! Search and what the pointer does.
QWidget *MapPage::makeTools()
{
    auto *tools = new QWidget(this);
    m_search = new QLineEdit(tools);
    m_search->setPlaceholderText(tr("Search in the texts"));
    m_search->setAccessibleName(tr("Search in the texts"));
    m_search->setClearButtonEnabled(true);
    m_byMeaning = new QCheckBox(tr("By meaning"), tools);
    m_byMeaning->setToolTip(tr("Enter embeds what is written and shows its nearest texts."));
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_search, 1);
    row->addWidget(m_byMeaning);
    const std::pair<PlotWidget::Tool, QString> kinds[] = {{PlotWidget::Tool::Move, tr("Move")},
                                                          {PlotWidget::Tool::Box, tr("Box")},
                                                          {PlotWidget::Tool::Lasso, tr("Lasso")}};
    for (const auto &kind : kinds) {
        auto *button = new QToolButton(tools);
        button->setText(kind.second);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setChecked(kind.first == PlotWidget::Tool::Move);
        theme::setLook(button, theme::Look::Quiet);
        const PlotWidget::Tool tool = kind.first;
        connect(button, &QToolButton::toggled, this, [this, tool](bool on) {
            if (on)
                m_plot->setTool(tool);
        });
        row->addWidget(button);
    }
    auto *all = new QPushButton(tr("Fit"), tools);
    all->setToolTip(tr("Show the whole map"));
    theme::setLook(all, theme::Look::Quiet);
    connect(all, &QPushButton::clicked, this, [this] { m_plot->showAll(); });
    row->addWidget(all);
    return tools;
}

QWidget *MapPage::makePlotSide()
{
    auto *side = new QWidget(this);
    m_plot = new PlotWidget(m_theme, side);
    m_legend = new Legend(side);
    m_work = plainLabel(side);
    m_work->setWordWrap(true);
    m_work->setMinimumHeight(theme::Metrics::TargetComfortable
                             + 4); // as its buttons: nothing jumps
    m_progress = new QProgressBar(side);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Unit);
    m_progress->setAccessibleName(tr("Progress"));
    m_pause = new QPushButton(tr("Pause"), side);
    m_stop = new QPushButton(tr("Stop"), side);
    auto *work = new QHBoxLayout;
    work->setSpacing(Unit);
    work->addWidget(m_work, 2);
    work->addWidget(m_progress, 1);
    work->addWidget(m_pause);
    work->addWidget(m_stop);
    auto *meaning = new QPushButton(tr("Near means alike. Why?"), side);
    meaning->setToolTip(tr("What distance on the map means, and what not"));
    theme::setLook(meaning, theme::Look::Link);
    connect(meaning, &QPushButton::clicked, this, [this] {
        auto *box = new QMessageBox(window());
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->setWindowTitle(tr("What distance means"));
        box->setText(meaningOfDistance());
        box->open();
    });
    m_facts = plainLabel(side);
    theme::setLook(m_facts, theme::Look::Secondary);
    auto *foot = new QHBoxLayout;
    foot->addWidget(meaning);
    foot->addStretch(1);
    foot->addWidget(m_facts);
    auto *rows = new QVBoxLayout(side);
    rows->setContentsMargins(2 * Unit, 0, Unit, Unit);
    rows->setSpacing(Unit);
    rows->addWidget(makeTools());
    rows->addWidget(m_legend);
    rows->addWidget(m_plot, 1);
    rows->addLayout(work);
    rows->addLayout(foot);
    return side;
}

QWidget *MapPage::makeTableSide()
{
    auto *side = new QWidget(this);
    m_count = plainLabel(side);
    QFont bold = m_count->font();
    bold.setBold(true);
    m_count->setFont(bold);
    m_all = new QPushButton(tr("Show all"), side);
    theme::setLook(m_all, theme::Look::Link);
    QSizePolicy kept = m_all->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_all->setSizePolicy(kept);
    m_model = new MapTableModel(this);
    m_table = new QTableView(side);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Texts"));
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setVerticalScrollMode(QTableView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    // No row asks its cells for a height: any number of rows costs what those in view cost.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(MapTableModel::Text, textWidth);
    m_table->setColumnWidth(MapTableModel::Label, columnWidth);
    auto *chat = new QPushButton(tr("Put into a chat"), side);
    theme::setLook(chat, theme::Look::Primary);
    auto *copy = new QPushButton(tr("Copy"), side);
    auto *save = new QPushButton(tr("Export…"), side);
    connect(chat, &QPushButton::clicked, this, [this] { Q_EMIT contextRequested(chosenText()); });
    connect(copy, &QPushButton::clicked, this, &MapPage::copyChosen);
    connect(save, &QPushButton::clicked, this, &MapPage::exportChosen);
    auto *head = new QHBoxLayout;
    head->addWidget(m_count);
    head->addWidget(m_all);
    head->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Unit);
    buttons->addWidget(chat);
    buttons->addWidget(copy);
    buttons->addWidget(save);
    buttons->addStretch(1);
    auto *rows = new QVBoxLayout(side);
    rows->setContentsMargins(Unit, 0, 2 * Unit, Unit);
    rows->setSpacing(Unit);
    rows->addLayout(head);
    rows->addWidget(m_table, 1);
    rows->addLayout(buttons);
    return side;
}

void MapPage::connectAll()
{
    connect(m_colour, &QComboBox::activated, this, [this] {
        m_isColourChosen = true;
        showSeries();
    });
    connect(m_shape, &QComboBox::activated, this, &MapPage::showSeries);
    connect(m_layout, &QPushButton::clicked, this, &MapPage::layoutRequested);
    connect(m_picture, &QPushButton::clicked, this, &MapPage::pictureRequested);
    connect(m_legend, &Legend::toggled, m_plot, &PlotWidget::setSeriesShown);
    connect(m_legend, &Legend::shapeToggled, m_plot, &PlotWidget::setShapeShown);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        if (!m_byMeaning->isChecked() || m_search->text().isEmpty())
            search();
    });
    connect(m_search, &QLineEdit::returnPressed, this, &MapPage::search);
    connect(m_byMeaning, &QCheckBox::toggled, this, [this](bool byMeaning) {
        m_search->setPlaceholderText(byMeaning ? tr("Describe what you look for, then Enter")
                                               : tr("Search in the texts"));
        if (!byMeaning)
            search();
    });
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_search->clear();
        showAllPoints();
    });
    connect(m_plot, &PlotWidget::pointClicked, this, &MapPage::selectPoint);
    connect(m_plot, &PlotWidget::areaChosen, this, [this](const QList<qsizetype> &points) {
        if (!points.isEmpty())
            showPoints(points, tr("%1 selected").arg(text::count(points.size())));
    });
    connect(m_plot, &PlotWidget::cleared, this, [this] { showAllPoints(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MapPage::onTableSelection);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_pause->property("goesOn").toBool())
            Q_EMIT goOnRequested();
        else
            Q_EMIT pauseRequested();
    });
    connect(m_stop, &QPushButton::clicked, this, &MapPage::stopRequested);
    m_plot->setCardSource([this](qsizetype point) {
        const CorpusText &text = m_map.corpus.at(point);
        QString body = text.text;
        if (!text.title.isEmpty() && body.startsWith(text.title))
            body = body.mid(text.title.size()).trimmed();
        QStringList more;
        if (!text.label.isEmpty())
            more << text.label;
        if (size_t(point) < m_map.clusters.of.ofRow.size()
            && m_map.clusters.of.ofRow[size_t(point)] >= 0)
            more << m_map.clusters.names.value(m_map.clusters.of.ofRow[size_t(point)]);
        return CardWords{.title = text.title, .text = body, .more = more.join(u"  ·  "_s)};
    });
}

void MapPage::begin(const TextMap &map)
{
    m_isLaidOut = false;
    m_map = map;
    m_plot->setPlot({});
    m_legend->showPlot({});
    m_model->setMap(map);
    m_search->clear();
    m_facts->clear();
    m_title->setText(map.title);
    m_isColourChosen = false;
    m_shape->clear();
    listTraits();
    enableActions(false);
    showAllPoints();
}

void MapPage::setPositions(const Positions &positions)
{
    if (m_plot->plot().positions.size() == positions.size()) {
        m_plot->setPositions(positions);
        return;
    }
    m_map.positions = positions;
    const Plot plot = plotOf(m_map, {}, chosenTrait(m_colour), chosenTrait(m_shape));
    m_plot->setPlot(plot);
    m_legend->showPlot(plot);
}

//! What there is to tell; what is chosen stays.
void MapPage::listTraits()
{
    const QList<Trait> traits = traitsOf(m_map);
    const Trait colour = chosenTrait(m_colour);
    const Trait shape = chosenTrait(m_shape);
    m_colour->clear();
    m_shape->clear();
    m_shape->addItem(tr("Shape: as colour"), int(Trait::None));
    for (const Trait trait : traits) {
        m_colour->addItem(tr("Colour: %1").arg(traitName(trait, m_map)), int(trait));
        if (trait != Trait::Number && trait != Trait::Length)
            m_shape->addItem(tr("Shape: %1").arg(traitName(trait, m_map)), int(trait));
    }
    m_colour->addItem(tr("Colour: none"), int(Trait::None));
    const Trait guess = traits.contains(Trait::Label) || traits.contains(Trait::Cluster)
        ? traits.constFirst()
        : Trait::None;
    m_colour->setCurrentIndex(
        std::max(m_colour->findData(int(m_isColourChosen ? colour : guess)), 0));
    m_shape->setCurrentIndex(std::max(m_shape->findData(int(shape)), 0));
}

void MapPage::setMap(const TextMap &map)
{
    m_map = map;
    m_isLaidOut = true;
    const bool isFirst = m_plot->plot().positions.size() != map.positions.size();
    if (!isFirst)
        m_plot->setPositions(map.positions);
    m_model->setMap(map);
    m_title->setText(QStringList{map.title, tr("%1 texts").arg(text::count(map.corpus.size())),
                                 map.model, map.inputType}
                         .filter(QRegularExpression(u"."_s))
                         .join(u" · "_s));
    m_facts->setText(layoutText(map));
    enableActions(true);
    listTraits();
    showSeries();
    showAllPoints();
}

void MapPage::showSeries()
{
    const Plot plot = plotOf(m_map, m_title->text(), chosenTrait(m_colour), chosenTrait(m_shape));
    if (m_plot->plot().positions.size() == plot.positions.size())
        m_plot->setSeries(plot);
    else
        m_plot->setPlot(plot);
    m_legend->showPlot(plot);
    m_model->setMarks(plot);
}

void MapPage::showWords(const QString &words, theme::Look look)
{
    if (theme::lookOf(m_work) != look)
        theme::setLook(m_work, look);
    m_work->setText(words);
}

void MapPage::showWork(const QString &words, double share, bool canPause, bool isPaused)
{
    showWords(words, theme::Look::Secondary);
    m_progress->show();
    m_progress->setRange(0, share < 0 ? 0 : progressSteps);
    m_progress->setValue(int(share * progressSteps));
    m_pause->setVisible(canPause);
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setProperty("goesOn", isPaused);
    m_stop->show();
}

void MapPage::showProblem(const QString &problem, bool canGoOn)
{
    showWords(problem, theme::Look::Bad);
    m_progress->hide();
    m_pause->setVisible(canGoOn);
    m_pause->setText(tr("Try again"));
    m_pause->setProperty("goesOn", true);
    m_stop->setVisible(canGoOn);
}

void MapPage::showNote(const QString &note)
{
    showWords(note, theme::Look::Secondary);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_pause, m_stop})
        widget->hide();
}

void MapPage::showAllPoints()
{
    QList<qsizetype> all(m_map.corpus.size());
    std::iota(all.begin(), all.end(), qsizetype(0));
    if (m_model->points() != all)
        m_model->setPoints(all);
    m_table->clearSelection();
    m_count->setText(tr("%1 texts").arg(text::count(all.size())));
    m_all->hide();
    m_plot->setLit({});
    m_plot->setSelected({});
    m_plot->setCrosshair({});
}

void MapPage::showPoints(const QList<qsizetype> &points, const QString &words)
{
    m_model->setPoints(points);
    m_count->setText(tr("%1 of %2").arg(words, text::count(m_map.corpus.size())));
    m_all->show();
    std::vector<char> lit(size_t(m_map.corpus.size()), 0);
    for (const qsizetype point : points)
        lit[size_t(point)] = 1;
    if (m_plot->plot().positions.size() == lit.size())
        m_plot->setLit(lit);
    m_plot->setSelected({});
}

void MapPage::search()
{
    const QString words = m_search->text().simplified();
    if (words.isEmpty()) {
        showAllPoints();
        return;
    }
    if (m_byMeaning->isChecked()) {
        if (m_isLaidOut)
            Q_EMIT meaningSearched(words);
        return;
    }
    const QStringList wanted = words.split(u' ');
    QList<qsizetype> points;
    for (qsizetype point = 0; point < m_map.corpus.size(); ++point) {
        const CorpusText &text = m_map.corpus.at(point);
        const bool fits = std::ranges::all_of(wanted, [&text](const QString &word) {
            return text.text.contains(word, Qt::CaseInsensitive)
                || text.label.contains(word, Qt::CaseInsensitive)
                || text.title.contains(word, Qt::CaseInsensitive);
        });
        if (fits)
            points.append(point);
    }
    m_plot->setCrosshair({});
    showPoints(points, tr("%1 found").arg(text::count(points.size())));
}

void MapPage::showFound(const QList<qsizetype> &points, const std::optional<Position> &position)
{
    showPoints(points, tr("%1 nearest").arg(text::count(points.size())));
    m_plot->setCrosshair(position);
}

void MapPage::onTableSelection()
{
    QList<qsizetype> points;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        points.append(m_model->pointOf(row));
    m_plot->setSelected(points);
}

void MapPage::selectPoint(qsizetype point)
{
    if (m_model->rowOf(point) < 0)
        showAllPoints();
    const int row = m_model->rowOf(point);
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
}

//! The rows that are selected, else all that are shown.
QList<qsizetype> MapPage::chosenPoints() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return m_model->points();
    QList<qsizetype> points;
    for (const QModelIndex &row : rows)
        points.append(m_model->pointOf(row));
    return points;
}

QString MapPage::chosenText() const
{
    QStringList texts;
    const QList<qsizetype> points = chosenPoints();
    for (const qsizetype point : points) {
        const CorpusText &text = m_map.corpus.at(point);
        texts.append(text.label.isEmpty() ? text.text : u"["_s + text.label + u"] "_s + text.text);
    }
    return texts.join(u"\n\n"_s);
}

void MapPage::copyChosen()
{
    QGuiApplication::clipboard()->setText(chosenText());
}

const Plot &MapPage::plot() const
{
    return m_plot->plot();
}

void MapPage::focusPlot()
{
    m_plot->setFocus();
}

} // namespace polylogue::ui::map
