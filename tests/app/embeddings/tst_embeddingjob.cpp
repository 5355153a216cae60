// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/embeddingjob.h"
#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "tests/support/faultserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using State = EmbeddingJob::State;

class tst_EmbeddingJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void headlinesTakeOneRequest();
    void limitIsLearnedFromARefusal();
    void cacheAnswersTheSecondTime();
    void goesOnAfterAFailure();
    void pausesBetweenRequests();
    void refusedInputTypeIsLeftOut();
    void vectorsOfOtherLengthsAreAnError_data();
    void vectorsOfOtherLengthsAreAnError();
    void longTextsAreCutOrRefused();
    void tooLongForTheServerIsCut();
    void zeroVectorsAreTold();
    void endsInSilenceWhereItIsNotWanted();
    void estimateIsWhatIsSent();

private:
    std::unique_ptr<EmbeddingJob> make(const QStringList &texts, EmbeddingSetup setup = {});
    bool runs(EmbeddingJob &job, State to = State::Finished);
    qsizetype asked() const { return m_server->requests("/v1/embeddings").size(); }

    net::HttpClient m_client;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QByteArray vectors(const QList<QByteArray> &each)
{
    QByteArray data;
    for (qsizetype i = 0; i < each.size(); ++i)
        data += (i > 0 ? "," : "") + ("{\"index\":" + QByteArray::number(i) + ",\"embedding\":")
            + each.at(i) + '}';
    return "{\"data\":[" + data + "],\"model\":\"m-1\",\"usage\":{\"promptTokens\":7}}";
}

Reply answer(qsizetype count)
{
    return Reply::json(vectors(QList<QByteArray>(count, "[1,2,3]")));
}

QStringList texts(int count)
{
    QStringList all;
    for (int i = 0; i < count; ++i)
        all.append(u"Text number %1."_s.arg(i));
    return all;
}

} // namespace

