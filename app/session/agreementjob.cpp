// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/agreementjob.h"

#include "app/net/embeddingrequest.h"
#include "app/net/httpclient.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using base::Error;
using comparison::MeantAnswer;
using comparison::MeantSentence;
using net::EmbeddingRequest;

namespace {

using Agreed = QList<QList<AgreedSentence>>;

//! In another thread: goes through all pairs of sentences of all pairs of answers.
Agreed matched(const QList<QList<MeantSentence>> &sentences,
               const std::vector<std::vector<float>> &vectors)
{
    std::vector<MeantAnswer> answers;
    Agreed agreed;
    auto vector = vectors.begin();
    for (const QList<MeantSentence> &ofAnswer : sentences) {
        MeantAnswer answer;
        QList<AgreedSentence> list;
        for (const MeantSentence &sentence : ofAnswer) {
            answer.sentences.append(sentence.words);
            answer.vectors.push_back(*vector++);
            list.append(AgreedSentence{.place = sentence.place,
                                       .words = sentence.words,
                                       .counterparts = QList<qsizetype>(sentences.size(), -1)});
        }
        answers.push_back(std::move(answer));
        agreed.append(list);
    }
    for (qsizetype a = 0; a < agreed.size(); ++a) {
        for (qsizetype b = a + 1; b < agreed.size(); ++b) {
            const comparison::Counterparts pairs =
                comparison::counterparts(answers[size_t(a)], answers[size_t(b)]);
            for (qsizetype i = 0; i < agreed.at(a).size(); ++i)
                agreed[a][i].counterparts[b] = pairs.ofLeft[size_t(i)];
            for (qsizetype i = 0; i < agreed.at(b).size(); ++i)
                agreed[b][i].counterparts[a] = pairs.ofRight[size_t(i)];
        }
    }
    return agreed;
}

QList<QList<MeantSentence>> sentencesOfAll(const QStringList &answers)
{
    QList<QList<MeantSentence>> sentences;
    for (const QString &answer : answers)
        sentences.append(comparison::meantSentences(answer));
    return sentences;
}

} // namespace

class AgreementJob::Private
{
public:
    Private(AgreementJob &owner, net::HttpClient &httpClient, const net::EndpointAccess &endpoint,
            const QString &embeddingModel, const QStringList &answers)
        : job(owner)
        , client(httpClient)
        , access(endpoint)
        , model(embeddingModel)
        , sentences(sentencesOfAll(answers))
    {
        for (const QList<MeantSentence> &ofAnswer : sentences) {
            for (const MeantSentence &sentence : ofAnswer)
                texts.append(sentence.words);
        }
    }

    void askNext()
    {
        const qsizetype done = qsizetype(vectors.size());
        const int total = int((texts.size() + TextsInRequest - 1) / TextsInRequest);
        if (done == texts.size()) {
            match();
            return;
        }
        const wire::EmbeddingsRequest wanted{
            .model = model,
            .input = texts.mid(done, TextsInRequest),
            .inputType = u"clustering"_s, // symmetric: neither is a question for the other
            .quirks = access.endpoint.quirks};
        request.reset(new EmbeddingRequest(client, access, wanted));
        connect(
            request.get(), &EmbeddingRequest::completed, &job,
            [this, total](const wire::Embeddings &embeddings) {
                request.release()->deleteLater();
                vectors.insert(vectors.end(), embeddings.vectors.begin(), embeddings.vectors.end());
                QTimer::singleShot(0, &job, [this] { askNext(); });
                Q_EMIT job.progressed(
                    int((qsizetype(vectors.size()) + TextsInRequest - 1) / TextsInRequest), total);
            });
        connect(request.get(), &EmbeddingRequest::failed, &job, [this](const Error &error) {
            request.release()->deleteLater();
            Q_EMIT job.failed(error);
        });
    }

    void match()
    {
        const bool isOneDimension = std::ranges::all_of(
            vectors, [this](const auto &vector) { return vector.size() == vectors[0].size(); });
        if (!isOneDimension) {
            Q_EMIT job.failed(Error{.kind = base::ErrorKind::Protocol, .type = u"dimensions"_s});
            return;
        }
        connect(&matching, &QFutureWatcher<Agreed>::finished, &job,
                [this] { Q_EMIT job.finished(matching.result()); });
        matching.setFuture(QtConcurrent::run(matched, sentences, vectors));
    }

    AgreementJob &job;
    net::HttpClient &client;
    net::EndpointAccess access;
    QString model;
    QList<QList<MeantSentence>> sentences;
    QStringList texts; // of all answers
    std::vector<std::vector<float>> vectors; // so far
    std::unique_ptr<EmbeddingRequest> request;
    QFutureWatcher<Agreed> matching;
};

AgreementJob::AgreementJob(net::HttpClient &client, const net::EndpointAccess &access,
                           const QString &model, const QStringList &answers, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, client, access, model, answers))
{
    QTimer::singleShot(0, this, [this] { d->askNext(); });
}

AgreementJob::~AgreementJob() = default;

int AgreementJob::requestCount(const QStringList &answers)
{
    qsizetype texts = 0;
    for (const QString &answer : answers)
        texts += comparison::meantSentences(answer).size();
    return int((texts + TextsInRequest - 1) / TextsInRequest);
}

bool isAlone(const AgreedSentence &sentence)
{
    return std::ranges::all_of(sentence.counterparts, [](qsizetype other) { return other < 0; });
}

} // namespace polylogue::app::session
