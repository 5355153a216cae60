// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/labmodelspage.h"

#include "ui/map/labtablemodel.h"
#include "ui/map/mapwords.h"
#include "ui/map/modelchoice.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFont>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::Agreement;
using app::embeddings::EmbeddingEstimate;
using app::embeddings::EmbeddingSetup;
using app::projection::Neighbours;
using app::projection::Report;
using app::projection::Workers;
using theme::Metrics::Unit;

namespace {

constexpr qsizetype longestLine = 160;
constexpr int usualCount = 10;
constexpr int mostNeighbours = 50;
constexpr int textWidth = 330;

QString percent(double share)
{
    return std::isfinite(share) ? u"%1 %"_s.arg(std::lround(share * 100)) : u"–"_s;
}

bool has(const Neighbours &neighbours, size_t row, uint32_t wanted)
{
    const auto begin = neighbours.rows.begin() + std::ptrdiff_t(row * neighbours.count);
    const auto end = begin + std::ptrdiff_t(neighbours.count);
    return std::find(begin, end, wanted) != end;
}

} // namespace

LabModelsPage::LabModelsPage(QWidget *parent)
    : LabPage(tr("The nearest neighbours of each text on the map, by its model and by another one. "
                 "overlap@k is the share of the k nearest that both agree on."),
              parent)
    , m_model(new QComboBox(this))
    , m_inputType(new QComboBox(this))
    , m_count(new QSpinBox(this))
    , m_start(new QPushButton(tr("Compare"), this))
    , m_texts(new LabTableModel(this))
    , m_neighbours(new LabTableModel(this))
{
    m_model->setAccessibleName(tr("Other embedding model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(18);
    m_inputType->setAccessibleName(tr("Input type"));
    listInputTypes(m_inputType);
    m_count->setAccessibleName(tr("Neighbours"));
    m_count->setRange(1, mostNeighbours);
    m_count->setValue(usualCount);
    m_count->setPrefix(tr("k = "));
    theme::setLook(m_start, theme::Look::Primary);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(Unit);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_model, m_inputType, m_count, m_start})
        choices->addWidget(widget);
    choices->addStretch(1);
    m_textTable = makeTable(m_texts, tr("Texts and their overlap"));
    m_textTable->setSelectionMode(QTableView::SingleSelection);
    QTableView *neighbours = makeTable(m_neighbours, tr("Neighbours by either model"));
    neighbours->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto *split = new QSplitter(this);
    split->addWidget(m_textTable);
    split->addWidget(neighbours);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setChildrenCollapsible(false);
    rows()->addLayout(choices);
    addResultLine();
    rows()->addWidget(split, 1);
    connect(m_model, &QComboBox::currentTextChanged, this, &LabModelsPage::enable);
    connect(m_start, &QPushButton::clicked, this, &LabModelsPage::start);
    connect(m_textTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LabModelsPage::showNeighbours);
    enable();
}

void LabModelsPage::enable()
{
    m_start->setEnabled(m_map.vectors && m_map.corpus.size() > 1 && !setup().model.isEmpty());
}

void LabModelsPage::setMap(const app::embeddings::TextMap &map)
{
    m_map = map;
    m_inputType->setCurrentIndex(std::max(m_inputType->findData(map.inputType), 0));
    m_texts->clear();
    m_neighbours->clear();
    enable();
    if (map.vectors)
        estimate();
    else
        showResult(tr("Make or open a map first."));
}

void LabModelsPage::setModels(const QList<app::endpoint::ModelInfo> &models,
                              const QString &preferred)
{
    m_models = models;
    listModels(m_model, models, preferred);
    enable();
}

EmbeddingSetup LabModelsPage::setup() const
{
    EmbeddingSetup setup{.model = m_model->currentText().trimmed(),
                         .inputType = m_inputType->currentData().toString()};
    setup.longest = longestTextOf(setup.model, m_models);
    return setup;
}

