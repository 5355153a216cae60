// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridsetuppage.h"

#include "app/grid/gridestimate.h"
#include "app/grid/gridquestion.h"
#include "app/settings/parametersjson.h"
#include "ui/grid/gridwords.h"
#include "ui/grid/modelchecks.h"
#include "ui/grid/prompttabs.h"
#include "ui/tables/sourcesetup.h"
#include "ui/tables/sourcetable.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::store::Expectation;
using app::store::GridRun;
using theme::Metrics::Unit;

namespace {

constexpr auto estimateDelay = std::chrono::milliseconds(200);
constexpr int mostParallel = 16;
constexpr qint64 mostCells = 100'000;

void listColumns(QComboBox *box, const QString &none, const app::tables::Table &table)
{
    const QString chosen = box->currentData().toString();
    box->clear();
    box->addItem(none, QString());
    for (const app::tables::Column &column : table.columns)
        box->addItem(column.name, column.name);
    box->setCurrentIndex(std::max(box->findData(chosen), 0));
}

} // namespace

GridSetupPage::GridSetupPage(QWidget *parent)
    : QWidget(parent)
    , m_source(new tables::SourceTable(this))
    , m_prompts(new PromptTabs(this))
    , m_models(new ModelChecks(this))
    , m_title(new QLineEdit(this))
    , m_file(new QComboBox(this))
    , m_expected(new QComboBox(this))
    , m_expectation(new QComboBox(this))
    , m_parameters(new QLineEdit(this))
    , m_parallel(new QSpinBox(this))
    , m_estimate(new QLabel(this))
    , m_warning(new QLabel(this))
    , m_start(new QPushButton(tr("Ask…"), this))
{
    auto *back = new QPushButton(tr("All runs"), this);
    theme::setLook(back, theme::Look::Quiet);
    m_title->setAccessibleName(tr("Title of the run"));
    auto *head = new QHBoxLayout;
    head->addWidget(back);
    head->addWidget(m_title, 1);

    QSplitter *split = tables::besideOptions(tr("Table"), m_source, makeOptions(), this);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);

    for (QLabel *label : {m_estimate, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    theme::setLook(m_warning, theme::Look::Warning);
    theme::setLook(m_start, theme::Look::Primary);
    m_start->setDefault(true);
    auto *foot = new QGridLayout;
    foot->addWidget(m_estimate, 0, 0);
    foot->addWidget(m_warning, 1, 0);
    foot->addWidget(m_start, 0, 1, 2, 1, Qt::AlignVCenter);
    foot->setColumnStretch(0, 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addLayout(head);
    rows->addWidget(split, 1);
    rows->addLayout(foot);

    m_estimateTimer.setSingleShot(true);
    m_estimateTimer.setInterval(estimateDelay);
    const auto soon = [this] { m_estimateTimer.start(); };
    connect(&m_estimateTimer, &QTimer::timeout, this, &GridSetupPage::showEstimate);
    connect(m_source, &tables::SourceTable::tableChanged, this, &GridSetupPage::onTableChanged);
    connect(m_prompts, &PromptTabs::changed, this, soon);
    connect(m_models, &ModelChecks::checkedChanged, this, soon);
    connect(m_parameters, &QLineEdit::textChanged, this, soon);
    for (QComboBox *box : {m_file, m_expected})
        connect(box, &QComboBox::currentIndexChanged, this, soon);
    connect(back, &QPushButton::clicked, this, &GridSetupPage::backRequested);
    connect(m_start, &QPushButton::clicked, this, &GridSetupPage::confirm);
    showEstimate();
}

QWidget *GridSetupPage::makeOptions()
{
    auto *options = new QWidget(this);
    auto *rows = new QVBoxLayout(options);
    rows->setContentsMargins(Unit, 0, Unit, 0);
    rows->setSpacing(Unit);
    rows->addWidget(tables::heading(tr("Prompt"), options));
    rows->addWidget(m_prompts, 1);
    rows->addWidget(tables::heading(tr("Models"), options));
    rows->addWidget(m_models);
    rows->addWidget(tables::heading(tr("More"), options));

    m_file->setAccessibleName(tr("Column that names a file"));
    m_file->setToolTip(tr("The file goes with the question. Its name is looked for beside the "
                          "table."));
    m_expected->setAccessibleName(tr("Column with what is expected"));
    m_expectation->setAccessibleName(tr("How it is compared"));
    m_expectation->addItem(tr("the answer contains it"), int(Expectation::Contains));
    m_expectation->addItem(tr("the answer is exactly that"), int(Expectation::Exact));
    m_expectation->addItem(tr("it is a regular expression"), int(Expectation::Pattern));
    m_parameters->setAccessibleName(tr("Parameters"));
    m_parameters->setPlaceholderText(u"temperature=0 max_tokens=200"_s);
    m_parallel->setRange(1, mostParallel);
    m_parallel->setValue(4);
    m_parallel->setAccessibleName(tr("Requests at once"));
    auto *expected = new QHBoxLayout;
    expected->addWidget(m_expected, 1);
    expected->addWidget(m_expectation, 1);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("File"), m_file);
    form->addRow(tr("Expected"), expected);
    form->addRow(tr("Parameters"), m_parameters);
    form->addRow(tr("Requests at once"), m_parallel);
    rows->addLayout(form);
    const auto showExpectation = [this] {
        m_expectation->setEnabled(!m_expected->currentData().toString().isEmpty());
    };
    connect(m_expected, &QComboBox::currentIndexChanged, this, showExpectation);
    showExpectation();
    return options;
}

void GridSetupPage::setModels(const QList<app::endpoint::ModelInfo> &models,
                              const QString &preferred)
{
    m_models->setModels(models, preferred);
}

bool GridSetupPage::setSource(const QString &text, const QString &title, const QString &folder)
{
    if (!m_source->setText(text))
        return false;
    m_title->setText(title);
    m_folder = folder;
    return true;
}

void GridSetupPage::onTableChanged()
{
    const app::tables::Table &table = m_source->table();
    QStringList columns;
    for (const app::tables::Column &column : table.columns)
        columns.append(column.name);
    m_prompts->setColumns(columns);
    listColumns(m_file, tr("No column names a file"), table);
    listColumns(m_expected, tr("Nothing is expected"), table);
    showEstimate();
}

GridRun GridSetupPage::run() const
{
    const app::tables::Table &table = m_source->table();
    GridRun run{.title = m_title->text().simplified(),
                .setup = {.models = m_models->checked(),
                          .prompts = m_prompts->prompts(),
                          .fileColumn = m_file->currentData().toString(),
                          .fileFolder = m_folder,
                          .expectedColumn = m_expected->currentData().toString(),
                          .expectation = Expectation(m_expectation->currentData().toInt()),
                          .parallel = m_parallel->value()},
                .rows = table.rows};
    for (const app::tables::Column &column : table.columns)
        run.columns.append(column.name);
    const QStringList assignments = m_parameters->text().split(u' ', Qt::SkipEmptyParts);
    run.setup.parameters = app::settings::parseParameters(assignments).value_or({});
    return run;
}

QString GridSetupPage::obstacle() const
{
    const GridRun now = run();
    if (now.rows.isEmpty())
        return tr("The table has no rows.");
    if (now.setup.prompts.isEmpty())
        return tr("Write a prompt: what to ask of every row.");
    if (now.setup.models.isEmpty())
        return tr("Tick at least one model.");
    if (now.rows.size() * app::grid::laneCount(now.setup) > mostCells)
        return tr("More than %1 questions are too many for one run.").arg(text::count(mostCells));
    const auto parameters =
        app::settings::parseParameters(m_parameters->text().split(u' ', Qt::SkipEmptyParts));
    if (!parameters)
        return tr("“%1” is no parameter.").arg(parameters.error().subject);
    return {};
}

void GridSetupPage::showEstimate()
{
    const QString missing = obstacle();
    m_start->setEnabled(missing.isEmpty());
    if (!missing.isEmpty()) {
        m_estimate->setText(missing);
        m_warning->hide();
        return;
    }
    const app::grid::GridEstimate estimate = app::grid::estimateOf(run());
    QString words = tr("%1 requests, about %2 tokens to read")
                        .arg(text::count(estimate.requests), text::count(estimate.inputTokens));
    if (estimate.files > 0)
        words += u", "_s + tr("%1 of them with a file").arg(text::count(estimate.files));
    m_estimate->setText(words + u'.');
    const QStringList unknown = m_prompts->unknownVariables();
    m_warning->setText(unknown.isEmpty() ? QString()
                                         : tr("No column is named %1; it is sent as it stands.")
                                               .arg(u'{' + unknown.join("}, {"_L1) + u'}'));
    m_warning->setVisible(!unknown.isEmpty());
}

void GridSetupPage::confirm()
{
    showEstimate();
    if (!m_start->isEnabled())
        return;
    auto *question = new QMessageBox(window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Ask the table"));
    const qsizetype models = m_models->checked().size();
    question->setText(models == 1 ? tr("Ask one model?")
                                  : tr("Ask %1 models?").arg(text::count(models)));
    question->setInformativeText(m_estimate->text() + u'\n'
                                 + m_models->checked().join(", "_L1).left(400));
    QPushButton *ask = question->addButton(tr("Ask"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    question->setDefaultButton(ask);
    connect(ask, &QPushButton::clicked, this, &GridSetupPage::startRequested);
    question->open();
}

} // namespace polylogue::ui::grid
