// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/labwindow.h"

#include "app/net/httpclient.h"
#include "ui/map/labmappages.h"
#include "ui/map/labmodelspage.h"
#include "ui/map/labtextspage.h"
#include "ui/map/mapwords.h"
#include "ui/theme/theme.h"

#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::base::Error;
using app::embeddings::EmbeddingJob;
using app::embeddings::EmbeddingSetup;

namespace {

constexpr QSize FirstSize(940, 640);

} // namespace

LabWindow::LabWindow(const MapWindowServices &services, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_services(services)
    , m_tabs(new QTabWidget(this))
{
    setWindowTitle(tr("Lab"));
    setAccessibleName(tr("Lab"));
    setAutoFillBackground(true);
    m_tabs->setDocumentMode(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addWidget(m_tabs);
    addPage(new LabTextsPage(LabTextsPage::Kind::QueryAndDocument, services.theme, this),
            tr("Query and document"));
    addPage(new LabTextsPage(LabTextsPage::Kind::EachWithEach, services.theme, this),
            tr("Cosine matrix"));
    addPage(new LabModelsPage(this), tr("Two models"));
    addPage(new LabDuplicatesPage(this), tr("Near-duplicates"));
    addPage(new LabHitsPage(this), tr("Hit rate"));
    connect(&services.active, &app::session::ActiveEndpoint::modelsChanged, this,
            &LabWindow::showModels);
    resize(FirstSize);
}

LabWindow::~LabWindow() = default;

void LabWindow::addPage(LabPage *page, const QString &title)
{
    m_tabs->addTab(page, title);
    m_pages.append(page);
    connect(page, &LabPage::vectorsWanted, this,
            [this, page](const QStringList &texts, const QList<EmbeddingSetup> &setups) {
                embed(page, texts, setups);
            });
}

void LabWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showModels();
}

void LabWindow::showModels()
{
    const auto &endpoint = m_services.active.endpoint();
    for (LabPage *page : std::as_const(m_pages))
        page->setModels(m_services.active.models(),
                        endpoint ? endpoint->embeddingModel : QString());
}

void LabWindow::setMap(const app::embeddings::TextMap &map)
{
    for (LabPage *page : std::as_const(m_pages))
        page->setMap(map);
}

//! What another page had asked for is given up.
void LabWindow::embed(LabPage *page, const QStringList &texts, const QList<EmbeddingSetup> &setups)
{
    if (m_asking && m_asking != page)
        m_asking->showResult({});
    m_asking = page;
    m_texts = texts;
    m_setups = setups;
    m_vectors.clear();
    embedNext();
}

void LabWindow::embedNext()
{
    const auto access = m_services.active.access();
    if (!access) {
        m_asking->showProblem(problemText(access.error()));
        return;
    }
    const EmbeddingSetup setup = m_setups.takeFirst();
    m_job = std::make_unique<EmbeddingJob>(m_services.client, *access, m_texts, setup,
                                           vectorCacheIn(m_services));
    EmbeddingJob *job = m_job.get();
    connect(job, &EmbeddingJob::progressed, this,
            [this, job] { m_asking->showResult(embeddingText(job->progress())); });
    connect(job, &EmbeddingJob::failed, this, [this, setup](const Error &error) {
        m_asking->showProblem(problemText(error, setup.model));
    });
    connect(job, &EmbeddingJob::finished, this, [this] {
        m_vectors.append(m_job->result());
        m_job.release()->deleteLater(); // it is still telling
        if (!m_setups.isEmpty())
            embedNext();
        else
            m_asking->useVectors(m_vectors);
    });
    m_asking->showResult(tr("Embedding"));
    job->start();
}

} // namespace polylogue::ui::map