//! Before anything is sent.
void LabModelsPage::estimate()
{
    compute(
        [corpus = m_map.corpus, setup = setup()](const Report &) {
            return std::optional(estimateOf(textsOf(corpus), setup));
        },
        [this](const EmbeddingEstimate &estimate) {
            showResult(tr("%1 texts for the other model: %2, %3.")
                           .arg(text::count(m_map.corpus.size()), requestCount(estimate.requests),
                                text::estimatedTokenCount(estimate.tokens)));
        });
}

void LabModelsPage::start()
{
    Q_EMIT vectorsWanted(textsOf(m_map.corpus), {setup()});
}

void LabModelsPage::useVectors(const QList<app::embeddings::EmbeddedTexts> &vectors)
{
    const app::embeddings::EmbeddedTexts &other = vectors.constFirst();
    if (!m_map.vectors || other.vectors.rows != m_map.vectors->rows)
        return; // there is another map now
    showResult(tr("Looking for neighbours"));
    compute(
        [ours = m_map.vectors, theirs = other.vectors,
         count = size_t(m_count->value())](const Report &report) {
            Workers workers(QThread::idealThreadCount());
            return app::embeddings::agreement(*ours, theirs, count, workers, report);
        },
        [this, model = other.model](const Agreement &agreement) {
            showAgreement(agreement, model);
        });
}

void LabModelsPage::showAgreement(const Agreement &agreement, const QString &model)
{
    m_agreement = agreement;
    m_otherName = model;
    showResult(tr("overlap@%1: %2")
                   .arg(agreement.left.count)
                   .arg(QLocale().toString(agreement.mean, 'f', 3)));
    m_order.resize(m_map.corpus.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::ranges::stable_sort(m_order, [this](int left, int right) {
        return m_agreement.ofRow[size_t(left)] < m_agreement.ofRow[size_t(right)];
    });
    m_texts->show({tr("Text"), tr("Overlap")}, int(m_order.size()),
                  [this](int row, int column, int role) -> QVariant {
                      if (role != Qt::DisplayRole)
                          return {};
                      const int point = m_order.at(row);
                      return column == 0 ? text::oneLine(m_map.corpus.at(point).text, longestLine)
                                         : percent(m_agreement.ofRow[size_t(point)]);
                  });
    m_textTable->setColumnWidth(0, textWidth);
    m_textTable->horizontalHeader()->setStretchLastSection(true);
    m_textTable->selectRow(0);
}

void LabModelsPage::showNeighbours()
{
    const QModelIndexList selected = m_textTable->selectionModel()->selectedRows();
    if (selected.isEmpty() || selected.constFirst().row() >= m_order.size()) {
        m_neighbours->clear();
        return;
    }
    const auto point = size_t(m_order.at(selected.constFirst().row()));
    if (!std::isfinite(m_agreement.ofRow[point])) {
        m_neighbours->clear();
        return;
    }
    const size_t count = m_agreement.left.count;
    m_neighbours->show(
        {m_map.model.isEmpty() ? tr("The map") : m_map.model, m_otherName}, int(count),
        [this, point, count](int row, int column, int role) -> QVariant {
            const Neighbours &side = column == 0 ? m_agreement.left : m_agreement.right;
            const Neighbours &other = column == 0 ? m_agreement.right : m_agreement.left;
            const uint32_t found = side.rows[point * count + size_t(row)];
            const bool isShared = has(other, point, found);
            if (role == Qt::DisplayRole)
                return (isShared ? u"✓ "_s : QString())
                    + text::oneLine(m_map.corpus.at(qsizetype(found)).text, longestLine);
            if (role == Qt::ToolTipRole && isShared)
                return tr("Both models have it.");
            if (role == Qt::FontRole && isShared) {
                QFont bold = font();
                bold.setBold(true);
                return bold;
            }
            return {};
        });
}

} // namespace polylogue::ui::map
