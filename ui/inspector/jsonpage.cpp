// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/jsonpage.h"

#include "ui/inspector/jsontablemodel.h"
#include "ui/inspector/jsontreemodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using app::inspection::JsonReport;
using app::json::JsonNode;
using app::schema::Violation;
using theme::Metrics::Unit;

namespace {

constexpr int RowHeight = 26;
constexpr int MostOpenRows = 200; // of what is unfolded at first
constexpr int MostProblemRows = 4; // in view
constexpr qsizetype LongestProblem = 300;
constexpr qsizetype MostNodesCompared = 20'000;

qsizetype nodesIn(const JsonNode &node)
{
    qsizetype count = 1;
    for (const JsonNode &child : node.children)
        count += nodesIn(child);
    return count;
}

} // namespace

JsonPage::JsonPage(theme::Theme &theme, QWidget *parent)
    : InspectorPage(parent)
    , m_view(new QComboBox(this))
    , m_copyPath(new QPushButton(tr("Copy &path"), this))
    , m_copyValue(new QPushButton(tr("Copy &value"), this))
    , m_verdict(new QLabel(this))
    , m_problems(new QListWidget(this))
    , m_views(new QStackedWidget(this))
    , m_tree(new QTreeView(m_views))
    , m_table(new QTableView(m_views))
    , m_treeModel(new JsonTreeModel(theme, this))
    , m_tableModel(new JsonTableModel(this))
{
    m_view->setAccessibleName(tr("How JSON is shown"));
    m_view->addItem(tr("Tree"), int(View::Tree));
    m_view->addItem(tr("Table"), int(View::Table));
    m_copyPath->setToolTip(tr("Where the chosen value stands, as a JSON pointer"));
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setAccessibleName(tr("Check against the schema"));
    m_problems->setAccessibleName(tr("What does not fit the schema"));
    m_problems->setTextElideMode(Qt::ElideRight);
    m_problems->hide();
    m_tree->setModel(m_treeModel);
    m_tree->setAccessibleName(tr("JSON as a tree"));
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(true);
    m_table->setModel(m_tableModel);
    m_table->setAccessibleName(tr("JSON as a table"));
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_views->addWidget(m_tree);
    m_views->addWidget(m_table);

    auto *line = new QHBoxLayout;
    line->addWidget(m_view);
    line->addStretch(1);
    line->addWidget(m_copyPath);
    line->addWidget(m_copyValue);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Unit, 0, 0);
    layout->setSpacing(Unit);
    layout->addLayout(line);
    layout->addWidget(m_verdict);
    layout->addWidget(m_problems);
    layout->addWidget(m_views, 1);
    connect(m_view, &QComboBox::activated, this, &JsonPage::showView);
    connect(m_copyPath, &QPushButton::clicked, this, [this] { copy(JsonTreeModel::PointerRole); });
    connect(m_copyValue, &QPushButton::clicked, this, [this] { copy(JsonTreeModel::ValueRole); });
    connect(m_problems, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        m_view->setCurrentIndex(0);
        showView();
        const QModelIndex place = m_treeModel->indexOf(item->data(Qt::UserRole).toString());
        m_tree->setCurrentIndex(place);
        m_tree->scrollTo(place);
    });
    connect(m_problems, &QListWidget::itemClicked, m_problems, &QListWidget::itemActivated);
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_tree), static_cast<QAbstractItemView *>(m_table)}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this, &JsonPage::openMenu);
    }
    showNothing({});
}

void JsonPage::show(const app::inspection::Inspection &inspection)
{
    if (!inspection.json || !inspection.json->node) {
        showNothing(inspection.json && inspection.json->hasReply ? tr("This answer holds no JSON.")
                                                                 : tr("There is no answer yet."));
        return;
    }
    const JsonReport &report = *inspection.json;
    showVerdict(report);
    // What is shown already stays as it was unfolded.
    const bool isSame = nodesIn(*report.node) < MostNodesCompared
        && m_shown.kind == report.node->kind && app::json::isSame(m_shown, *report.node)
        && m_violations == report.verdict.violations;
    if (isSame && m_treeModel->rowCount() > 0)
        return;
    m_shown = *report.node;
    m_violations = report.verdict.violations;
    m_treeModel->setValue(m_shown, m_violations);
    if (nodesIn(m_shown) <= MostOpenRows)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(0);
    m_tree->resizeColumnToContents(0);
    const JsonNode *rows = report.table ? app::json::resolve(*report.node, *report.table) : nullptr;
    m_tableModel->setRows(rows ? *rows : JsonNode{}, report.table.value_or(QString()));
    setViewAvailable(rows != nullptr);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_copyPath), static_cast<QWidget *>(m_copyValue)})
        widget->setEnabled(true);
}

