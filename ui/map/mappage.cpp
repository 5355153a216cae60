// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mappage.h"

#include "ui/map/clusternamesdialog.h"
#include "ui/map/legend.h"
#include "ui/map/mapcolours.h"
#include "ui/map/maptexts.h"
#include "ui/map/mapwords.h"
#include "ui/map/plotwidget.h"
#include "ui/map/textdialog.h"
#include "ui/map/workline.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::CorpusText;
using app::embeddings::TextMap;
using app::projection::Position;
using app::projection::Positions;
using plot::Plot;
using theme::Metrics::Unit;

namespace {

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
    , m_texts(new MapTexts(this))
{
    auto *split = new QSplitter(this);
    split->addWidget(makePlotSide());
    split->addWidget(m_texts);
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

MapPage::~MapPage()
{
    m_searching.waitForFinished();
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
    m_work = new WorkLine(side);
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
    rows->addWidget(m_work);
    rows->addLayout(foot);
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
    connect(&m_searching, &QFutureWatcher<QList<qsizetype>>::finished, this,
            &MapPage::onWordsFound);
    connect(m_byMeaning, &QCheckBox::toggled, this, [this](bool byMeaning) {
        m_search->setPlaceholderText(byMeaning ? tr("Describe what you look for, then Enter")
                                               : tr("Search in the texts"));
        if (!byMeaning)
            search();
    });
    connect(m_texts, &MapTexts::allRequested, this, [this] {
        m_search->clear();
        showAllPoints();
    });
    connect(m_texts, &MapTexts::selectionChanged, m_plot, &PlotWidget::setSelected);
    connect(m_texts, &MapTexts::openRequested, this, &MapPage::openText);
    connect(m_texts, &MapTexts::contextRequested, this, &MapPage::contextRequested);
    connect(m_texts, &MapTexts::questionAsked, this, &MapPage::questionAsked);
    connect(m_texts, &MapTexts::exportRequested, this, &MapPage::selectionExportRequested);
    connect(m_plot, &PlotWidget::pointClicked, this, &MapPage::selectPoint);
    connect(m_plot, &PlotWidget::areaChosen, this, [this](const QList<qsizetype> &points) {
        if (!points.isEmpty())
            showPoints(points, tr("%1 selected").arg(text::count(points.size())));
    });
    connect(m_plot, &PlotWidget::cleared, this, [this] { showAllPoints(); });
    connect(m_work, &WorkLine::pauseRequested, this, &MapPage::pauseRequested);
    connect(m_work, &WorkLine::goOnRequested, this, &MapPage::goOnRequested);
    connect(m_work, &WorkLine::stopRequested, this, &MapPage::stopRequested);
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
    m_texts->setMap(map);
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
    m_texts->setMap(map);
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
    m_texts->setMarks(plot);
}

void MapPage::showWork(const QString &words, double share, bool canPause, bool isPaused)
{
    m_work->showWork(words, share, canPause, isPaused);
}

void MapPage::showProblem(const QString &problem, bool canGoOn)
{
    m_work->showProblem(problem, canGoOn);
}

void MapPage::showNote(const QString &note)
{
    m_work->showNote(note);
}

void MapPage::showAllPoints()
{
    m_texts->showAll();
    m_plot->setLit({});
    m_plot->setSelected({});
    m_plot->setCrosshair({});
}

void MapPage::showPoints(const QList<qsizetype> &points, const QString &words)
{
    m_texts->showSome(points, tr("%1 of %2").arg(words, text::count(m_map.corpus.size())));
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
    m_searching.setFuture(QtConcurrent::run(app::embeddings::textsWith, m_map.corpus, words));
}

//! Unless something else is wanted by now.
void MapPage::onWordsFound()
{
    if (m_byMeaning->isChecked() || m_search->text().simplified().isEmpty())
        return;
    const QList<qsizetype> points = m_searching.result();
    if (!points.isEmpty() && points.constLast() >= m_map.corpus.size())
        return; // of another map
    m_plot->setCrosshair({});
    showPoints(points, tr("%1 found").arg(text::count(points.size())));
}

void MapPage::showFound(const QList<qsizetype> &points, const std::optional<Position> &position)
{
    showPoints(points, tr("%1 nearest").arg(text::count(points.size())));
    m_plot->setCrosshair(position);
}

void MapPage::selectPoint(qsizetype point)
{
    if (m_texts->select(point))
        return;
    showAllPoints(); // it stood back
    m_texts->select(point);
}

void MapPage::openText(qsizetype point)
{
    auto *dialog = new TextDialog(m_map, point, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MapPage::renameClusters()
{
    auto *dialog = new ClusterNamesDialog(m_map.clusters.names, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QStringList names = dialog->names();
        if (names.size() != m_map.clusters.names.size())
            return; // there are others now
        m_map.clusters.names = names;
        setMap(m_map);
    });
    dialog->open();
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
