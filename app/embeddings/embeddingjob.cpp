// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/embeddingjob.h"

#include "app/embeddings/vectorcache.h"
#include "app/net/embeddingrequest.h"
#include "app/net/httpclient.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Error;
using base::ErrorKind;
using net::EmbeddingRequest;

namespace {

//! What is known before anything is asked.
struct Prepared
{
    EmbeddingPlan plan;
    std::optional<qsizetype> mostTexts = {};
};

std::shared_ptr<Prepared> prepared(const QStringList &texts, std::optional<qint64> longest,
                                   const VectorCache &cache, const VectorSpace &space)
{
    auto result = std::make_shared<Prepared>(Prepared{.plan = EmbeddingPlan(texts, longest)});
    const auto known = cache.find(space, result->plan.missingHashes());
    for (auto vector = known.cbegin(); vector != known.cend(); ++vector)
        result->plan.setVector(vector.key(), *vector);
    result->mostTexts = cache.mostTexts(space);
    return result;
}

//! Takes the plan: nobody else needs it then.
EmbeddedTexts assembled(const std::shared_ptr<Prepared> &all, EmbeddedTexts result)
{
    result.vectors = all->plan.vectors();
    result.cutTexts = all->plan.cutTexts();
    for (size_t row = 0; row < result.vectors.rows; ++row) {
        if (projection::isZero(rowOf(result.vectors, row), result.vectors.columns))
            result.zero.append(qsizetype(row));
    }
    return result;
}

void add(std::optional<qint64> &sum, const std::optional<qint64> &more)
{
    if (more)
        sum = sum.value_or(0) + *more;
}

bool namesField(const Error &error, QLatin1StringView field)
{
    const bool isRefusal = error.httpStatus == 400 || error.httpStatus == 422;
    return isRefusal && (error.parameter == field || error.detail.contains(field));
}

} // namespace

EmbeddingEstimate estimateOf(const QStringList &texts, const EmbeddingSetup &setup)
{
    EmbeddingEstimate estimate;
    EmbeddingPlan plan(texts, setup.longest);
    estimate.longTexts = plan.cutTexts();
    for (QList<qsizetype> next = plan.nextPieces(setup.textsInRequest); !next.isEmpty();
         next = plan.nextPieces(setup.textsInRequest)) {
        ++estimate.requests;
        for (const qsizetype at : std::as_const(next)) {
            estimate.tokens += plan.piece(at).tokens;
            plan.setVector(plan.piece(at).hash, {1});
        }
    }
    return estimate;
}

class EmbeddingJob::Private
{
public:
    Private(EmbeddingJob &owner, net::HttpClient &httpClient, const net::EndpointAccess &endpoint,
            const QStringList &input, const EmbeddingSetup &wanted, const QString &cacheFile)
        : job(owner)
        , client(httpClient)
        , access(endpoint)
        , texts(input)
        , setup(wanted)
        , cache(cacheFile)
        , space{.endpoint = access.endpoint.isPractice
                    ? u"practice"_s
                    : access.endpoint.baseUrl.toString(QUrl::RemoveUserInfo),
                .model = wanted.model,
                .inputType = wanted.inputType,
                .dimensions = wanted.dimensions}
    {
        // Whoever chooses one wants it sent, whatever is known of the server.
        access.endpoint.quirks.sendsInputType = !setup.inputType.isEmpty();
    }

    void prepare()
    {
        connect(&preparing, &QFutureWatcher<std::shared_ptr<Prepared>>::finished, &job, [this] {
            all = preparing.result();
            result.fromCache = all->plan.knownTexts();
            if (all->mostTexts)
                setup.textsInRequest = std::min(setup.textsInRequest, *all->mostTexts);
            const qsizetype tooLong =
                setup.longest && setup.longTexts == LongTexts::Refuse && all->plan.cutTexts() > 0
                ? all->plan.firstLongText(*setup.longest)
                : -1;
            if (tooLong >= 0) {
                const Error error = textTooLong(tooLong);
                all.reset(); // cut as nobody wanted it
                fail(error);
                return;
            }
            clock.start();
            Q_EMIT job.progressed();
            askNext();
        });
        preparing.setFuture(
            QtConcurrent::run(embeddings::prepared, texts, setup.longest, cache, space));
    }

    static Error textTooLong(qsizetype text)
    {
        return {.kind = ErrorKind::ContextExceeded,
                .type = u"text_too_long"_s,
                .subject = QString::number(text + 1)};
    }

    void askNext()
    {
        if (state != State::Running || request)
            return;
        if (all->plan.isComplete()) {
            assemble();
            return;
        }
        asked = all->plan.nextPieces(setup.textsInRequest);
        wire::EmbeddingsRequest wanted{
            .model = setup.model, .inputType = setup.inputType, .quirks = access.endpoint.quirks};
        for (const qsizetype at : std::as_const(asked))
            wanted.input.append(all->plan.piece(at).text);
        if (setup.dimensions > 0)
            wanted.dimensions = setup.dimensions;
        request = std::make_unique<EmbeddingRequest>(client, access, wanted);
        connect(request.get(), &EmbeddingRequest::completed, &job,
                [this](const wire::Embeddings &embeddings) {
                    request.release()->deleteLater();
                    take(embeddings);
                });
        connect(request.get(), &EmbeddingRequest::failed, &job, [this](const Error &error) {
            request.release()->deleteLater();
            onRefused(error);
        });
    }

