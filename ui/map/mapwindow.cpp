// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mapwindow.h"

#include "app/base/overloaded.h"
#include "app/embeddings/textmapfile.h"
#include "app/embeddings/vectorfile.h"
#include "app/net/httpclient.h"
#include "app/tables/tablereader.h"
#include "ui/map/labwindow.h"
#include "ui/map/layoutdialog.h"
#include "ui/map/mappage.h"
#include "ui/map/mapsetuppage.h"
#include "ui/map/mapstartpage.h"
#include "ui/map/mapwords.h"
#include "ui/theme/theme.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::base::Error;
using app::base::Result;
using app::base::Status;
using app::embeddings::EmbeddingJob;
using app::embeddings::MapJob;
using app::embeddings::TextMap;
using app::projection::Matrix;
using app::projection::Positions;
using app::projection::Stage;
using app::session::TextFilesJob;

namespace {

constexpr QSize FirstSize(1180, 780);
constexpr qsizetype mostFound = 20;

QString sizeText(const Matrix &vectors)
{
    return MapWindow::tr("%1 × %2 numbers")
        .arg(QLocale().toString(qulonglong(vectors.rows)),
             QLocale().toString(qulonglong(vectors.columns)));
}

} // namespace

QString vectorCacheIn(const MapWindowServices &services)
{
    return services.cacheFolder.isEmpty() ? QString() : services.cacheFolder + u"/vectors.sqlite"_s;
}

