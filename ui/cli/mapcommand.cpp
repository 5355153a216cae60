// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/mapcommand.h"

#include "app/base/newfile.h"
#include "app/tables/csvwriter.h"
#include "app/tables/tablereader.h"
#include "ui/cli/textsource.h"
#include "ui/plot/picture.h"
#include "ui/text/vectorerror.h"

#include <QFileInfo>
#include <QLocale>
#include <QThread>
#include <QtConcurrent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::NewFile;
using app::base::Status;
using app::embeddings::EmbeddingJob;
using app::embeddings::VectorFile;
using app::projection::Map;
using app::projection::Position;
using app::projection::Progress;
using app::projection::Stage;

namespace {

// Enough digits that the same float is read back.
constexpr int floatDigits = 9;

// Of all work, roughly: until the layout begins.
constexpr double shareBefore = 0.2;

int percentOf(const Progress &progress)
{
    const double share = progress.stage == Stage::Neighbours ? progress.share * shareBefore
        : progress.stage == Stage::Layout ? shareBefore + progress.share * (1 - shareBefore)
                                          : shareBefore;
    return static_cast<int>(share * 100);
}

bool isTable(const QString &path)
{
    return path.endsWith(".csv"_L1, Qt::CaseInsensitive);
}

//! Both are empty where the row has no place.
QStringList cellsOf(const Position &position)
{
    if (!std::isfinite(position.x))
        return {QString(), QString()};
    return {QString::number(position.x, 'g', floatDigits),
            QString::number(position.y, 'g', floatDigits)};
}

Status writeTable(const QString &path, const VectorFile &file, const Map &map)
{
    NewFile out(QFileInfo(path).absolutePath());
    if (const Status opened = out.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    QStringList names;
    for (const app::tables::Column &column : file.others.columns)
        names.append(column.name);
    Status written =
        out.write((app::tables::csvRecord(names + QStringList{u"x"_s, u"y"_s}) + u'\n').toUtf8());
    for (qsizetype row = 0; row < file.others.rows.size() && written; ++row) {
        const QStringList cells =
            file.others.rows.at(row) + cellsOf(map.positions[static_cast<size_t>(row)]);
        written = out.write((app::tables::csvRecord(cells) + u'\n').toUtf8());
    }
    return written ? out.keepAs(path) : written;
}

//! Empty ones where there is no such column.
QStringList labelsOf(const VectorFile &file, const QString &column)
{
    qsizetype at = 0;
    while (at < file.others.columns.size() && file.others.columns.at(at).name != column)
        ++at;
    QStringList labels;
    for (const QStringList &row : file.others.rows)
        labels.append(row.value(at));
    return labels;
}

QString wordsFor(const Error &error)
{
    if (error.type == "no_column"_L1)
        return MapCommand::tr("There is no column \"%1\"; there are: %2.")
            .arg(error.subject, error.detail);
    if (error.type == "no_texts"_L1 || error.type == "empty"_L1)
        return MapCommand::tr("There are no texts in %1.").arg(error.subject);
    if (error.type == "too_many_columns"_L1)
        return MapCommand::tr("%1 has more than %2 columns; save the vectors as NPY.")
            .arg(error.subject, QLocale().toString(app::tables::mostColumns));
    return text::vectorErrorText(error);
}

//! The texts that stand beside vectors, if any do.
QStringList textsBeside(const VectorFile &file)
{
    const int column = app::embeddings::guessedColumns(file.others).text;
    QStringList texts;
    for (const QStringList &row : file.others.rows) {
        if (column >= 0)
            texts.append(row.at(column));
    }
    return texts;
}

app::embeddings::Clusters namedClusters(const QStringList &texts, const VectorFile &file,
                                        const Map &map, const app::projection::UmapOptions &options,
                                        app::projection::Workers &workers)
{
    if (size_t(texts.size()) != file.vectors.rows)
        return {};
    app::embeddings::TextMap named{
        .vectors = std::make_shared<const app::projection::Matrix>(file.vectors),
        .layout = {.umap = options},
        .positions = map.positions};
    for (const QString &text : texts)
        named.corpus.append({.text = text});
    return clustersOf(named, workers);
}

} // namespace

MapCommand::MapCommand(const CommandContext &context, const MapInvocation &invocation,
                       QObject *parent)
    : Command(parent)
    , m_context(context)
    , m_invocation(invocation)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &MapCommand::onProgress);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &MapCommand::onDrawn);
}

MapCommand::~MapCommand()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
    m_watcher.waitForFinished();
}

void MapCommand::start()
{
    if (!m_invocation.vectors.isEmpty()) {
        m_watcher.setFuture(
            QtConcurrent::run(&MapCommand::draw, m_invocation, std::nullopt, m_texts));
        return;
    }
    const auto source = readTextSource(m_invocation);
    if (!source) {
        failInput(source.error());
        return;
    }
    m_embedded.others = source->table;
    m_invocation.label = source->label;
    m_texts = textsOf(source->corpus);
    m_finder = std::make_unique<ServerFinder>(m_context, m_invocation.server,
                                              ServerFinder::Need::Embeddings, m_invocation.model);
    connect(m_finder.get(), &ServerFinder::found, this, &MapCommand::embed);
    connect(m_finder.get(), &ServerFinder::failed, this, &MapCommand::finished);
    m_finder->start();
}

