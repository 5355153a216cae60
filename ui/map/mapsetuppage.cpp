// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mapsetuppage.h"

#include "ui/map/filestexts.h"
#include "ui/map/mapwords.h"
#include "ui/map/modelchoice.h"
#include "ui/tables/sourcesetup.h"
#include "ui/tables/sourcetable.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::Corpus;
using app::embeddings::CorpusColumns;
using app::embeddings::EmbeddingEstimate;
using app::embeddings::EmbeddingSetup;
using app::embeddings::LabelCount;
using app::embeddings::LongTexts;
using app::embeddings::Sample;
using app::endpoint::ModelInfo;
using app::tables::Table;
using theme::Metrics::Unit;

namespace {

constexpr int labelRole = Qt::UserRole;
constexpr qsizetype mostLabelsListed = 200;
constexpr qsizetype longestName = 60;
constexpr int labelRows = 5;

void listColumns(QComboBox *box, const QString &none, const Table &table, int chosen)
{
    box->clear();
    if (!none.isEmpty())
        box->addItem(none, -1);
    for (int column = 0; column < table.columns.size(); ++column)
        box->addItem(text::oneLine(table.columns.at(column).name, longestName), column);
    box->setCurrentIndex(std::max(box->findData(chosen), 0));
}

//! In another thread: a table may have as many rows as it likes.
std::pair<qsizetype, EmbeddingEstimate> estimated(const Table &table, const CorpusColumns &columns,
                                                  const Sample &sample, const EmbeddingSetup &setup)
{
    const Corpus corpus = corpusFromTable(table, columns, sample);
    return {corpus.size(), estimateOf(textsOf(corpus), setup)};
}

} // namespace

MapSetupPage::MapSetupPage(QWidget *parent)
    : QWidget(parent)
    , m_source(new tables::SourceTable(this))
    , m_files(new FilesTexts(this))
    , m_text(new QComboBox(this))
    , m_label(new QComboBox(this))
    , m_titleColumn(new QComboBox(this))
    , m_number(new QComboBox(this))
    , m_embedsTitle(new QCheckBox(tr("Embed the title too"), this))
    , m_labels(new QListWidget(this))
    , m_each(new QSpinBox(this))
    , m_model(new QComboBox(this))
    , m_inputType(new QComboBox(this))
    , m_dimensions(new QSpinBox(this))
    , m_longTexts(new QComboBox(this))
    , m_estimate(new QLabel(this))
    , m_make(new QPushButton(tr("Make map"), this))
{
    auto *back = new QPushButton(tr("Other data"), this);
    theme::setLook(back, theme::Look::Quiet);
    QSplitter *split = tables::besideOptions(tr("Texts"), m_source, makeOptions(), this);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);

    m_estimate->setTextFormat(Qt::PlainText);
    m_estimate->setWordWrap(true);
    m_estimate->setAccessibleName(tr("What it takes"));
    theme::setLook(m_make, theme::Look::Primary);
    m_make->setDefault(true);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(Unit);
    foot->addWidget(back);
    foot->addWidget(m_estimate, 1);
    foot->addWidget(m_make);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(split, 1);
    rows->addLayout(foot);
    connect(back, &QPushButton::clicked, this, &MapSetupPage::backRequested);
    connectAll();
}

