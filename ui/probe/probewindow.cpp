// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/probewindow.h"

#include "app/probe/capabilityprobe.h"
#include "app/probe/examination.h"
#include "app/probe/findingsjson.h"
#include "app/session/activeendpoint.h"
#include "app/settings/privatefile.h"
#include "ui/probe/findingpane.h"
#include "ui/probe/probemodel.h"
#include "ui/probe/probereport.h"
#include "ui/probe/probewords.h"
#include "ui/probe/verdictdelegate.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::probe {

using app::endpoint::ModelInfo;
using app::probe::Capability;
using app::probe::Finding;
using app::probe::Verdict;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{1040, 700};
constexpr int ColumnWidth = 144;
constexpr int PaneWidth = 350;
constexpr qsizetype LongestName = 60;

//! On a button, where an ampersand marks a letter.
QString withoutMnemonics(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

ProbeWindow::ProbeWindow(theme::Theme &theme, app::probe::CapabilityProbe &probe,
                         app::session::ActiveEndpoint &active, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_probe(probe)
    , m_active(active)
    , m_model(new ProbeModel(probe.findings(), this))
    , m_filter(new QLineEdit(this))
    , m_show(new QComboBox(this))
    , m_ask(new QPushButton(this))
    , m_askAll(new QPushButton(this))
    , m_more(new QPushButton(tr("File"), this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_pane(new FindingPane(theme, this))
    , m_status(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    setObjectName(u"CapabilityProbe"_s);
    setAccessibleName(tr("What can it do?"));
    setWindowTitle(tr("What can it do?"));
    setWindowFlag(Qt::Window);
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));
    layOut();
    connectAll();
    showModels();
    showProgress();
}

void ProbeWindow::layOut()
{
    m_filter->setAccessibleName(tr("Filter models"));
    m_filter->setPlaceholderText(tr("Filter models"));
    m_filter->setClearButtonEnabled(true);
    m_show->setAccessibleName(tr("Capabilities shown"));
    m_show->addItem(tr("All capabilities"), int(ProbeModel::Show::All));
    m_show->addItem(tr("What is known"), int(ProbeModel::Show::Known));
    m_show->addItem(tr("What changed"), int(ProbeModel::Show::Changed));
    m_show->addItem(tr("Where models differ"), int(ProbeModel::Show::Different));
    m_more->setAccessibleName(tr("Export and import"));
    m_more->setMenu(makeMenu());
    theme::setLook(m_ask, theme::Look::Primary);
    m_stop->setAccessibleName(tr("Stop asking"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much is asked"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    theme::setLook(m_empty, theme::Look::Secondary);

    m_table->setModel(m_model);
    m_table->setItemDelegate(new VerdictDelegate(m_theme, m_table));
    m_table->setAccessibleName(tr("Models and what they can do"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setDefaultSectionSize(ColumnWidth);
    m_table->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(
        m_table->itemDelegate()->sizeHint(QStyleOptionViewItem(), {}).height());

    auto *top = new QHBoxLayout;
    top->setSpacing(Unit);
    top->addWidget(m_filter, 1);
    top->addWidget(m_show);
    top->addStretch();
    top->addWidget(m_more);
    top->addWidget(m_askAll);
    top->addWidget(m_ask);
    auto *left = new QWidget(this);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins({});
    leftColumn->addWidget(m_table, 1);
    leftColumn->addWidget(m_empty, 1);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({FirstSize.width() - PaneWidth, PaneWidth});
    m_pane->setMinimumWidth(PaneWidth - 90);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(Unit);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_progress);
    bottom->addWidget(m_stop);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addLayout(top);
    rows->addWidget(splitter, 1);
    rows->addLayout(bottom);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false); // Return in the filter asks nobody anything
}

void ProbeWindow::connectAll()
{
    using app::probe::CapabilityProbe;
    using app::session::ActiveEndpoint;
    connect(m_filter, &QLineEdit::textChanged, this, &ProbeWindow::filter);
    connect(m_show, &QComboBox::currentIndexChanged, this, &ProbeWindow::filter);
    connect(m_ask, &QPushButton::clicked, this, [this] { ask({currentModel()}); });
    connect(m_askAll, &QPushButton::clicked, this, [this] { ask(m_model->shownModels()); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_probe.cancel(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProbeWindow::showCell);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_pane->showNothing();
        showProgress();
    });
    connect(m_pane, &FindingPane::corrected, this, [this](std::optional<Verdict> verdict) {
        const QModelIndex cell = m_table->currentIndex();
        if (cell.isValid())
            m_probe.correct(cell.data(ProbeModel::ModelRole).toString(),
                            Capability(cell.data(ProbeModel::CapabilityRole).toInt()), verdict);
    });
    connect(&m_probe, &CapabilityProbe::changed, this, &ProbeWindow::refresh);
    connect(&m_probe, &CapabilityProbe::progressed, this, &ProbeWindow::showProgress);
    connect(&m_active, &ActiveEndpoint::modelsChanged, this, &ProbeWindow::showModels);
    connect(&m_active, &ActiveEndpoint::changed, this, &ProbeWindow::showModels);
}

QMenu *ProbeWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &text, const std::function<void()> &run) {
        connect(menu->addAction(text), &QAction::triggered, this, run);
    };
    add(tr("Export as Markdown…"), [this] {
        const QString server = m_active.endpoint() ? m_active.endpoint()->name : QString();
        Q_EMIT saveRequested(tr("Export as Markdown"), u"capabilities.md"_s,
                             markdownReport(m_probe.findings(), m_model->shownModels(), server));
    });
    add(tr("Export as CSV…"), [this] {
        Q_EMIT saveRequested(tr("Export as CSV"), u"capabilities.csv"_s,
                             csvReport(m_probe.findings(), m_model->shownModels()));
    });
    menu->addSeparator();
    add(tr("Share what was found…"), [this] { share(); });
    add(tr("Import what others found…"), [this] { chooseFile(); });
    return menu;
}

//! Those that the server lists, those of which something is known, and those asked for by name.
void ProbeWindow::showModels()
{
    QStringList models;
    for (const ModelInfo &model : m_active.models())
        models.append(model.id);
    for (const QString &model : m_probe.findings().models() + m_extraModels) {
        if (!models.contains(model))
            models.append(model);
    }
    const QModelIndex before = m_table->currentIndex();
    const QString model = before.data(ProbeModel::ModelRole).toString();
    const int capability = before.data(ProbeModel::CapabilityRole).toInt();
    m_model->setModels(models);
    if (!m_table->currentIndex().isValid()) {
        const int row = m_model->rowOf(Capability(capability));
        m_table->setCurrentIndex(
            m_model->index(std::max(row, 0), std::max(m_model->columnOf(model), 0)));
    }
    showProgress();
}

void ProbeWindow::showModel(const QString &model)
{
    if (!model.isEmpty() && !m_extraModels.contains(model))
        m_extraModels.append(model);
    m_filter->clear();
    m_show->setCurrentIndex(0);
    showModels();
    m_table->setCurrentIndex(m_model->index(0, std::max(m_model->columnOf(model), 0)));
    m_table->scrollTo(m_table->currentIndex());
    m_table->setFocus(Qt::OtherFocusReason);
}

void ProbeWindow::filter()
{
    m_model->setFilter(m_filter->text(), ProbeModel::Show(m_show->currentData().toInt()));
    m_table->setCurrentIndex(m_model->index(0, 0));
}

void ProbeWindow::refresh(const QString &model)
{
    showModels();
    const QModelIndex before = m_table->currentIndex();
    const QString shown = before.data(ProbeModel::ModelRole).toString();
    const int capability = before.data(ProbeModel::CapabilityRole).toInt();
    m_model->refresh(model);
    if (!m_table->currentIndex().isValid() && !shown.isEmpty())
        m_table->setCurrentIndex(m_model->index(std::max(m_model->rowOf(Capability(capability)), 0),
                                                m_model->columnOf(shown)));
    else if (model.isEmpty() || model == shown)
        showCell();
}

QString ProbeWindow::currentModel() const
{
    return m_table->currentIndex().data(ProbeModel::ModelRole).toString();
}

void ProbeWindow::showCell()
{
    showProgress();
    const QModelIndex cell = m_table->currentIndex();
    if (!cell.isValid())
        return m_pane->showNothing();
    const QString model = cell.data(ProbeModel::ModelRole).toString();
    const auto capability = Capability(cell.data(ProbeModel::CapabilityRole).toInt());
    const auto finding = m_probe.findings().at(model, capability);
    m_pane->showFinding(model, capability, finding, m_probe.findings().before(model, capability));
    if (!finding)
        return;
    // What the user entered rests on nothing; what was found before it is worth a look.
    const auto shown = finding->source == Finding::Source::User
        ? m_probe.findings().before(model, capability).value_or(*finding)
        : *finding;
    m_probe.loadExchanges(shown, m_pane,
                          [this, cell = QPersistentModelIndex(cell)](const auto &exchanges) {
                              if (cell == m_table->currentIndex())
                                  m_pane->setExchanges(exchanges);
                          });
}

void ProbeWindow::say(const QString &words, bool isBad)
{
    theme::setLook(m_status, isBad ? theme::Look::Bad : theme::Look::Secondary);
    m_status->setText(words);
}

void ProbeWindow::showProgress()
{
    const bool isRunning = m_probe.isRunning();
    const auto &progress = m_probe.progress();
    const auto access = m_active.access();
    const bool hasModels = m_model->columnCount() > 0;
    const bool hasCells = hasModels && m_model->rowCount() > 0;
    m_table->setVisible(hasCells);
    m_empty->setVisible(!hasCells);
    m_empty->setText(hasModels                        ? tr("Nothing of that kind.")
                         : m_filter->text().isEmpty() ? tr("The server lists no models.")
                                                      : tr("No model has that name."));
    const QString model = text::oneLine(currentModel(), LongestName);
    m_ask->setText(model.isEmpty() ? tr("Ask…") : tr("Ask %1…").arg(withoutMnemonics(model)));
    m_ask->setEnabled(access && !isRunning && !model.isEmpty());
    m_askAll->setText(m_model->shownModels().size() > 1
                          ? tr("Ask all %1…").arg(m_model->shownModels().size())
                          : tr("Ask all…"));
    m_askAll->setEnabled(access && !isRunning && hasModels);
    m_stop->setVisible(isRunning);
    m_progress->setVisible(isRunning);
    m_progress->setRange(0, std::max(progress.total, 1));
    m_progress->setValue(progress.done);
    if (isRunning) {
        say(progress.model.isEmpty()
                ? tr("Asking…")
                : tr("Asking %1: %2 (%3 of %4 known)")
                      .arg(text::oneLine(progress.model, LongestName),
                           capabilityText(progress.capability), QString::number(progress.done),
                           QString::number(progress.total)));
    } else if (m_wasRunning && m_probe.error()) {
        const text::ErrorText words = text::errorText(*m_probe.error());
        say(tr("%1. %2 %3").arg(words.title, words.serverWords, words.advice).simplified(), true);
    } else if (m_wasRunning) {
        say(tr("Asked. Each cell shows what was sent and what came back."));
    } else if (m_status->text().isEmpty()) {
        say(tr("Each cell shows what is asked, why, and what was answered."));
    }
    m_wasRunning = isRunning;
}

QList<ModelInfo> ProbeWindow::infosOf(const QStringList &models) const
{
    QList<ModelInfo> infos;
    for (const QString &id : models)
        infos.append({.id = id, .capabilities = m_active.capabilities(id)});
    return infos;
}

void ProbeWindow::ask(const QStringList &models)
{
    if (models.size() == 1)
        askFor(models,
               tr("Ask %1 what it can do?").arg(text::oneLine(models.first(), LongestName)));
    else
        askFor(models, tr("Ask %1 models what they can do?").arg(models.size()));
}

void ProbeWindow::askFor(const QStringList &models, const QString &question)
{
    const app::probe::Estimate estimate = app::probe::estimateFor(infosOf(models));
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("What can it do?"));
    box->setText(question);
    box->setInformativeText(
        tr("About %1 requests, at most %2, and %3. Questions are short and made up for each "
           "request; the answers are known. What the server says no to is asked twice.")
            .arg(text::count(estimate.requests), text::count(estimate.mostRequests),
                 text::estimatedTokenCount(estimate.tokens)));
    const QPushButton *go = box->addButton(tr("Ask"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(go, &QPushButton::clicked, this, [this, models] {
        const auto access = m_active.access();
        if (access)
            m_probe.start(*access, models);
        else
            say(text::errorText(access.error()).title, true);
    });
    box->open();
}

void ProbeWindow::share()
{
    app::probe::SharedFindings shared;
    if (m_active.endpoint())
        shared.server = m_active.endpoint()->baseUrl;
    for (const QString &model : m_model->shownModels()) {
        for (const Capability capability : app::probe::allCapabilities()) {
            if (const auto finding = m_probe.findings().at(model, capability))
                shared.findings.append(*finding);
        }
    }
    Q_EMIT saveRequested(tr("Share what was found"), u"capabilities.json"_s,
                         app::probe::encodeFindings(shared));
}

void ProbeWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Import what others found"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Shared findings (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ProbeWindow::importFile);
    dialog->open();
}

void ProbeWindow::importFile(const QString &path)
{
    const auto bytes = app::settings::readPrivateFile(path);
    if (!bytes)
        return say(text::errorText(bytes.error()).title, true);
    const auto shared = app::probe::decodeFindings(*bytes);
    if (!shared || shared->findings.isEmpty())
        return say(tr("This file holds nothing that was found out about models."), true);
    const QUrl ours = m_active.endpoint() ? m_active.endpoint()->baseUrl : QUrl();
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Import what others found"));
    box->setText(tr("Take over %1 findings?").arg(text::count(shared->findings.size())));
    const QString theirs = text::oneLine(shared->server.toDisplayString(), 2 * LongestName);
    box->setInformativeText((shared->server == ours
                                 ? tr("They are about this server.")
                                 : tr("They are about another server, %1.").arg(theirs))
                            + u' ' + tr("What you found out later, or entered yourself, stays."));
    const QPushButton *take = box->addButton(tr("Take over"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(take, &QPushButton::clicked, this, [this, findings = shared->findings] {
        say(tr("%1 findings are new.").arg(text::count(m_probe.import(findings))));
    });
    box->open();
}

} // namespace polylogue::ui::probe
