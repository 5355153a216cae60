// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/connectiontest.h"

#include "app/base/redact.h"
#include "app/net/completionstream.h"
#include "app/net/embeddingrequest.h"
#include "app/net/httpclient.h"
#include "app/net/requestfactory.h"
#include "app/wire/errorcodec.h"
#include "app/wire/modelscodec.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QHostInfo>
#include <QPointer>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;
using Kind = ConnectionStep::Kind;
using State = ConnectionStep::State;

namespace {

constexpr int testAnswerTokens = 16;

bool isWrongAddress(const std::optional<Error> &error)
{
    return error && error->kind == ErrorKind::WrongAddress;
}

//! Failures that say nothing about whether a chat works: there may just be no list of models.
bool chatMayWorkAllTheSame(const Error &error)
{
    return error.httpStatus != 0 && error.kind != ErrorKind::Unauthorized
        && error.kind != ErrorKind::Proxy;
}

QString firstModelFor(const QList<endpoint::ModelInfo> &models)
{
    for (const endpoint::ModelInfo &model : models) {
        const endpoint::Capabilities &can = model.capabilities;
        if (can.chat.value_or(true) && !can.embeddings.value_or(false))
            return model.id;
    }
    return {};
}

QString firstEmbeddingModelOf(const QList<endpoint::ModelInfo> &models)
{
    for (const endpoint::ModelInfo &model : models) {
        if (model.capabilities.embeddings.value_or(false))
            return model.id;
    }
    return {};
}

} // namespace

class ConnectionTest::Private
{
public:
    Private(ConnectionTest *test, HttpClient &httpClient, LearnedDrops &learnedDrops)
        : q(test)
        , client(httpClient)
        , learned(learnedDrops)
    { }

    void run();
    void lookUpName();
    void onNameFound(const QHostInfo &info);
    void askForModels();
    void onConnected();
    void onModelsEnd(const std::optional<Error> &error);
    void onModelsAnswer(const std::optional<Error> &error);
    void chat();
    void onChatEnd(const std::optional<Error> &error);
    void embed();

    //! Both tell; what follows them must be the last statement, as a slot may have destroyed us.
    void begin(Kind kind);
    bool conclude(State state, const QString &subject, const std::optional<Error> &error = {});
    bool skip(Kind kind);
    void fail(const Error &error);
    void finish(bool isUsable);
    bool tellStep();
    QString embeddingModel() const;

    ConnectionTest *q;
    HttpClient &client;
    LearnedDrops &learned;
    EndpointAccess access;
    QString model;
    QList<QUrl> candidates; // to be tried after the current one
    QList<QUrl> chatCandidates; // those without a list of models

    QList<endpoint::ModelInfo> models;
    ConnectionStep step;
    QElapsedTimer clock;
    bool isOver = false;
    bool isConnected = false;
    int lookup = -1;
    QTimer lookupTimeout;
    std::unique_ptr<HttpCall> call;
    QByteArray body;
    std::unique_ptr<CompletionStream> stream;
    std::unique_ptr<EmbeddingRequest> embedding;
};

bool ConnectionTest::Private::tellStep()
{
    const QPointer<ConnectionTest> alive(q);
    Q_EMIT q->stepChanged(step);
    return alive && !isOver;
}

void ConnectionTest::Private::begin(Kind kind)
{
    step = ConnectionStep{.kind = kind};
    clock.start();
}

bool ConnectionTest::Private::conclude(State state, const QString &subject,
                                       const std::optional<Error> &error)
{
    step.state = state;
    step.subject = subject;
    step.took = std::chrono::milliseconds(clock.elapsed());
    step.error = error;
    return tellStep();
}

bool ConnectionTest::Private::skip(Kind kind)
{
    begin(kind);
    return conclude(State::Skipped, {});
}

void ConnectionTest::Private::fail(const Error &error)
{
    if (conclude(State::Failed, step.subject, error))
        finish(false);
}

