// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/labmappages.h"

#include "ui/map/labtablemodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDoubleSpinBox>
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

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::CorpusText;
using app::embeddings::HitRates;
using app::embeddings::NearPair;
using app::projection::Report;
using app::projection::Workers;
using theme::Metrics::Unit;

namespace {

constexpr qsizetype mostPairs = 1000;
constexpr qsizetype longestLine = 200;
constexpr double usualLeast = 0.9;
constexpr int usualCount = 10;
constexpr int mostNeighbours = 100;
constexpr int cosineWidth = 80;
constexpr int columnWidth = 130;

QHBoxLayout *besideEachOther(const QString &words, QWidget *field, QPushButton *button)
{
    auto *label = new QLabel(words, field->parentWidget());
    label->setTextFormat(Qt::PlainText);
    theme::setLook(button, theme::Look::Primary);
    auto *row = new QHBoxLayout;
    row->setSpacing(Unit);
    row->addWidget(label);
    row->addWidget(field);
    row->addWidget(button);
    row->addStretch(1);
    return row;
}

QString shareText(double share)
{
    return QLocale().toString(share, 'f', 3);
}

} // namespace

LabDuplicatesPage::LabDuplicatesPage(QWidget *parent)
    : LabPage(tr("Pairs of texts on the map whose vectors point nearly the same way, the most "
                 "alike first. Of each text its 20 nearest are looked at."),
              parent)
    , m_least(new QDoubleSpinBox(this))
    , m_start(new QPushButton(tr("Find"), this))
    , m_table(new LabTableModel(this))
{
    m_least->setAccessibleName(tr("Smallest cosine"));
    m_least->setRange(0, 1);
    m_least->setSingleStep(0.01);
    m_least->setValue(usualLeast);
    QTableView *table = makeTable(m_table, tr("Near-duplicates"));
    rows()->addLayout(besideEachOther(tr("Cosine at least"), m_least, m_start));
    addResultLine();
    rows()->addWidget(table, 1);
    connect(m_start, &QPushButton::clicked, this, &LabDuplicatesPage::start);
    connect(m_table, &QAbstractItemModel::modelReset, table, [table] {
        if (table->model()->columnCount() == 0)
            return;
        table->setColumnWidth(0, cosineWidth);
        for (const int column : {1, 2})
            table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    });
}

void LabDuplicatesPage::setMap(const app::embeddings::TextMap &map)
{
    m_map = map;
    m_table->clear();
    m_start->setEnabled(map.vectors != nullptr);
    showResult(map.vectors ? QString() : tr("Make or open a map first."));
}

void LabDuplicatesPage::start()
{
    showResult(tr("Looking for neighbours"));
    compute(
        [vectors = m_map.vectors, least = m_least->value()](const Report &report) {
            Workers workers(QThread::idealThreadCount());
            return app::embeddings::nearDuplicates(*vectors, least, mostPairs, workers, report);
        },
        [this](const QList<NearPair> &pairs) { showPairs(pairs); });
}

void LabDuplicatesPage::showPairs(const QList<NearPair> &pairs)
{
    showResult(pairs.isEmpty() ? tr("There are none.")
                   : pairs.size() == mostPairs
                   ? tr("The %1 most alike pairs.").arg(text::count(mostPairs))
                   : tr("Pairs: %1").arg(text::count(pairs.size())));
    m_table->show({tr("Cosine"), tr("Text"), tr("Text")}, int(pairs.size()),
                  [this, pairs](int row, int column, int role) -> QVariant {
                      if (role != Qt::DisplayRole)
                          return {};
                      const NearPair &pair = pairs.at(row);
                      if (column == 0)
                          return cosineText(pair.cosine);
                      const qsizetype point = column == 1 ? pair.first : pair.second;
                      return text::oneLine(m_map.corpus.at(point).text, longestLine);
                  });
}

LabHitsPage::LabHitsPage(QWidget *parent)
    : LabPage(
        tr("How often the nearest texts have the same label. hit rate@k counts the texts that "
           "have at least one such text among their k nearest, precision@k how many of the k "
           "are such."),
        parent)
    , m_count(new QSpinBox(this))
    , m_start(new QPushButton(tr("Measure"), this))
    , m_rates(new LabTableModel(this))
    , m_labels(new LabTableModel(this))
{
    m_count->setAccessibleName(tr("Neighbours"));
    m_count->setRange(1, mostNeighbours);
    m_count->setValue(usualCount);
    auto *split = new QSplitter(this);
    for (const auto &side : {std::pair(m_rates, tr("Hit rate by neighbours")),
                             std::pair(m_labels, tr("Hit rate by label"))}) {
        QTableView *table = makeTable(side.first, side.second);
        table->horizontalHeader()->setDefaultSectionSize(columnWidth);
        table->horizontalHeader()->setStretchLastSection(true);
        split->addWidget(table);
    }
    split->setChildrenCollapsible(false);
    rows()->addLayout(besideEachOther(tr("Neighbours, k up to"), m_count, m_start));
    addResultLine();
    rows()->addWidget(split, 1);
    connect(m_start, &QPushButton::clicked, this, &LabHitsPage::start);
}

void LabHitsPage::setMap(const app::embeddings::TextMap &map)
{
    m_map = map;
    m_rates->clear();
    m_labels->clear();
    const bool hasLabels = std::ranges::any_of(
        map.corpus, [](const CorpusText &text) { return !text.label.isEmpty(); });
    m_start->setEnabled(map.vectors && hasLabels);
    showResult(!map.vectors    ? tr("Make or open a map first.")
                   : hasLabels ? QString()
                               : tr("The texts of the map have no labels."));
}

void LabHitsPage::start()
{
    showResult(tr("Looking for neighbours"));
    compute(
        [vectors = m_map.vectors, corpus = m_map.corpus,
         count = size_t(m_count->value())](const Report &report) {
            QStringList labels;
            for (const CorpusText &text : corpus)
                labels.append(text.label);
            Workers workers(QThread::idealThreadCount());
            return app::embeddings::hitRates(*vectors, labels, count, workers, report);
        },
        [this](const HitRates &rates) { showRates(rates); });
}

void LabHitsPage::showRates(const HitRates &rates)
{
    if (rates.texts == 0 || rates.hitRate.empty()) {
        showResult(tr("No two texts have the same label."));
        return;
    }
    const size_t k = rates.hitRate.size();
    showResult(tr("hit rate@1: %1, hit rate@%2: %3, of %4 texts")
                   .arg(shareText(rates.hitRate.front()))
                   .arg(k)
                   .arg(shareText(rates.hitRate.back()), text::count(rates.texts)));
    m_rates->show({tr("k"), tr("Hit rate@k"), tr("Precision@k")}, int(k),
                  [rates](int row, int column, int role) -> QVariant {
                      if (role != Qt::DisplayRole)
                          return {};
                      if (column == 0)
                          return row + 1;
                      return shareText(column == 1 ? rates.hitRate[size_t(row)]
                                                   : rates.precision[size_t(row)]);
                  });
    m_labels->show({tr("Label"), tr("Texts"), tr("Hit rate@%1").arg(k), tr("Precision@%1").arg(k)},
                   int(rates.labels.size()), [rates](int row, int column, int role) -> QVariant {
                       if (role != Qt::DisplayRole)
                           return {};
                       const HitRates::OfLabel &label = rates.labels.at(row);
                       if (column == 0)
                           return text::oneLine(label.label, longestLine);
                       if (column == 1)
                           return text::count(label.texts);
                       return shareText(column == 2 ? label.hitRate : label.precision);
                   });
}

} // namespace polylogue::ui::map