MapWindow::MapWindow(const MapWindowServices &services, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_services(services)
    , m_pages(new QStackedWidget(this))
    , m_startPage(new MapStartPage(this))
    , m_setupPage(new MapSetupPage(this))
    , m_mapPage(new MapPage(services.theme, this))
{
    setWindowTitle(tr("Map"));
    setAccessibleName(tr("Map"));
    setAutoFillBackground(true);
    setAcceptDrops(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addWidget(m_pages);
    for (QWidget *page : std::initializer_list<QWidget *>{m_startPage, m_setupPage, m_mapPage})
        m_pages->addWidget(page);
    resize(FirstSize);
    connectPages();
    connectMapPage();
}

MapWindow::~MapWindow()
{
    m_reading.waitForFinished();
    m_finding.waitForFinished();
    m_writing.waitForFinished();
}

void MapWindow::connectPages()
{
    const auto showStart = [this] { m_pages->setCurrentWidget(m_startPage); };
    connect(m_startPage, &MapStartPage::pathChosen, this, &MapWindow::openPath);
    connect(m_startPage, &MapStartPage::vectorsChosen, this, &MapWindow::openVectors);
    connect(m_startPage, &MapStartPage::textPasted, this,
            [this](const QString &text) { usePasted(text, tr("Pasted texts")); });
    connect(m_startPage, &MapStartPage::labRequested, this, &MapWindow::showLab);
    connect(m_setupPage, &MapSetupPage::backRequested, this, showStart);
    connect(m_setupPage, &MapSetupPage::mapRequested, this, &MapWindow::makeMap);
    connect(m_mapPage, &MapPage::backRequested, this, [this, showStart] {
        stopWork();
        showStart();
    });
    connect(&m_reading, &QFutureWatcher<Result<Source>>::finished, this, &MapWindow::onRead);
    connect(&m_services.active, &app::session::ActiveEndpoint::modelsChanged, this,
            &MapWindow::showModels);
    connect(&m_finding, &QFutureWatcher<Found>::finished, this, [this] {
        const Found found = m_finding.result();
        m_mapPage->showNote(m_note);
        m_mapPage->showFound(found.points, found.position);
    });
    connect(&m_writing, &QFutureWatcher<Status>::finished, this, [this] {
        const Status written = m_writing.result();
        if (written)
            m_mapPage->showNote(m_written);
        else
            m_mapPage->showProblem(problemText(written.error()), false);
    });
}

void MapWindow::connectMapPage()
{
    connect(m_mapPage, &MapPage::pauseRequested, this, [this] {
        if (m_embedding)
            m_embedding->pause();
        if (m_embedding)
            m_mapPage->showWork(embeddingText(m_embedding->progress()), -1, true, true);
    });
    connect(m_mapPage, &MapPage::goOnRequested, this, [this] {
        if (m_embedding && m_embedding->state() == EmbeddingJob::State::Paused)
            m_embedding->start();
        else
            embed(); // with the key and the server of now
    });
    connect(m_mapPage, &MapPage::stopRequested, this, [this] {
        stopWork();
        if (m_map.positions.empty())
            m_pages->setCurrentWidget(m_setupPage);
        else
            m_mapPage->setMap(m_map); // as it was before
        m_mapPage->showNote({});
    });
    connect(m_mapPage, &MapPage::layoutRequested, this, &MapWindow::changeLayout);
    connect(m_mapPage, &MapPage::pictureRequested, this, &MapWindow::savePicture);
    connect(m_mapPage, &MapPage::saveRequested, this, &MapWindow::saveMap);
    connect(m_mapPage, &MapPage::exportRequested, this, &MapWindow::exportVectors);
    connect(m_mapPage, &MapPage::meaningSearched, this, &MapWindow::searchByMeaning);
    connect(m_mapPage, &MapPage::selectionExportRequested, this, &MapWindow::exportSelection);
    connect(m_mapPage, &MapPage::labRequested, this, &MapWindow::showLab);
    connect(m_mapPage, &MapPage::contextRequested, this, &MapWindow::contextRequested);
    connect(m_mapPage, &MapPage::questionAsked, this, &MapWindow::questionAsked);
}

void MapWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showModels();
}

void MapWindow::showModels()
{
    const auto &endpoint = m_services.active.endpoint();
    m_setupPage->setModels(m_services.active.models(),
                           endpoint ? endpoint->embeddingModel : QString(),
                           endpoint && endpoint->quirks.sendsInputType);
}

Result<MapWindow::Source> MapWindow::read(const QString &path)
{
    if (app::embeddings::isMapFile(path)) {
        const auto map = app::embeddings::readMap(path);
        return map ? Result<Source>(Source(*map)) : Result<Source>(map.error());
    }
    if (path.endsWith(".npy"_L1, Qt::CaseInsensitive))
        return readVectors(path);
    const auto text = app::tables::readTableFile(path);
    return text ? Result<Source>(Source(*text)) : Result<Source>(text.error());
}

Result<MapWindow::Source> MapWindow::readVectors(const QString &path)
{
    auto file = app::embeddings::readVectorFile(path);
    if (!file)
        return file.error();
    return Source(TextMap{.title = QFileInfo(path).completeBaseName(),
                          .corpus = corpusBeside(*file),
                          .vectors = std::make_shared<const Matrix>(std::move(file->vectors))});
}

void MapWindow::openVectors(const QString &path)
{
    m_startPage->showProblem({});
    m_path = path;
    m_reading.setFuture(QtConcurrent::run(&MapWindow::readVectors, path));
}

void MapWindow::openPath(const QString &path)
{
    m_startPage->showProblem({});
    m_path = path;
    if (QFileInfo(path).isDir() || app::embeddings::isPdfName(path)) {
        readFiles();
        return;
    }
    m_files.reset();
    m_reading.setFuture(QtConcurrent::run(&MapWindow::read, path));
}

//! What of a folder or document becomes a text is chosen later.
void MapWindow::readFiles()
{
    m_files = std::make_unique<TextFilesJob>(m_path);
    connect(m_files.get(), &TextFilesJob::finished, this,
            [this](const QList<app::embeddings::TextFile> &files,
                   const QList<app::session::UnreadFile> &unread) {
                stopWork();
                m_setupPage->setFiles(files, unread, QFileInfo(m_path).completeBaseName());
                m_pages->setCurrentWidget(m_setupPage);
            });
    connect(m_files.get(), &TextFilesJob::progressed, m_startPage, &MapStartPage::showReading);
    connect(m_files.get(), &TextFilesJob::failed, this, &MapWindow::onUnreadable);
}

void MapWindow::onUnreadable(const Error &error)
{
    stopWork();
    m_pages->setCurrentWidget(m_startPage);
    m_startPage->showProblem(problemText(error));
}

void MapWindow::onRead()
{
    const Result<Source> source = m_reading.result();
    const QString name = QFileInfo(m_path).completeBaseName();
    if (!source) {
        onUnreadable(source.error());
        return;
    }
    std::visit(app::base::Overloaded{[&](const QString &text) { usePasted(text, name); },
                                     [&](const TextMap &map) { useMap(map); }},
               *source);
}

void MapWindow::useMap(const TextMap &map)
{
    stopWork();
    m_map = map;
    m_note.clear();
    m_mapPage->begin(map);
    m_pages->setCurrentWidget(m_mapPage);
    if (map.positions.empty()) {
        m_note = sizeText(*map.vectors);
        layOut(map, false);
        return;
    }
    m_mapPage->setMap(map);
    m_mapPage->showNote({});
}

void MapWindow::usePasted(const QString &text, const QString &title)
{
    stopWork();
    if (!m_setupPage->setText(text, title)) {
        const auto read = app::tables::readTable(text);
        m_pages->setCurrentWidget(m_startPage);
        m_startPage->showProblem(read ? QString() : problemText(read.error()));
        return;
    }
    m_startPage->showProblem({});
    m_pages->setCurrentWidget(m_setupPage);
}

void MapWindow::makeMap()
{
    m_setup = m_setupPage->setup();
    m_map = {.title = m_setupPage->title(),
             .model = m_setup.model,
             .inputType = m_setup.inputType,
             .corpus = m_setupPage->corpus(),
             .numberName = m_setupPage->numberName()};
    m_mapPage->begin(m_map);
    m_pages->setCurrentWidget(m_mapPage);
    embed();
}

void MapWindow::embed()
{
    m_note.clear();
    const auto access = m_services.active.access();
    if (!access) {
        m_mapPage->showProblem(problemText(access.error()), true);
        return;
    }
    m_embedding = std::make_unique<EmbeddingJob>(m_services.client, *access, textsOf(m_map.corpus),
                                                 m_setup, vectorCacheIn(m_services));
    EmbeddingJob *job = m_embedding.get();
    connect(job, &EmbeddingJob::progressed, this, [this, job] {
        const auto progress = job->progress();
        m_mapPage->showWork(embeddingText(progress),
                            double(progress.done) / double(std::max<qsizetype>(progress.total, 1)),
                            true, job->state() == EmbeddingJob::State::Paused);
    });
    connect(job, &EmbeddingJob::finished, this, &MapWindow::onEmbedded);
    connect(job, &EmbeddingJob::failed, this, [this](const Error &error) {
        m_mapPage->showProblem(problemText(error, m_setup.model), true);
    });
    m_mapPage->showWork(tr("Embedding"), -1, true, false);
    job->start();
}

void MapWindow::onEmbedded()
{
    const app::embeddings::EmbeddedTexts &result = m_embedding->result();
    m_map.vectors = std::make_shared<const Matrix>(result.vectors);
    m_map.model = result.model;
    m_note = sizeText(result.vectors) + u", "_s + requestCount(result.requests);
    if (const QString more = vectorsText(result); !more.isEmpty())
        m_note += u", "_s + more;
    layOut(m_map, false);
}

void MapWindow::layOut(const TextMap &map, bool onlyClusters)
{
    m_layout = std::make_unique<MapJob>(map, onlyClusters);
    connect(m_layout.get(), &MapJob::progressed, this, [this](Stage stage, double share) {
        m_mapPage->showWork(stageText(stage, share), stage == Stage::Layout ? share : -1, false,
                            false);
    });
    connect(m_layout.get(), &MapJob::moved, m_mapPage, &MapPage::setPositions);
    connect(m_layout.get(), &MapJob::finished, this, &MapWindow::onLaidOut);
    m_mapPage->showWork(stageText(Stage::Neighbours, 0), -1, false, false);
    m_layout->start();
}

void MapWindow::onLaidOut(const TextMap &map)
{
    m_map = map;
    m_mapPage->setMap(map);
    m_mapPage->showNote(m_note);
}

//! What is being written is written to its end.
void MapWindow::stopWork()
{
    m_embedding.reset();
    m_layout.reset();
    m_query.reset();
}

void MapWindow::changeLayout()
{
    auto *dialog = new LayoutDialog(m_map.layout, m_map.clustering, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        TextMap wanted = m_map;
        wanted.layout = dialog->layoutSetup();
        wanted.clustering = dialog->clusterSetup();
        layOut(wanted, wanted.layout == m_map.layout);
    });
    dialog->open();
}