void ConnectionTest::Private::finish(bool isUsable)
{
    isOver = true;
    call.reset();
    Q_EMIT q->finished(isUsable);
}

void ConnectionTest::Private::run()
{
    begin(Kind::Address);
    const QString target =
        endpoint::endpointUrl(access.endpoint.baseUrl, u"/chat/completions").toDisplayString();
    if (conclude(State::Passed, target))
        lookUpName();
}

void ConnectionTest::Private::lookUpName()
{
    begin(Kind::Name);
    const QString proxy = proxyName(proxyFor(access.endpoint, access.endpoint.baseUrl));
    const QString host = access.endpoint.baseUrl.host();
    if (!proxy.isEmpty() || !QHostAddress(host).isNull()) {
        if (conclude(State::Passed, proxy.isEmpty() ? host : proxy))
            askForModels();
        return;
    }
    if (!tellStep())
        return;
    lookupTimeout.start(client.timeouts().connect);
    lookup = QHostInfo::lookupHost(host, q, [this](const QHostInfo &info) { onNameFound(info); });
}

void ConnectionTest::Private::onNameFound(const QHostInfo &info)
{
    if (isOver || std::exchange(lookup, -1) == -1)
        return;
    lookupTimeout.stop();
    const QList<QHostAddress> addresses = info.addresses();
    if (addresses.isEmpty()) {
        return fail(Error{.kind = ErrorKind::Dns,
                          .detail = info.errorString(),
                          .subject = access.endpoint.baseUrl.host()});
    }
    if (conclude(State::Passed, addresses.first().toString()))
        askForModels();
}

void ConnectionTest::Private::askForModels()
{
    body.clear();
    if (!isConnected) {
        begin(Kind::Connection);
        if (!tellStep())
            return;
    }
    call = client.get(access, u"/models");
    QObject::connect(call.get(), &HttpCall::connected, q, [this] { onConnected(); });
    QObject::connect(call.get(), &HttpCall::bytesReceived, q,
                     [this](const QByteArray &bytes) { body += bytes; });
    QObject::connect(call.get(), &HttpCall::finished, q, [this] { onModelsEnd({}); });
    QObject::connect(call.get(), &HttpCall::failed, q,
                     [this](const Error &error) { onModelsEnd(error); });
}

void ConnectionTest::Private::onConnected()
{
    if (std::exchange(isConnected, true))
        return;
    if (!conclude(State::Passed, call->tlsSummary()))
        return;
    begin(Kind::Models);
    tellStep();
}

void ConnectionTest::Private::onModelsEnd(const std::optional<Error> &error)
{
    if (error)
        return onModelsAnswer(error);
    if (call->httpStatus() >= 300) {
        const Error refusal =
            wire::decodeErrorBody(call->httpStatus(), call->responseHeaders(), body);
        return onModelsAnswer(base::redacted(refusal, access.key));
    }
    const auto decoded = wire::decodeModels(body);
    if (!decoded)
        return onModelsAnswer(base::redacted(decoded.error(), access.key));
    models = *decoded;
    onModelsAnswer({});
}

void ConnectionTest::Private::onModelsAnswer(const std::optional<Error> &error)
{
    if (isWrongAddress(error)) {
        chatCandidates.append(access.endpoint.baseUrl);
        if (!candidates.isEmpty()) {
            access.endpoint.baseUrl = candidates.takeFirst();
            return askForModels();
        }
        // None has a list: the chat decides, beginning with the best guess.
        access.endpoint.baseUrl = chatCandidates.takeFirst();
    } else {
        chatCandidates.clear();
    }
    if (error) {
        if (!isConnected || model.isEmpty()
            || !(isWrongAddress(error) || chatMayWorkAllTheSame(*error)))
            return fail(*error);
        if (conclude(State::Warning, {}, error))
            chat();
        return;
    }
    if (model.isEmpty())
        model = firstModelFor(models);
    if (!conclude(State::Passed, QString::number(models.size())))
        return;
    if (!model.isEmpty())
        return chat();
    if (skip(Kind::Chat))
        finish(false);
}