QWidget *MapSetupPage::makeOptions()
{
    auto *options = new QWidget(this);
    m_text->setAccessibleName(tr("Column of texts"));
    m_label->setAccessibleName(tr("Column of labels"));
    m_titleColumn->setAccessibleName(tr("Column of titles"));
    m_number->setAccessibleName(tr("Column of numbers"));
    m_number->setToolTip(tr("Points can be coloured by it."));
    m_labels->setAccessibleName(tr("Labels"));
    m_labels->setMaximumHeight(labelRows * theme::Metrics::TargetComfortable);
    m_each->setAccessibleName(tr("Texts of each label"));
    m_each->setRange(0, 1'000'000);
    m_each->setSpecialValueText(tr("all"));
    m_each->setToolTip(tr("Fewer are drawn by lot, the same ones each time."));
    m_model->setAccessibleName(tr("Embedding model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_inputType->setAccessibleName(tr("Input type"));
    listInputTypes(m_inputType);
    m_dimensions->setAccessibleName(tr("Dimensions"));
    m_dimensions->setRange(0, 16'384);
    m_dimensions->setSpecialValueText(tr("the model's own"));
    m_longTexts->setToolTip(tr("They are cut between sentences; nothing is left out."));
    m_longTexts->setAccessibleName(tr("Texts that are too long"));
    m_longTexts->addItem(tr("cut, and their mean taken"), int(LongTexts::Average));
    m_longTexts->addItem(tr("refused"), int(LongTexts::Refuse));
    for (QComboBox *box :
         {m_text, m_label, m_titleColumn, m_number, m_model, m_inputType, m_longTexts}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
    }
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Text"), m_text);
    form->addRow(tr("Label"), m_label);
    form->addRow(tr("Title"), m_titleColumn);
    form->addRow(QString(), m_embedsTitle);
    form->addRow(tr("Number"), m_number);
    form->addRow(tr("Labels"), m_labels);
    form->addRow(tr("Of each"), m_each);
    auto *modelForm = new QFormLayout;
    modelForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    modelForm->addRow(tr("Model"), m_model);
    modelForm->addRow(tr("Input type"), m_inputType);
    modelForm->addRow(tr("Dimensions"), m_dimensions);
    modelForm->addRow(tr("Long texts"), m_longTexts);
    auto *rows = new QVBoxLayout(options);
    rows->setContentsMargins(Unit, 0, Unit, 0);
    rows->setSpacing(Unit);
    rows->addWidget(m_files);
    rows->addWidget(tables::heading(tr("Columns"), options));
    rows->addLayout(form);
    rows->addSpacing(Unit);
    rows->addWidget(tables::heading(tr("Embedding"), options));
    rows->addLayout(modelForm);
    rows->addStretch(1);
    return options;
}

void MapSetupPage::connectAll()
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &MapSetupPage::estimate);
    connect(m_files, &FilesTexts::tableMade, this, [this](const Table &table) {
        m_source->setTable(table);
        m_embedsTitle->setChecked(false); // they are names of files
    });
    connect(m_source, &tables::SourceTable::tableChanged, this, &MapSetupPage::onTableChanged);
    connect(m_label, &QComboBox::currentIndexChanged, this, &MapSetupPage::listLabels);
    const auto soon = [this] { estimateSoon(); };
    for (QComboBox *box : {m_text, m_label, m_titleColumn, m_inputType, m_longTexts})
        connect(box, &QComboBox::currentIndexChanged, this, soon);
    connect(m_model, &QComboBox::currentTextChanged, this, soon);
    connect(m_embedsTitle, &QCheckBox::toggled, this, soon);
    connect(m_labels, &QListWidget::itemChanged, this, soon);
    connect(m_each, &QSpinBox::valueChanged, this, soon);
    connect(m_make, &QPushButton::clicked, this, &MapSetupPage::mapRequested);
    connect(&m_estimating, &QFutureWatcher<std::pair<qsizetype, EmbeddingEstimate>>::finished, this,
            &MapSetupPage::showEstimate);
}

bool MapSetupPage::setText(const QString &text, const QString &title)
{
    m_title = title;
    m_files->hide();
    return m_source->setText(text);
}

void MapSetupPage::setFiles(const QList<app::embeddings::TextFile> &files,
                            const QList<app::session::UnreadFile> &unread, const QString &title)
{
    m_title = title;
    m_make->setEnabled(false); // until they are a table
    m_files->show();
    m_files->setFiles(files, unread);
}

void MapSetupPage::setModels(const QList<ModelInfo> &models, const QString &preferred,
                             bool knowsInputType)
{
    const bool isFirst = m_model->currentText().isEmpty();
    m_models = models;
    if (isFirst)
        m_inputType->setCurrentIndex(
            m_inputType->findData(knowsInputType ? u"clustering"_s : QString()));
    listModels(m_model, models, preferred);
    estimateSoon();
}

void MapSetupPage::onTableChanged()
{
    const Table &table = m_source->table();
    const CorpusColumns guessed = app::embeddings::guessedColumns(table);
    listColumns(m_text, {}, table, guessed.text);
    listColumns(m_titleColumn, tr("no titles"), table, guessed.title);
    listColumns(m_number, tr("no numbers"), table, guessed.number);
    m_embedsTitle->setChecked(true);
    listColumns(m_label, tr("no labels"), table, guessed.label);
    m_each->setValue(0);
    estimateSoon();
}

void MapSetupPage::listLabels()
{
    m_labels->clear();
    const int column = m_label->currentData().toInt();
    const QList<LabelCount> counts =
        column < 0 ? QList<LabelCount>() : app::embeddings::labelCounts(m_source->table(), column);
    m_labels->setEnabled(!counts.isEmpty() && counts.size() <= mostLabelsListed);
    if (!m_labels->isEnabled())
        return;
    for (const LabelCount &label : counts) {
        auto *item = new QListWidgetItem(
            u"%1 (%2)"_s.arg(text::oneLine(label.label, longestName), text::count(label.count)),
            m_labels);
        item->setData(labelRole, label.label);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Checked);
    }
}

