// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridwindow.h"

#include "app/tables/tablereader.h"
#include "ui/grid/gridrunpage.h"
#include "ui/grid/gridsetuppage.h"
#include "ui/grid/gridstartpage.h"
#include "ui/grid/gridwords.h"
#include "ui/tables/tablewords.h"
#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::base::Result;
using app::grid::GridRunner;
using app::store::GridRun;
using app::store::GridRunId;
using app::store::GridRunSummary;
using app::store::StoredGridRun;

namespace {

constexpr QSize FirstSize(1120, 760);

bool isAsked(const GridRunner &runner)
{
    return runner.state() == GridRunner::State::Running || runner.state() == GridRunner::State::Held
        || runner.askingCount() > 0;
}

} // namespace

GridWindow::GridWindow(const GridWindowServices &services, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_services(services)
    , m_pages(new QStackedWidget(this))
    , m_startPage(new GridStartPage(this))
    , m_setupPage(new GridSetupPage(this))
{
    setWindowTitle(tr("Grid run"));
    setAccessibleName(tr("Grid run"));
    setAutoFillBackground(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addWidget(m_pages);
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_setupPage);
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));

    connect(m_startPage, &GridStartPage::fileChosen, this, &GridWindow::openTable);
    connect(m_startPage, &GridStartPage::textPasted, this,
            [this](const QString &text) { useText(text, tr("Pasted table")); });
    connect(m_startPage, &GridStartPage::runChosen, this, &GridWindow::openRun);
    connect(m_startPage, &GridStartPage::removeRequested, this, &GridWindow::askToRemove);
    connect(m_setupPage, &GridSetupPage::backRequested, this, &GridWindow::listRuns);
    connect(m_setupPage, &GridSetupPage::startRequested, this, &GridWindow::begin);
    connect(&m_reading, &QFutureWatcher<Result<QString>>::finished, this, [this] {
        const Result<QString> text = m_reading.result();
        const QFileInfo file(m_path);
        if (text)
            useText(*text, file.completeBaseName(), file.absolutePath());
        else
            m_startPage->showProblem(tables::tableErrorText(text.error()));
    });
    connect(&services.active, &app::session::ActiveEndpoint::modelsChanged, this,
            &GridWindow::showModels);
}

GridWindow::~GridWindow()
{
    m_reading.waitForFinished();
    for (OpenRun &open : m_openRuns)
        closeRun(open);
}

void GridWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showModels();
    if (m_pages->currentWidget() == m_startPage)
        listRuns();
}

void GridWindow::showModels()
{
    m_setupPage->setModels(m_services.active.models(), m_services.settings.settings().currentModel);
}

void GridWindow::listRuns()
{
    m_pages->setCurrentWidget(m_startPage);
    m_services.grid.store.listGridRuns(this, [this](const Result<QList<GridRunSummary>> &runs) {
        if (runs)
            m_startPage->setRuns(*runs);
        else
            m_startPage->showProblem(errorLine(runs.error()));
    });
}

void GridWindow::openTable(const QString &path)
{
    m_startPage->showProblem({});
    m_path = path;
    m_reading.setFuture(QtConcurrent::run(app::tables::readTableFile, path));
}

void GridWindow::useText(const QString &text, const QString &title, const QString &folder)
{
    if (!m_setupPage->setSource(text, title, folder)) {
        const auto read = app::tables::readTable(text);
        m_startPage->showProblem(read ? QString() : tables::tableErrorText(read.error()));
        return;
    }
    m_startPage->showProblem({});
    m_pages->setCurrentWidget(m_setupPage);
}

void GridWindow::begin()
{
    const auto &endpoint = m_services.active.endpoint();
    GridRun run = m_setupPage->run();
    run.id = GridRunId::create();
    run.createdAt = QDateTime::currentDateTimeUtc();
    if (endpoint)
        run.setup.endpoint = endpoint->id;
    m_services.grid.store.write({app::store::SaveGridRun{run}});
    showRun({.run = run});
    m_openRuns.back().runner->start();
}

void GridWindow::openRun(const GridRunId &run)
{
    if (const OpenRun *open = find(run)) {
        m_pages->setCurrentWidget(open->page);
        return;
    }
    m_services.grid.store.loadGridRun(run, this, [this](const Result<StoredGridRun> &stored) {
        if (stored)
            showRun(*stored);
        else
            m_startPage->showProblem(errorLine(stored.error()));
    });
}

void GridWindow::showRun(const StoredGridRun &stored)
{
    closeIdleRuns();
    OpenRun open{.runner = std::make_unique<GridRunner>(m_services.grid, stored)};
    open.page =
        new GridRunPage(m_services.theme, *open.runner, m_services.settings.settings(), this);
    connect(open.page, &GridRunPage::backRequested, this, &GridWindow::listRuns);
    m_pages->addWidget(open.page);
    m_pages->setCurrentWidget(open.page);
    m_openRuns.push_back(std::move(open));
}

bool GridWindow::isRunning() const
{
    return std::ranges::any_of(m_openRuns,
                               [](const OpenRun &open) { return isAsked(*open.runner); });
}

GridWindow::OpenRun *GridWindow::find(const GridRunId &run)
{
    const auto found = std::ranges::find_if(
        m_openRuns, [&run](const OpenRun &open) { return open.runner->run().id == run; });
    return found == m_openRuns.end() ? nullptr : &*found;
}

void GridWindow::closeRun(OpenRun &open)
{
    m_pages->removeWidget(open.page);
    open.page->setParent(nullptr);
    const std::unique_ptr<GridRunPage> page(std::exchange(open.page, nullptr));
}

//! What nobody asks any more is read again when it is opened.
void GridWindow::closeIdleRuns()
{
    std::erase_if(m_openRuns, [this](OpenRun &open) {
        const bool isIdle = !isAsked(*open.runner);
        if (isIdle)
            closeRun(open);
        return isIdle;
    });
}

void GridWindow::askToRemove(const GridRunId &run)
{
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Delete run"));
    question->setText(tr("Delete this run with all its answers?"));
    question->setInformativeText(tr("They cannot be brought back."));
    QPushButton *remove = question->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this, [this, run] {
        std::erase_if(m_openRuns, [this, &run](OpenRun &open) {
            const bool isGone = open.runner->run().id == run;
            if (isGone)
                closeRun(open);
            return isGone;
        });
        m_services.grid.store.write({app::store::RemoveGridRun{run}});
        listRuns();
    });
    question->open();
}

} // namespace polylogue::ui::grid