//! The words are embedded as a question, for models that make a difference.
void MapWindow::searchByMeaning(const QString &words)
{
    if (m_map.model.isEmpty()) {
        m_mapPage->showProblem(tr("These vectors were made elsewhere: nobody knows which model can "
                                  "be asked."),
                               false);
        return;
    }
    const auto access = m_services.active.access();
    if (!access) {
        m_mapPage->showProblem(problemText(access.error()), false);
        return;
    }
    const app::embeddings::EmbeddingSetup setup{
        .model = m_map.model,
        .inputType = m_map.inputType.isEmpty() ? QString() : u"search_query"_s,
        .dimensions = m_setup.dimensions};
    m_query = std::make_unique<EmbeddingJob>(m_services.client, *access, QStringList{words}, setup,
                                             vectorCacheIn(m_services));
    connect(m_query.get(), &EmbeddingJob::finished, this, [this] {
        const Matrix query = m_query->result().vectors;
        if (query.columns != m_map.vectors->columns) {
            m_mapPage->showProblem(
                problemText({.kind = app::base::ErrorKind::Protocol, .type = u"dimensions"_s}),
                false);
            return;
        }
        m_finding.setFuture(QtConcurrent::run([query, map = m_map] {
            Found found{.points = nearestRows(query.values, map, mostFound)};
            const Positions places = placesOf(query, map);
            if (!places.empty())
                found.position = places.front();
            return found;
        }));
    });
    connect(m_query.get(), &EmbeddingJob::failed, this, [this](const Error &error) {
        m_mapPage->showProblem(problemText(error, m_map.model), false);
    });
    m_mapPage->showNote(tr("Searching"));
    m_query->start();
}

//! With what is on the map, if a map is shown.
void MapWindow::showLab()
{
    const bool isMapShown = m_pages->currentWidget() == m_mapPage && !m_map.positions.empty();
    if (!m_lab)
        m_lab = new LabWindow(m_services, this);
    m_lab->setMap(isMapShown ? m_map : TextMap());
    m_lab->show();
    m_lab->raise();
    m_lab->activateWindow();
}

void MapWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void MapWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openPath(event->mimeData()->urls().constFirst().toLocalFile());
}

} // namespace polylogue::ui::map