void MapCommand::embed()
{
    m_job = std::make_unique<EmbeddingJob>(
        m_context.client, m_finder->access(), m_texts,
        app::embeddings::EmbeddingSetup{.model = m_finder->model(),
                                        .inputType = m_invocation.inputType},
        m_context.cacheFolder.isEmpty() ? QString() : m_context.cacheFolder + u"/vectors.sqlite"_s);
    connect(m_job.get(), &EmbeddingJob::finished, this, &MapCommand::onEmbedded);
    connect(m_job.get(), &EmbeddingJob::failed, this, [this](const Error &error) {
        noteError(m_context.terminal, error, m_finder->model(),
                  error.kind == app::base::ErrorKind::Unauthorized
                      ? missingKeyHint(m_finder->access())
                      : QString());
        Q_EMIT finished(Refused);
    });
    m_job->start();
}

void MapCommand::onEmbedded()
{
    const app::embeddings::EmbeddedTexts &result = m_job->result();
    m_context.terminal.note(tr("Requests answered: %1.").arg(result.requests));
    if (result.fromCache > 0)
        m_context.terminal.note(tr("Texts that were known already: %1.").arg(result.fromCache));
    if (result.isInputTypeRefused)
        m_context.terminal.note(tr("The server does not know input_type; it was left out."));
    if (result.cutTexts > 0)
        m_context.terminal.note(
            tr("Long texts that are the mean of their parts: %1.").arg(result.cutTexts));
    if (!result.zero.isEmpty())
        m_context.terminal.note(
            tr("Vectors that are all zero and have no direction: %1.").arg(result.zero.size()));
    m_embedded.vectors = result.vectors;
    m_watcher.setFuture(
        QtConcurrent::run(&MapCommand::draw, m_invocation, std::optional(m_embedded), m_texts));
}

void MapCommand::interrupt()
{
    if (m_watcher.isRunning())
        m_watcher.cancel();
    else
        Q_EMIT finished(Interrupted);
}

void MapCommand::draw(QPromise<Outcome> &promise, const MapInvocation &invocation,
                      const std::optional<VectorFile> &given, const QStringList &texts)
{
    promise.setProgressRange(0, 100);
    auto file = given ? app::base::Result<VectorFile>(*given)
                      : app::embeddings::readVectorFile(invocation.vectors);
    if (!file) {
        promise.addResult(Outcome(file.error()));
        return;
    }
    app::projection::Workers workers(QThread::idealThreadCount());
    auto map = app::projection::umap(file->vectors, invocation.options, workers,
                                     [&promise](const Progress &progress) {
                                         promise.setProgressValue(percentOf(progress));
                                         return !promise.isCanceled();
                                     });
    if (!map)
        return;
    Drawn drawn{.file = std::move(*file), .map = std::move(*map)};
    if (!isTable(invocation.out))
        drawn.clusters = namedClusters(given ? texts : textsBeside(drawn.file), drawn.file,
                                       drawn.map, invocation.options, workers);
    promise.addResult(Outcome(std::move(drawn)));
}

void MapCommand::onProgress(int percent)
{
    if (percent > 0 && percent % 10 == 0)
        m_context.terminal.aside(tr("%1 % ").arg(percent));
}

void MapCommand::failInput(const Error &error)
{
    const QString words = wordsFor(error);
    if (words.isEmpty())
        noteError(m_context.terminal, error);
    else
        m_context.terminal.note(u"polylogue: "_s + words);
    Q_EMIT finished(WrongUsage);
}

void MapCommand::onDrawn()
{
    m_context.terminal.endLines();
    if (m_watcher.isCanceled()) {
        Q_EMIT finished(Interrupted);
        return;
    }
    const Outcome outcome = m_watcher.result();
    if (!outcome) {
        failInput(outcome.error());
        return;
    }
    if (const Status written = write(*outcome); !written) {
        noteError(m_context.terminal, written.error());
        Q_EMIT finished(Refused);
        return;
    }
    tell(*outcome);
    Q_EMIT finished(Answered);
}

Status MapCommand::write(const Drawn &drawn) const
{
    if (isTable(m_invocation.out))
        return writeTable(m_invocation.out, drawn.file, drawn.map);
    const QString name = m_invocation.file.isEmpty() ? m_invocation.vectors : m_invocation.file;
    plot::Plot picture{.title = m_job
                           ? QFileInfo(name).completeBaseName() + u" · "_s + m_job->result().model
                           : QFileInfo(name).completeBaseName(),
                       .positions = drawn.map.positions};
    plot::setSeries(picture, labelsOf(drawn.file, m_invocation.label), tr("without a label"),
                    tr("others"));
    if (drawn.clusters.of.count > 1)
        picture.labels = plot::labelsAtMiddles(drawn.map.positions, drawn.clusters.of.ofRow,
                                               drawn.clusters.names);
    return plot::savePicture(m_invocation.out, picture, {});
}

void MapCommand::tell(const Drawn &drawn)
{
    const QLocale locale;
    const auto rows = static_cast<qulonglong>(drawn.file.vectors.rows);
    m_context.terminal.note(
        tr("%1 vectors of %2 numbers are on the map.")
            .arg(locale.toString(rows),
                 locale.toString(static_cast<qulonglong>(drawn.file.vectors.columns))));
    if (drawn.map.recall < 1)
        m_context.terminal.note(tr("Neighbours were found approximately: %1 % of the true ones.")
                                    .arg(locale.toString(drawn.map.recall * 100, 'f', 1)));
    const auto without =
        std::count_if(drawn.map.positions.begin(), drawn.map.positions.end(),
                      [](const Position &position) { return !std::isfinite(position.x); });
    if (without > 0)
        m_context.terminal.note(tr("%n of them have no place: some of their numbers are missing or "
                                   "not finite.",
                                   nullptr, static_cast<int>(without)));
}

} // namespace polylogue::ui::cli