CorpusColumns MapSetupPage::columns() const
{
    return {.text = m_text->currentData().toInt(),
            .label = m_label->currentData().toInt(),
            .title = m_titleColumn->currentData().toInt(),
            .number = m_number->currentData().toInt(),
            .isTitleEmbedded = m_embedsTitle->isChecked()};
}

Sample MapSetupPage::sample() const
{
    Sample sample{.each = m_each->value()};
    for (int row = 0; row < m_labels->count(); ++row) {
        if (m_labels->item(row)->checkState() == Qt::Checked)
            sample.labels.append(m_labels->item(row)->data(labelRole).toString());
    }
    const bool areAll = sample.labels.size() == m_labels->count();
    if (areAll && sample.each == 0)
        sample.labels.clear(); // those without a label too, in their order
    else if (sample.labels.isEmpty() && m_labels->count() > 0)
        sample.labels = {QString()}; // none is ticked: those without a label
    return sample;
}

QString MapSetupPage::title() const
{
    return m_title;
}

QString MapSetupPage::numberName() const
{
    return m_number->currentData().toInt() < 0 ? QString() : m_number->currentText();
}

Corpus MapSetupPage::corpus() const
{
    return corpusFromTable(m_source->table(), columns(), sample());
}

EmbeddingSetup MapSetupPage::setup() const
{
    EmbeddingSetup setup{.model = m_model->currentText().trimmed(),
                         .inputType = m_inputType->currentData().toString(),
                         .dimensions = m_dimensions->value(),
                         .longTexts = LongTexts(m_longTexts->currentData().toInt())};
    setup.longest = longestTextOf(setup.model, m_models);
    return setup;
}

void MapSetupPage::estimateSoon()
{
    m_make->setEnabled(false);
    m_soon.start();
}

void MapSetupPage::estimate()
{
    if (m_source->table().rows.isEmpty())
        return;
    m_estimating.setFuture(
        QtConcurrent::run(estimated, m_source->table(), columns(), sample(), setup()));
}

void MapSetupPage::showEstimate()
{
    const auto [texts, estimate] = m_estimating.result();
    const bool hasModel = !setup().model.isEmpty();
    m_make->setEnabled(texts > 0 && hasModel && !m_soon.isActive());
    if (texts == 0) {
        m_estimate->setText(tr("No row has a text in this column."));
        return;
    }
    QStringList words{tr("%1 texts").arg(text::count(texts)), requestCount(estimate.requests),
                      text::estimatedTokenCount(estimate.tokens)};
    if (estimate.longTexts > 0)
        words << tr("%1 of them too long for the model").arg(text::count(estimate.longTexts));
    m_estimate->setText(hasModel ? words.join(u", "_s)
                                 : tr("The server does not say which of its models embeds: write "
                                      "the name of one."));
}

} // namespace polylogue::ui::map
