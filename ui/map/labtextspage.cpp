// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/labtextspage.h"

#include "app/embeddings/lab.h"
#include "ui/map/labtablemodel.h"
#include "ui/map/modelchoice.h"
#include "ui/text/format.h"
#include "ui/theme/blend.h"
#include "ui/theme/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::EmbeddedTexts;
using app::embeddings::EmbeddingSetup;
using app::embeddings::QueryMatch;
using app::projection::Matrix;
using app::projection::Report;
using theme::Metrics::Unit;

namespace {

constexpr qsizetype mostOfMatrix = 60;
constexpr qsizetype mostMatches = 1000;
constexpr qsizetype fromMap = 8;
constexpr qsizetype longestName = 28;
constexpr qsizetype longestLine = 160;
constexpr int textLines = 6;
constexpr int cellWidth = 68;
constexpr int textWidth = 460;
constexpr float strongest = 0.45F; // of a cell's colour, so that its number can be read

QString whatIs(LabTextsPage::Kind kind)
{
    return kind == LabTextsPage::Kind::QueryAndDocument
        ? LabTextsPage::tr("Some models make other vectors of a text that asks than of one that "
                           "answers. Each line is embedded as both: how alike the two are, and "
                           "whether the query finds its own document first.")
        : LabTextsPage::tr("How alike the model finds each line and each other one: the cosine of "
                           "their vectors, 1 where they point the same way.");
}

} // namespace

LabTextsPage::LabTextsPage(Kind kind, theme::Theme &theme, QWidget *parent)
    : LabPage(whatIs(kind), parent)
    , m_kind(kind)
    , m_theme(theme)
    , m_texts(new QPlainTextEdit(this))
    , m_model(new QComboBox(this))
    , m_inputType(new QComboBox(this))
    , m_start(new QPushButton(tr("Compare"), this))
    , m_table(new LabTableModel(this))
{
    const bool isMatrix = kind == Kind::EachWithEach;
    m_texts->setPlaceholderText(tr("One text a line"));
    m_texts->setAccessibleName(tr("Texts to compare"));
    m_texts->setTabChangesFocus(true);
    m_texts->setFixedHeight(m_texts->fontMetrics().lineSpacing() * textLines + 2 * Unit);
    QTableView *table = makeTable(m_table, isMatrix ? tr("Cosines") : tr("Queries and documents"));
    if (isMatrix) {
        table->verticalHeader()->show();
        table->horizontalHeader()->setDefaultSectionSize(cellWidth);
        table->setSelectionBehavior(QTableView::SelectItems);
    }
    rows()->addWidget(m_texts);
    rows()->addLayout(makeChoices());
    addResultLine();
    rows()->addWidget(table, 1);
    const auto enable = [this] {
        m_start->setEnabled(!m_texts->toPlainText().trimmed().isEmpty()
                            && !m_model->currentText().trimmed().isEmpty());
    };
    connect(m_texts, &QPlainTextEdit::textChanged, this, enable);
    connect(m_model, &QComboBox::currentTextChanged, this, enable);
    connect(m_start, &QPushButton::clicked, this, &LabTextsPage::start);
    connect(m_table, &QAbstractItemModel::modelReset, table, [table, isMatrix] {
        if (!isMatrix)
            table->setColumnWidth(0, textWidth);
    });
    enable();
}

