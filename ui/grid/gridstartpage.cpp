// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridstartpage.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::store::GridRunId;
using app::store::GridRunSummary;
using theme::Metrics::Unit;

namespace {

constexpr int idRole = Qt::UserRole;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

GridStartPage::GridStartPage(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_use(new QPushButton(tr("Use what is pasted"), this))
    , m_problem(plainLabel({}, this))
    , m_runsTitle(plainLabel(tr("Runs so far"), this))
    , m_runs(new QTreeWidget(this))
    , m_open(new QPushButton(tr("Open run"), this))
    , m_remove(new QPushButton(tr("Delete run"), this))
{
    setAcceptDrops(true);
    auto *what = plainLabel(
        tr("A table is asked row by row: its columns fill a prompt, and several models or prompts "
           "answer beside each other. CSV, values between tabs or semicolons, JSON lines and plain "
           "lines are read."),
        this);
    auto *open = new QPushButton(tr("Open a table…"), this);
    theme::setLook(open, theme::Look::Primary);
    m_text->setPlaceholderText(tr("Or paste a table or lines here, or drop a file"));
    m_text->setAccessibleName(tr("Pasted table"));
    m_text->setTabChangesFocus(true);
    m_text->setAcceptDrops(false); // a file dropped here is a file, not its name
    m_use->setEnabled(false);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();
    QFont bold = m_runsTitle->font();
    bold.setBold(true);
    m_runsTitle->setFont(bold);
    m_runs->setAccessibleName(tr("Runs so far"));
    m_runs->setHeaderLabels({tr("Title"), tr("Begun"), tr("Answers")});
    m_runs->setRootIsDecorated(false);
    m_runs->setUniformRowHeights(true);
    m_runs->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_runs->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_runs->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_runs->header()->setStretchLastSection(false);

    auto *first = new QHBoxLayout;
    first->addWidget(open);
    first->addStretch(1);
    first->addWidget(m_use);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 2 * Unit, 3 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(what);
    rows->addWidget(m_text, 1);
    rows->addLayout(first);
    rows->addWidget(m_problem);
    rows->addSpacing(Unit);
    rows->addWidget(m_runsTitle);
    rows->addWidget(m_runs, 2);
    rows->addLayout(buttons);

    connect(open, &QPushButton::clicked, this, &GridStartPage::chooseFile);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_use->setEnabled(!m_text->document()->isEmpty()); });
    connect(m_use, &QPushButton::clicked, this,
            [this] { Q_EMIT textPasted(m_text->toPlainText()); });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT runChosen(chosen()); });
    connect(m_runs, &QTreeWidget::itemActivated, this, [this] { Q_EMIT runChosen(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(chosen()); });
    const auto showChoice = [this] {
        m_open->setEnabled(m_runs->currentItem());
        m_remove->setEnabled(m_runs->currentItem());
    };
    connect(m_runs, &QTreeWidget::currentItemChanged, this, showChoice);
    setRuns({});
}

void GridStartPage::setRuns(const QList<GridRunSummary> &runs)
{
    const GridRunId before = chosen();
    m_runs->clear();
    for (const GridRunSummary &run : runs) {
        QString answers =
            tr("%1 of %2").arg(text::count(run.ended - run.failed), text::count(run.cells));
        if (run.failed > 0)
            answers += u", "_s + tr("%1 failed").arg(text::count(run.failed));
        auto *item = new QTreeWidgetItem(
            m_runs,
            {run.title.isEmpty() ? tr("Without a title") : run.title,
             QLocale().toString(run.createdAt.toLocalTime(), QLocale::ShortFormat), answers});
        item->setData(0, idRole, run.id.value);
        if (run.id == before || !m_runs->currentItem())
            m_runs->setCurrentItem(item);
    }
    for (QWidget *part : {static_cast<QWidget *>(m_runsTitle), static_cast<QWidget *>(m_runs),
                          static_cast<QWidget *>(m_open), static_cast<QWidget *>(m_remove)})
        part->setVisible(!runs.isEmpty());
}

void GridStartPage::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

GridRunId GridStartPage::chosen() const
{
    const QTreeWidgetItem *item = m_runs->currentItem();
    return item ? GridRunId{item->data(0, idRole).toUuid()} : GridRunId{};
}

void GridStartPage::chooseFile()
{
    auto *dialog =
        new QFileDialog(window(), tr("Open a table"), {},
                        tr("Tables and texts (*.csv *.tsv *.tab *.txt *.json *.jsonl *.ndjson)")
                            + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &GridStartPage::fileChosen);
    dialog->open();
}

void GridStartPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void GridStartPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT fileChosen(event->mimeData()->urls().constFirst().toLocalFile());
}

} // namespace polylogue::ui::grid
