// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/proberun.h"

#include "app/probe/probecall.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using base::Error;
using base::ErrorKind;

namespace {

//! A capability of a model that waits to be asked for, or is being asked for.
struct Task
{
    QString model;
    Capability capability = Capability::Answers;
};

struct Running
{
    Task task;
    std::unique_ptr<Examination> examination;
    std::unique_ptr<ProbeCall> call;
    QList<Exchange> exchanges;
};

//! Whether anything came that a model may have said.
bool isAnswered(const Judgement &judgement)
{
    switch (judgement.ground) {
    case Ground::RightAnswer:
    case Ground::WrongAnswer:
    case Ground::OffTopic:
    case Ground::RepeatedQuestion:
    case Ground::Measured:
        return true;
    default:
        return false;
    }
}

} // namespace

class ProbeRun::Private
{
public:
    Private(ProbeRun *run, net::HttpClient &httpClient, const net::EndpointAccess &endpointAccess,
            const RunOptions &runOptions)
        : q(run)
        , client(httpClient)
        , access(endpointAccess)
        , options(runOptions)
        , random(runOptions.seed ? QRandomGenerator(*runOptions.seed)
                                 : QRandomGenerator::securelySeeded())
    {
        access.endpoint.quirks.refusedFields.clear(); // that is what is to be found out
        access.endpoint.quirks.sendsUsageOption = false;
    }

    void plan(const QString &model, bool isOfChats);
    void startMore();
    void start(const Task &task);
    void send(Running *running, const Request &request);
    void onReply(Running *running, const Reply &reply, const Exchange &exchange);
    void conclude(Running *running, const Judgement &judgement);
    bool endsHere(const Task &task, const Error &error);
    void end(const std::optional<Error> &error);

    ProbeRun *q;
    net::HttpClient &client;
    net::EndpointAccess access;
    RunOptions options;
    QRandomGenerator random;
    QList<Task> waiting;
    std::vector<std::unique_ptr<Running>> running;
    int done = 0;
    int total = 0;
    bool hasAnswered = false; // since the last failure of the network
    bool isOver = false;
};

//! What is asked only of models that chat, or that make embeddings.
void ProbeRun::Private::plan(const QString &model, bool isOfChats)
{
    QList<Task> tasks;
    for (const Capability capability : allCapabilities()) {
        const bool isGate =
            capability == Capability::Answers || capability == Capability::Embeddings;
        if (!isGate && isOfEmbeddings(capability) != isOfChats)
            tasks.append({model, capability});
    }
    total += int(tasks.size());
    waiting = tasks + waiting; // one model after the other
}

void ProbeRun::Private::startMore()
{
    while (!isOver && !waiting.isEmpty() && int(running.size()) < options.requestsAtOnce)
        start(waiting.takeFirst());
    if (!isOver && waiting.isEmpty() && running.empty())
        end({});
}

void ProbeRun::Private::start(const Task &task)
{
    auto *one = running.emplace_back(std::make_unique<Running>()).get();
    one->task = task;
    one->examination = std::make_unique<Examination>(
        task.capability, Subject{.model = task.model, .quirks = access.endpoint.quirks},
        options.pace, random);
    send(one, one->examination->begin());
    Q_EMIT q->asking(task.model, task.capability);
}

void ProbeRun::Private::send(Running *one, const Request &request)
{
    one->call = std::make_unique<ProbeCall>(client, access, request, options.patience);
    QObject::connect(one->call.get(), &ProbeCall::finished, q,
                     [this, one](const Reply &reply, const Exchange &exchange) {
                         one->call.release()->deleteLater();
                         onReply(one, reply, exchange);
                     });
}

bool ProbeRun::Private::endsHere(const Task &task, const Error &error)
{
    if (task.capability == Capability::Answers && error.kind == ErrorKind::WrongAddress)
        return !hasAnswered;
    if (error.kind != ErrorKind::Network)
        return endsRun(error);
    // Some servers fall over a file and get up again: one such failure between answers is theirs.
    return !std::exchange(hasAnswered, false);
}

void ProbeRun::Private::onReply(Running *one, const Reply &reply, const Exchange &exchange)
{
    one->exchanges.append(exchange);
    if (reply.error && endsHere(one->task, *reply.error))
        return end(reply.error);
    if (!reply.error || reply.error->httpStatus != 0)
        hasAnswered = true;
    const Step step = one->examination->next(reply);
    if (const auto *request = std::get_if<Request>(&step))
        send(one, *request);
    else
        conclude(one, std::get<Judgement>(step));
}

void ProbeRun::Private::conclude(Running *one, const Judgement &judgement)
{
    const Finding finding{.model = one->task.model,
                          .capability = one->task.capability,
                          .judgement = judgement,
                          .at = QDateTime::currentDateTimeUtc(),
                          .exchanges = one->exchanges};
    std::erase_if(running, [one](const auto &other) { return other.get() == one; });
    ++done;
    if (finding.capability == Capability::Answers && isAnswered(judgement))
        plan(finding.model, true);
    if (finding.capability == Capability::Embeddings && judgement.verdict == Verdict::Yes)
        plan(finding.model, false);
    const QPointer<ProbeRun> alive(q);
    Q_EMIT q->found(finding);
    if (!alive || isOver)
        return;
    Q_EMIT q->progressed(done, total);
    if (alive)
        startMore();
}

void ProbeRun::Private::end(const std::optional<Error> &error)
{
    if (std::exchange(isOver, true))
        return;
    waiting.clear();
    running.clear();
    if (error)
        Q_EMIT q->failed(*error);
    else
        Q_EMIT q->finished();
}

ProbeRun::ProbeRun(net::HttpClient &client, const net::EndpointAccess &access,
                   const QStringList &models, const RunOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, access, options))
{
    for (const QString &model : models) {
        d->waiting.append({model, Capability::Answers});
        d->waiting.append({model, Capability::Embeddings});
    }
    d->total = int(d->waiting.size());
    QTimer::singleShot(0, this, [this] { d->startMore(); });
}

ProbeRun::~ProbeRun() = default;

void ProbeRun::cancel()
{
    d->end(Error{.kind = ErrorKind::Cancelled});
}

} // namespace polylogue::app::probe