void ConnectionTest::Private::chat()
{
    if (step.kind != Kind::Chat) {
        begin(Kind::Chat);
        step.subject = model;
        if (!tellStep())
            return;
    }
    wire::ChatRequest request{
        .model = model,
        .messages = {{.role = conversation::Role::User,
                      .content = {wire::ResolvedText{u"Answer with the word OK."_s}}}},
        .parameters = {.maxTokens = testAnswerTokens},
        .quirks = access.endpoint.quirks};
    stream = std::make_unique<CompletionStream>(client, learned, access, request);
    QObject::connect(stream.get(), &CompletionStream::completed, q, [this] { onChatEnd({}); });
    QObject::connect(stream.get(), &CompletionStream::failed, q,
                     [this](const Error &error) { onChatEnd(error); });
}

void ConnectionTest::Private::onChatEnd(const std::optional<Error> &error)
{
    if (isWrongAddress(error) && !chatCandidates.isEmpty()) {
        access.endpoint.baseUrl = chatCandidates.takeFirst();
        return chat();
    }
    // Models that think may spend all of a short answer on it: they did answer.
    const bool isEmptyAnswer = error && error->kind == ErrorKind::Protocol
        && error->type.startsWith("empty"_L1) && error->httpStatus < 300;
    if (error && !isEmptyAnswer)
        return fail(*error);
    if (conclude(error ? State::Warning : State::Passed, model, error))
        embed();
}

QString ConnectionTest::Private::embeddingModel() const
{
    const QString &chosen = access.endpoint.embeddingModel;
    return chosen.isEmpty() ? firstEmbeddingModelOf(models) : chosen;
}

void ConnectionTest::Private::embed()
{
    const QString chosen = embeddingModel();
    if (chosen.isEmpty()) {
        if (skip(Kind::Embeddings))
            finish(true);
        return;
    }
    begin(Kind::Embeddings);
    step.subject = chosen;
    if (!tellStep())
        return;
    embedding = std::make_unique<EmbeddingRequest>(
        client, access,
        wire::EmbeddingsRequest{.model = chosen,
                                .input = {u"test"_s},
                                .inputType = u"search_document"_s,
                                .quirks = access.endpoint.quirks});
    QObject::connect(embedding.get(), &EmbeddingRequest::completed, q, [this, chosen] {
        if (conclude(State::Passed, chosen))
            finish(true);
    });
    QObject::connect(embedding.get(), &EmbeddingRequest::failed, q,
                     [this, chosen](const Error &error) {
                         if (conclude(State::Failed, chosen, error))
                             finish(true);
                     });
}

ConnectionTest::ConnectionTest(HttpClient &client, LearnedDrops &learned,
                               const EndpointAccess &access, const endpoint::BaseUrl &address,
                               const QString &model, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, learned))
{
    d->access = access;
    d->model = model;
    if (address.isGuessed)
        d->candidates = address.alternatives;
    d->access.endpoint.baseUrl = address.url;
    d->lookupTimeout.setSingleShot(true);
    connect(&d->lookupTimeout, &QTimer::timeout, this, [this] {
        QHostInfo::abortHostLookup(std::exchange(d->lookup, -1));
        d->fail(Error{.kind = ErrorKind::Dns, .subject = d->access.endpoint.baseUrl.host()});
    });
    QTimer::singleShot(0, this, [this] {
        if (!d->isOver)
            d->run();
    });
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::cancel()
{
    d->isOver = true;
    d->lookupTimeout.stop();
    d->call.reset();
    d->stream.reset();
    d->embedding.reset();
}

QUrl ConnectionTest::resolvedBaseUrl() const
{
    return d->access.endpoint.baseUrl;
}

QList<endpoint::ModelInfo> ConnectionTest::models() const
{
    return d->models;
}

} // namespace polylogue::app::net