void tst_EmbeddingJob::init()
{
    m_server = std::make_unique<FaultServer>();
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<EmbeddingJob> tst_EmbeddingJob::make(const QStringList &texts, EmbeddingSetup setup)
{
    setup.model = u"m"_s;
    return std::make_unique<EmbeddingJob>(
        m_client, net::EndpointAccess{.endpoint = endpoint::endpointFor(m_server->url())}, texts,
        setup, m_folder->filePath(u"vectors.sqlite"_s));
}

bool tst_EmbeddingJob::runs(EmbeddingJob &job, State to)
{
    job.start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(job.state() != State::Running, 30'000); }();
    return job.state() == to;
}

void tst_EmbeddingJob::headlinesTakeOneRequest()
{
    m_server->on("/v1/embeddings", answer(96));
    const auto job = make(texts(96), {.inputType = u"clustering"_s});

    QVERIFY(runs(*job));

    QCOMPARE(asked(), 1);
    const QByteArray body = m_server->requests("/v1/embeddings").constFirst().body;
    QVERIFY(body.contains("\"input_type\":\"clustering\""));
    QVERIFY(body.contains("\"Text number 95.\""));
    QCOMPARE(job->result().vectors.rows, size_t(96));
    QCOMPARE(job->result().vectors.columns, size_t(3));
    QCOMPARE(job->result().model, u"m-1"_s);
    QCOMPARE(job->result().requests, 1);
    QCOMPARE(job->result().usage.promptTokens, std::optional<qint64>(7));
    QCOMPARE(job->progress().done, 96);
}

void tst_EmbeddingJob::limitIsLearnedFromARefusal()
{
    m_server->on(
        "/v1/embeddings",
        {Reply::json(R"({"detail":"at most 4 texts"})", 422), answer(4), answer(4), answer(2)});
    const auto job = make(texts(10));

    QVERIFY(runs(*job));

    QCOMPARE(asked(), 4);
    QCOMPARE(job->result().vectors.rows, size_t(10));
    // The next one asks for no more.
    m_server->clearLog();
    m_server->on("/v1/embeddings", {answer(4), answer(1)});
    const auto other = make({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s});
    QVERIFY(runs(*other));
    QCOMPARE(asked(), 2);
}

void tst_EmbeddingJob::cacheAnswersTheSecondTime()
{
    m_server->on("/v1/embeddings", {answer(3), answer(1)});
    QVERIFY(runs(*make(texts(3))));

    const auto job = make(texts(4));
    QVERIFY(runs(*job));

    QCOMPARE(asked(), 2);
    QCOMPARE(job->result().fromCache, 3);
    QVERIFY(!m_server->requests("/v1/embeddings").at(1).body.contains("number 2"));
    QVERIFY(runs(*make(texts(4))));
    QCOMPARE(asked(), 2);
}

void tst_EmbeddingJob::goesOnAfterAFailure()
{
    m_server->on("/v1/embeddings",
                 {answer(2), Reply::json(R"({"error":{"message":"no credit"}})", 402), answer(2)});
    const auto job = make(texts(4), {.textsInRequest = 2});
    const QSignalSpy failed(job.get(), &EmbeddingJob::failed);

    QVERIFY(runs(*job, State::Failed));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<base::Error>().kind, base::ErrorKind::OutOfCredit);
    QCOMPARE(job->progress().done, 2);

    QVERIFY(runs(*job));
    QCOMPARE(asked(), 3);
    QCOMPARE(job->result().vectors.rows, size_t(4));
}

void tst_EmbeddingJob::pausesBetweenRequests()
{
    m_server->on("/v1/embeddings", answer(1));
    const auto job = make(texts(3), {.textsInRequest = 1});
    connect(job.get(), &EmbeddingJob::progressed, job.get(), [&job] {
        if (job->progress().done == 1)
            job->pause();
    });

    QVERIFY(runs(*job, State::Paused));
    QCOMPARE(asked(), 1);
    QVERIFY(job->progress().left);

    QVERIFY(runs(*job));
    QCOMPARE(asked(), 3);
}

void tst_EmbeddingJob::refusedInputTypeIsLeftOut()
{
    m_server->on("/v1/embeddings",
                 {Reply::json(R"({"error":{"message":"Unknown parameter: 'input_type'.",)"
                              R"("param":"input_type"}})",
                              400),
                  answer(2)});
    const auto job = make(texts(2), {.inputType = u"clustering"_s});

    QVERIFY(runs(*job));

    QVERIFY(job->result().isInputTypeRefused);
    QVERIFY(!m_server->requests("/v1/embeddings").at(1).body.contains("input_type"));
}

void tst_EmbeddingJob::vectorsOfOtherLengthsAreAnError_data()
{
    QTest::addColumn<int>("dimensions");

    QTest::newRow("than asked for") << 256;
    QTest::newRow("than before") << 0;
}

void tst_EmbeddingJob::vectorsOfOtherLengthsAreAnError()
{
    QFETCH(const int, dimensions);
    m_server->on("/v1/embeddings", {answer(1), Reply::json(vectors({"[1,2]"}))});
    const auto job = make(texts(2), {.dimensions = dimensions, .textsInRequest = 1});
    const QSignalSpy failed(job.get(), &EmbeddingJob::failed);

    QVERIFY(runs(*job, State::Failed));

    QCOMPARE(failed.at(0).at(0).value<base::Error>().type, u"dimensions"_s);
}

void tst_EmbeddingJob::longTextsAreCutOrRefused()
{
    const QStringList all{u"Short."_s, u"Aaaa bbbb cccc. Dddd eeee ffff."_s};
    m_server->on("/v1/embeddings", Reply::json(vectors({"[1,0]", "[1,0]", "[0,1]"})));

    const auto refusing = make(all, {.longest = 5, .longTexts = LongTexts::Refuse});
    const QSignalSpy failed(refusing.get(), &EmbeddingJob::failed);
    QVERIFY(runs(*refusing, State::Failed));
    QCOMPARE(failed.at(0).at(0).value<base::Error>().type, u"text_too_long"_s);
    QCOMPARE(failed.at(0).at(0).value<base::Error>().subject, u"2"_s);
    QCOMPARE(asked(), 0);

    const auto job = make(all, {.longest = 5});
    QVERIFY(runs(*job));
    QCOMPARE(asked(), 1);
    QCOMPARE(job->result().cutTexts, 1);
    QCOMPARE(job->result().vectors.rows, size_t(2));
}

void tst_EmbeddingJob::tooLongForTheServerIsCut()
{
    const QString sentence = u"The rain fell all day and nobody came to see it, as they said. "_s;
    m_server->on(
        "/v1/embeddings",
        {Reply::json(R"({"error":{"message":"maximum context length is 8192 tokens"}})", 400),
         Reply::json(vectors({"[1,0]", "[0,1]"}))});
    const auto job = make({sentence.repeated(10).trimmed()});

    QVERIFY(runs(*job));

    QCOMPARE(asked(), 2);
    QCOMPARE(job->result().cutTexts, 1);
}

void tst_EmbeddingJob::zeroVectorsAreTold()
{
    m_server->on("/v1/embeddings", Reply::json(vectors({"[1,0]", "[0,0]"})));
    const auto job = make(texts(2));

    QVERIFY(runs(*job));

    QCOMPARE(job->result().zero, QList<qsizetype>{1});
}

void tst_EmbeddingJob::endsInSilenceWhereItIsNotWanted()
{
    m_server->on("/v1/embeddings", Reply::nothing());
    auto job = make(texts(2));
    job->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->posts(), 1, 30'000);

    job.reset();

    QTRY_COMPARE_WITH_TIMEOUT(m_server->openConnections(), 0, 30'000);
}

void tst_EmbeddingJob::estimateIsWhatIsSent()
{
    const EmbeddingEstimate estimate = estimateOf(texts(200) + texts(1), {});

    QCOMPARE(estimate.requests, 3);
    QCOMPARE_GT(estimate.tokens, qint64(600));
    QCOMPARE(estimate.longTexts, 0);
    QCOMPARE(estimateOf({u"Aaaa bbbb cccc. Dddd eeee ffff."_s}, {.longest = 5}).longTexts, 1);
}

QTEST_GUILESS_MAIN(tst_EmbeddingJob)
#include "tst_embeddingjob.moc"
