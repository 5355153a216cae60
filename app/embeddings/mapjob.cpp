// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/mapjob.h"

#include "app/projection/pca.h"
#include "app/projection/placement.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QThread>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>

namespace polylogue::app::embeddings {

using projection::Positions;
using projection::Progress;
using projection::Stage;

namespace {

constexpr qint64 betweenPictures = 80; // ms
constexpr qint64 betweenWords = 40;

} // namespace

class MapJob::Private
{
public:
    Private(MapJob &owner, const TextMap &wanted, bool onlyClusters)
        : job(owner)
        , map(wanted)
        , keepsPlaces(onlyClusters)
    {
        pool.setMaxThreadCount(1);
        pool.setThreadPriority(QThread::LowPriority);
        connect(&watcher, &QFutureWatcher<void>::finished, &job, [this] {
            if (!watcher.isCanceled())
                Q_EMIT job.finished(map);
        });
    }

    //! In the thread for it; nobody reads the map meanwhile.
    void work(QPromise<void> &promise)
    {
        projection::Workers workers(QThread::idealThreadCount());
        if (!keepsPlaces && !layOut(promise, workers))
            return;
        map.clusters = clustersOf(map, workers);
    }

    bool layOut(QPromise<void> &promise, projection::Workers &workers)
    {
        if (map.layout.isQuick) {
            map.positions = principalComponents(*map.vectors).positions;
            map.recall = 1;
            return true;
        }
        QElapsedTimer sincePicture;
        QElapsedTimer sinceWord;
        sincePicture.start();
        sinceWord.start();
        const auto report = [&](const Progress &progress) {
            if (sinceWord.elapsed() >= betweenWords) {
                sinceWord.start();
                Q_EMIT job.progressed(progress.stage, progress.share);
            }
            if (progress.positions && sincePicture.elapsed() >= betweenPictures) {
                sincePicture.start();
                Q_EMIT job.moved(*progress.positions);
            }
            return !promise.isCanceled();
        };
        auto laidOut = umap(*map.vectors, map.layout.umap, workers, report);
        if (!laidOut)
            return false;
        map.positions = std::move(laidOut->positions);
        map.recall = laidOut->recall;
        return true;
    }

    MapJob &job;
    TextMap map;
    bool keepsPlaces;
    QThreadPool pool;
    QFutureWatcher<void> watcher;
};

MapJob::MapJob(const TextMap &map, bool onlyClusters, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, map, onlyClusters))
{ }

MapJob::~MapJob()
{
    d->watcher.disconnect(this);
    d->watcher.cancel();
    d->watcher.waitForFinished();
}

void MapJob::start()
{
    d->watcher.setFuture(
        QtConcurrent::run(&d->pool, [this](QPromise<void> &promise) { d->work(promise); }));
}

Positions placesOf(const projection::Matrix &vectors, const TextMap &map)
{
    if (map.layout.isQuick)
        return placedAlong(principalComponents(*map.vectors), vectors);
    projection::Workers workers(1);
    return placedOnMap(vectors, *map.vectors, map.positions, map.layout.umap, workers);
}

QList<qsizetype> nearestRows(const std::vector<float> &vector, const TextMap &map, qsizetype most)
{
    if (vector.size() != map.vectors->columns)
        return {};
    std::vector<std::pair<double, qsizetype>> distances;
    for (const size_t row : finiteRows(*map.vectors))
        distances.emplace_back(distance(vector.data(), rowOf(*map.vectors, row), vector.size(),
                                        map.layout.umap.metric),
                               qsizetype(row));
    const auto count = std::min<size_t>(size_t(most), distances.size());
    std::partial_sort(distances.begin(), distances.begin() + std::ptrdiff_t(count),
                      distances.end());
    QList<qsizetype> rows;
    for (size_t i = 0; i < count; ++i)
        rows.append(distances[i].second);
    return rows;
}

} // namespace polylogue::app::embeddings