    void take(const wire::Embeddings &embeddings)
    {
        const auto length = qsizetype(embeddings.vectors.front().size());
        const qsizetype wanted = setup.dimensions > 0 ? setup.dimensions : dimensions;
        if (wanted > 0 && length != wanted) {
            fail({.kind = ErrorKind::Protocol,
                  .detail = u"%1 instead of %2"_s.arg(length).arg(wanted),
                  .type = u"dimensions"_s});
            return;
        }
        dimensions = length;
        ++result.requests;
        if (!embeddings.model.isEmpty())
            result.model = embeddings.model;
        add(result.usage.promptTokens, embeddings.usage.promptTokens);
        add(result.usage.totalTokens, embeddings.usage.totalTokens);
        QHash<QByteArray, std::vector<float>> fresh;
        for (qsizetype i = 0; i < asked.size(); ++i) {
            const QByteArray hash = all->plan.piece(asked.at(i)).hash;
            all->plan.setVector(hash, embeddings.vectors.at(size_t(i)));
            fresh.insert(hash, embeddings.vectors.at(size_t(i)));
        }
        // What is not kept is asked for again another time, nothing worse.
        keeping.append(QtConcurrent::run(
            [cache = cache, space = space, fresh] { (void)cache.keep(space, fresh); }));
        Q_EMIT job.progressed();
        QTimer::singleShot(0, &job, [this] { askNext(); });
    }

    //! Asks again where the refusal says how; nothing was answered, so nothing is paid for twice.
    void onRefused(const Error &error)
    {
        if (!setup.inputType.isEmpty() && access.endpoint.quirks.sendsInputType
            && namesField(error, "input_type"_L1)) {
            access.endpoint.quirks.sendsInputType = false;
            result.isInputTypeRefused = true;
        } else if (const auto fewer = fewerTexts(error, asked.size())) {
            setup.textsInRequest = *fewer;
            keeping.append(QtConcurrent::run([cache = cache, space = space, texts = *fewer] {
                (void)cache.keepMostTexts(space, texts);
            }));
        } else if (error.kind != ErrorKind::ContextExceeded || !cutLonger()) {
            fail(error);
            return;
        }
        QTimer::singleShot(0, &job, [this] { askNext(); });
    }

    //! The server does not say which of the texts is too long, nor by how much: the longest are cut
    //! in halves. \return whether that can help
    bool cutLonger()
    {
        qint64 longest = 0;
        for (const qsizetype at : std::as_const(asked))
            longest = std::max(longest, all->plan.piece(at).tokens);
        constexpr qint64 shortest = 32;
        return setup.longTexts == LongTexts::Average && longest / 2 >= shortest
            && all->plan.cut(asked, longest / 2);
    }

    void assemble()
    {
        if (result.model.isEmpty())
            result.model = setup.model;
        connect(&assembling, &QFutureWatcher<EmbeddedTexts>::finished, &job, [this] {
            result = assembling.result();
            const bool isUneven =
                result.vectors.values.size() != result.vectors.rows * result.vectors.columns;
            if (isUneven) { // what the cache gave is not what the server gives now
                fail({.kind = ErrorKind::Protocol, .type = u"dimensions"_s});
                return;
            }
            state = State::Finished;
            Q_EMIT job.finished();
        });
        assembling.setFuture(QtConcurrent::run(assembled, all, result));
    }

    void fail(const Error &error)
    {
        state = State::Failed;
        Q_EMIT job.failed(error);
    }

    EmbeddingJob &job;
    net::HttpClient &client;
    net::EndpointAccess access;
    QStringList texts;
    EmbeddingSetup setup;
    VectorCache cache;
    VectorSpace space;
    State state = State::Idle;
    std::shared_ptr<Prepared> all; // once it is there
    QList<qsizetype> asked; // pieces of the latest request
    qsizetype dimensions = 0; // of the vectors that came; 0: none came
    EmbeddedTexts result;
    QElapsedTimer clock; // since the first request
    std::unique_ptr<EmbeddingRequest> request;
    QFutureWatcher<std::shared_ptr<Prepared>> preparing;
    QFutureWatcher<EmbeddedTexts> assembling;
    QList<QFuture<void>> keeping;
};

EmbeddingJob::EmbeddingJob(net::HttpClient &client, const net::EndpointAccess &access,
                           const QStringList &texts, const EmbeddingSetup &setup,
                           const QString &cacheFile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, client, access, texts, setup, cacheFile))
{ }

//! What came is on the disk before this is gone.
EmbeddingJob::~EmbeddingJob()
{
    d->preparing.waitForFinished();
    d->assembling.waitForFinished();
    for (QFuture<void> &kept : d->keeping)
        kept.waitForFinished();
}

void EmbeddingJob::start()
{
    if (d->state == State::Running || d->state == State::Finished)
        return;
    d->state = State::Running;
    if (d->all)
        QTimer::singleShot(0, this, [this] { d->askNext(); });
    else if (!d->preparing.isRunning())
        d->prepare();
}

void EmbeddingJob::pause()
{
    if (d->state == State::Running)
        d->state = State::Paused;
}

EmbeddingJob::State EmbeddingJob::state() const
{
    return d->state;
}

EmbeddingProgress EmbeddingJob::progress() const
{
    EmbeddingProgress progress{.total = d->texts.size()};
    if (!d->all)
        return progress;
    progress.done = d->all->plan.knownTexts();
    const qsizetype fresh = progress.done - d->result.fromCache;
    if (fresh > 0 && d->clock.isValid())
        progress.left = std::chrono::milliseconds(d->clock.elapsed()
                                                  * (progress.total - progress.done) / fresh);
    return progress;
}

const EmbeddedTexts &EmbeddingJob::result() const
{
    return d->result;
}

} // namespace polylogue::app::embeddings