void JsonPage::showVerdict(const JsonReport &report)
{
    const qsizetype wrong = report.verdict.violations.size();
    theme::Look look = theme::Look::Secondary;
    QString words;
    if (!report.hasSchema) {
        words = report.isWhole ? tr("JSON; no schema was asked for.")
                               : tr("JSON with text around it; no schema was asked for.");
    } else if (!report.faults.isEmpty()) {
        look = theme::Look::Warning;
        words = tr("The schema itself is wrong: %1")
                    .arg(text::oneLine(report.faults.first().argument, LongestProblem));
    } else if (report.verdict.hasGivenUp) {
        look = theme::Look::Warning;
        words = tr("The check took too long: nothing is known.");
    } else if (wrong > 0) {
        look = theme::Look::Bad;
        words = wrong == 1 ? tr("One thing does not fit the schema.")
                           : tr("%1 things do not fit the schema.").arg(text::count(wrong));
    } else {
        words = report.isWhole ? tr("Valid against the schema.")
                               : tr("Valid against the schema, with text around it.");
    }
    theme::setLook(m_verdict, look);
    m_verdict->setText(words);
    m_problems->clear();
    for (const Violation &violation : report.verdict.violations) {
        const QString place = violation.instance.isEmpty() ? u"/"_s : violation.instance;
        auto *item = new QListWidgetItem(
            text::oneLine(place + u"  "_s + violationText(violation), LongestProblem), m_problems);
        item->setData(Qt::UserRole, violation.instance);
    }
    m_problems->setVisible(wrong > 0);
    const int rows = int(qMin<qsizetype>(wrong, MostProblemRows));
    if (rows > 0)
        m_problems->setFixedHeight(rows * qMax(m_problems->sizeHintForRow(0), RowHeight)
                                   + 2 * m_problems->frameWidth() + Unit);
}

void JsonPage::showNothing(const QString &words)
{
    theme::setLook(m_verdict, theme::Look::Secondary);
    m_verdict->setText(words);
    m_problems->hide();
    m_shown = {};
    m_violations.clear();
    m_treeModel->setValue({}, {});
    m_tableModel->setRows({}, {});
    m_views->hide();
    m_view->setEnabled(false);
    m_copyPath->setEnabled(false);
    m_copyValue->setEnabled(false);
}

//! A list of objects is a table, unless the user chose the tree.
void JsonPage::setViewAvailable(bool hasTable)
{
    m_views->show();
    m_view->setEnabled(hasTable);
    if (!hasTable)
        m_view->setCurrentIndex(0);
    showView();
}

void JsonPage::showView()
{
    m_views->setCurrentWidget(view());
}

QAbstractItemView *JsonPage::view() const
{
    if (View(m_view->currentData().toInt()) == View::Table)
        return m_table;
    return m_tree;
}

void JsonPage::copy(int role)
{
    const QModelIndex current = view()->currentIndex();
    const QModelIndex place = current.isValid() ? current : m_treeModel->index(0, 0);
    QGuiApplication::clipboard()->setText(place.data(role).toString());
}

void JsonPage::openMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy path"), this, [this] { copy(JsonTreeModel::PointerRole); });
    menu->addAction(tr("Copy value"), this, [this] { copy(JsonTreeModel::ValueRole); });
    if (view() == m_tree) {
        menu->addSeparator();
        menu->addAction(tr("Unfold all"), m_tree, &QTreeView::expandAll);
        menu->addAction(tr("Fold all"), m_tree, &QTreeView::collapseAll);
    }
    menu->popup(view()->viewport()->mapToGlobal(position));
}

} // namespace polylogue::ui::inspector