QHBoxLayout *LabTextsPage::makeChoices()
{
    m_model->setAccessibleName(tr("Embedding model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(20);
    m_inputType->setAccessibleName(tr("Input type"));
    listInputTypes(m_inputType);
    m_inputType->setVisible(m_kind == Kind::EachWithEach);
    theme::setLook(m_start, theme::Look::Primary);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(Unit);
    choices->addWidget(m_model);
    choices->addWidget(m_inputType);
    choices->addWidget(m_start);
    choices->addStretch(1);
    return choices;
}

//! Some texts to begin with, unless there are others.
void LabTextsPage::setMap(const app::embeddings::TextMap &map)
{
    if (!m_texts->document()->isEmpty())
        return;
    QStringList lines;
    for (qsizetype row = 0; row < std::min(map.corpus.size(), fromMap); ++row) {
        const qsizetype at = row * map.corpus.size() / std::min(map.corpus.size(), fromMap);
        lines.append(text::oneLine(map.corpus.at(at).text, longestLine));
    }
    m_texts->setPlainText(lines.join(u'\n'));
}

void LabTextsPage::setModels(const QList<app::endpoint::ModelInfo> &models,
                             const QString &preferred)
{
    m_models = models;
    listModels(m_model, models, preferred);
}

void LabTextsPage::start()
{
    const auto corpus = app::embeddings::corpusFromLines(m_texts->toPlainText());
    m_asked = textsOf(corpus);
    const qsizetype most = m_kind == Kind::EachWithEach ? mostOfMatrix : mostMatches;
    if (m_asked.size() > most) {
        showProblem(tr("These are %1 texts; at most %2 can be compared.")
                        .arg(text::count(m_asked.size()), text::count(most)));
        return;
    }
    EmbeddingSetup setup{.model = m_model->currentText().trimmed(),
                         .inputType = m_inputType->currentData().toString()};
    setup.longest = longestTextOf(setup.model, m_models);
    if (m_kind == Kind::EachWithEach) {
        Q_EMIT vectorsWanted(m_asked, {setup});
        return;
    }
    EmbeddingSetup document = setup;
    setup.inputType = u"search_query"_s;
    document.inputType = u"search_document"_s;
    Q_EMIT vectorsWanted(m_asked, {setup, document});
}

void LabTextsPage::useVectors(const QList<EmbeddedTexts> &vectors)
{
    if (m_kind == Kind::QueryAndDocument) {
        showMatches(vectors);
        return;
    }
    compute(
        [vectors = vectors.constFirst().vectors](const Report &) {
            return std::optional(app::embeddings::cosines(vectors, vectors));
        },
        [this](const Matrix &cosines) { showMatrix(cosines); });
}

void LabTextsPage::showMatches(const QList<EmbeddedTexts> &vectors)
{
    const Matrix &queries = vectors.constFirst().vectors;
    const Matrix &documents = vectors.constLast().vectors;
    if (queries.columns != documents.columns) {
        showProblem(tr("The vectors of queries and documents are of different lengths."));
        return;
    }
    const bool isRefused =
        vectors.constFirst().isInputTypeRefused || vectors.constLast().isInputTypeRefused;
    const auto use = [this, isRefused](const QList<QueryMatch> &matches) {
        double sum = 0;
        qsizetype known = 0; // zero vectors have none
        for (const QueryMatch &match : matches) {
            if (std::isfinite(match.cosine)) {
                sum += match.cosine;
                ++known;
            }
        }
        const auto first =
            std::ranges::count_if(matches, [](const QueryMatch &match) { return match.rank == 1; });
        QString words = tr("Cosine %1 on average; %2 of %3 find their own document first.")
                            .arg(cosineText(sum / double(known)), text::count(first),
                                 text::count(matches.size()));
        if (isRefused)
            words += u' ' + tr("The server does not know input_type: both are the same.");
        showResult(words);
        m_table->show({tr("Text"), tr("Cosine"), tr("Place of its document")}, int(matches.size()),
                      [matches, texts = m_asked](int row, int column, int role) -> QVariant {
                          if (role != Qt::DisplayRole)
                              return {};
                          if (column == 0)
                              return text::oneLine(texts.at(row), longestLine);
                          return column == 1             ? cosineText(matches.at(row).cosine)
                              : matches.at(row).rank > 0 ? QString::number(matches.at(row).rank)
                                                         : cosineText(matches.at(row).cosine);
                      });
    };
    compute(
        [queries, documents](const Report &) {
            return std::optional(app::embeddings::queryMatches(queries, documents));
        },
        use);
}

void LabTextsPage::showMatrix(const Matrix &cosines)
{
    QStringList columns;
    QStringList names;
    double least = 1;
    double sum = 0;
    qsizetype pairs = 0;
    for (size_t row = 0; row < cosines.rows; ++row) {
        columns.append(QString::number(row + 1));
        names.append(
            u"%1  %2"_s.arg(row + 1).arg(text::oneLine(m_asked.at(qsizetype(row)), longestName)));
        for (size_t column = 0; column < row; ++column) {
            const double cosine = double(rowOf(cosines, row)[column]);
            if (!std::isfinite(cosine))
                continue;
            least = std::min(least, cosine);
            sum += cosine;
            ++pairs;
        }
    }
    showResult(pairs > 0 ? tr("Cosine %1 on average, %2 at least.")
                               .arg(cosineText(sum / double(pairs)), cosineText(least))
                         : QString());
    const auto cell = [this, cosines, least, texts = m_asked](int row, int column,
                                                              int role) -> QVariant {
        const double cosine = double(rowOf(cosines, size_t(row))[column]);
        if (role == Qt::DisplayRole)
            return cosineText(cosine);
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignCenter);
        if (role == Qt::AccessibleTextRole)
            return tr("%1: %2 and %3")
                .arg(cosineText(cosine), text::oneLine(texts.at(row), longestName),
                     text::oneLine(texts.at(column), longestName));
        if (role != Qt::BackgroundRole || !std::isfinite(cosine) || least >= 1)
            return {};
        const double share = std::clamp((cosine - least) / (1 - least), 0.0, 1.0);
        const theme::Tokens &tokens = m_theme.tokens();
        return theme::blended(tokens.surface, tokens.accent, float(share) * strongest);
    };
    m_table->show(columns, int(cosines.rows), cell, names);
}

} // namespace polylogue::ui::map
