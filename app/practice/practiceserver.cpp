// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/practiceserver.h"

#include "app/practice/answercodec.h"
#include "app/practice/answerdelivery.h"
#include "app/practice/answerplanner.h"
#include "app/practice/hashedembedding.h"
#include "app/practice/httpserver.h"
#include "app/practice/mediaobserver.h"
#include "app/practice/practicemodels.h"
#include "app/practice/requestcodec.h"
#include "app/practice/vectorcodec.h"
#include "app/practice/words.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

QString randomKey()
{
    std::array<quint32, 4> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), std::ssize(numbers));
    QString key = u"practice"_s;
    for (const quint32 number : numbers)
        key += u'-' + QString::number(number, 16);
    return key;
}

AnswerHead newHead(const QString &model)
{
    return {.id = u"chatcmpl-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces),
            .model = model,
            .created = QDateTime::currentSecsSinceEpoch()};
}

void refuse(HttpExchange &exchange, const base::Error &error)
{
    exchange.answer(error.httpStatus, "application/json"_ba, encodeRefusal(error));
}

void refuse(HttpExchange &exchange, int status, const QString &words)
{
    refuse(exchange, {.detail = words, .httpStatus = status});
}

void refuseModel(HttpExchange &exchange, const QString &model)
{
    refuse(exchange, 422, u"Model '%1' is not supported by this API."_s.arg(model));
}

//! What a server that was told to fail says.
QString failureWords(int status)
{
    switch (status) {
    case 401:
        return u"Authentication failed"_s;
    case 403:
        return u"Not Authorized"_s;
    case 404:
        return u"Not Found"_s;
    case 429:
        return u"ThrottlingException: Too many requests, please wait before trying again."_s;
    case 503:
        return u"ServiceUnavailableException: The service is practising to be unavailable."_s;
    default:
        return u"You asked the practice endpoint to fail with %1."_s.arg(status);
    }
}

void answerPlanned(const ChatRequest &request, const PracticeModel &model,
                   const std::vector<Observation> &observations, HttpExchange &exchange)
{
    const PlannedAnswer answer = planAnswer(request, model, observations);
    if (answer.failStatus != 0) {
        refuse(exchange, answer.failStatus, failureWords(answer.failStatus));
        return;
    }
    new AnswerDelivery(newHead(model.id), answer, countTokens(request, answer), request.isStreamed,
                       exchange);
}

void chat(HttpExchange &exchange)
{
    const base::Result<ChatRequest> request = decodeChat(exchange.request().body);
    if (!request)
        return refuse(exchange, request.error());
    const PracticeModel *model = findPracticeModel(request->model);
    if (!model)
        return refuseModel(exchange, request->model);
    if (model->embeds) // sic: the gateway's words
        return refuse(exchange, 422,
                      u"This endpoint not does support chat with the model '%1'."_s.arg(model->id));
    if (const auto refusal = refusalOf(*request, *model))
        return refuse(exchange, *refusal);

    auto *observer = new MediaObserver(mediaInQuestion(*request), *model, &exchange);
    QObject::connect(observer, &MediaObserver::observed, &exchange,
                     [request = *request, model, &exchange](const auto &observations) {
                         answerPlanned(request, *model, observations, exchange);
                     });
}

void embed(HttpExchange &exchange)
{
    const base::Result<VectorRequest> request = decodeVectorRequest(exchange.request().body);
    if (!request)
        return refuse(exchange, request.error());
    const PracticeModel *model = findPracticeModel(request->model);
    if (!model)
        return refuseModel(exchange, request->model);
    if (!model->embeds)
        return refuse(
            exchange, 422,
            u"This endpoint does not support embeddings with the model '%1'."_s.arg(model->id));
    std::vector<std::vector<float>> vectors;
    qsizetype tokens = 0;
    for (const QString &text : request->texts) {
        vectors.push_back(hashedEmbedding(text, request->dimensions));
        tokens += tokensOf(text).size();
    }
    exchange.answer(200, "application/json"_ba,
                    encodeVectors(model->id, vectors, request->isBase64, static_cast<int>(tokens)));
}

void listModels(HttpExchange &exchange)
{
    exchange.answer(200, "application/json"_ba, encodeModels(practiceModels()));
}

struct Route
{
    QByteArrayView path; //!< below /api/v1 or /v1
    QByteArrayView method;
    void (*answer)(HttpExchange &exchange);
};

constexpr Route routes[] = {
    {"/models", "GET", listModels},
    {"/chat/completions", "POST", chat},
    {"/embeddings", "POST", embed},
};

//! \return the path below the base URL; empty where it is none of ours.
QByteArray pathBelowBase(const QByteArray &path)
{
    for (const QByteArrayView base : {QByteArrayView("/api/v1"), QByteArrayView("/v1")}) {
        if (path.startsWith(base))
            return path.sliced(base.size());
    }
    return {};
}

} // namespace

class PracticeServer::Private
{
public:
    void answer(HttpExchange &exchange) const;

    HttpServer http;
    QString key = {};
};

void PracticeServer::Private::answer(HttpExchange &exchange) const
{
    const HttpRequest &request = exchange.request();
    const QByteArray path = pathBelowBase(request.path);
    for (const Route &route : routes) {
        if (path != route.path)
            continue;
        if (request.method != route.method)
            return refuse(exchange, 405, u"Method Not Allowed"_s);
        const QByteArray authorization = request.header("authorization");
        if (authorization.first(std::min<qsizetype>(7, authorization.size())).toLower() != "bearer "
            || authorization.sliced(7).trimmed() != key.toUtf8())
            return refuse(exchange, 401, u"Missing or invalid API key"_s);
        return route.answer(exchange);
    }
    refuse(exchange, 404, u"Not Found"_s);
}

PracticeServer::PracticeServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    connect(&d->http, &HttpServer::requestReceived, this,
            [this](HttpExchange *exchange) { d->answer(*exchange); });
}

PracticeServer::~PracticeServer() = default;

base::Status PracticeServer::listen(quint16 port, const QString &key)
{
    d->key = key.isEmpty() ? randomKey() : key;
    return d->http.start(port);
}

bool PracticeServer::isListening() const
{
    return d->http.isListening();
}

QUrl PracticeServer::baseUrl() const
{
    return QUrl(u"http://127.0.0.1:%1/api/v1"_s.arg(d->http.serverPort()));
}

QString PracticeServer::key() const
{
    return d->key;
}

} // namespace polylogue::app::practice
