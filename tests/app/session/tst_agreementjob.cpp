// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/session/agreementjob.h"
#include "tests/app/comparison/markedpairs.h"
#include "tests/support/faultserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using session::AgreedSentence;
using session::AgreementJob;

using Agreed = QList<QList<AgreedSentence>>;

class tst_AgreementJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAllAnswersWithEachOther();
    void asksForNoMoreThanServersTake();
    void tellsWhatTheServerSays();
    void endsInSilenceWhereItIsNotWanted();
    void answersWithoutSentencesAskNothing();
    void findsOutliersWithARealModel();

private:
    std::optional<Agreed> run(const QUrl &url, const QString &model, const QStringList &answers);

    net::HttpClient m_client;
    FaultServer m_server;
};

namespace {

QByteArray vectors(const QList<QByteArray> &each)
{
    QByteArray data;
    for (qsizetype i = 0; i < each.size(); ++i)
        data += (i > 0 ? "," : "") + ("{\"index\":" + QByteArray::number(i) + ",\"embedding\":")
            + each.at(i) + '}';
    return "{\"object\":\"list\",\"data\":[" + data + "]}";
}

} // namespace

std::optional<Agreed> tst_AgreementJob::run(const QUrl &url, const QString &model,
                                            const QStringList &answers)
{
    AgreementJob job(m_client, {.endpoint = endpoint::endpointFor(url)}, model, answers);
    std::optional<Agreed> agreed;
    std::optional<base::Error> error;
    connect(&job, &AgreementJob::finished, this, [&](const Agreed &result) { agreed = result; });
    connect(&job, &AgreementJob::failed, this,
            [&](const base::Error &failure) { error = failure; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(agreed || error, 10'000); }();
    if (error)
        qWarning() << *error;
    return agreed;
}

void tst_AgreementJob::matchesAllAnswersWithEachOther()
{
    m_server.on(
        "/v1/embeddings",
        Reply::json(vectors({"[1,0,0]", "[0,1,0]", "[0.9,0.1,0]", "[0.9,0,0.1]", "[0,0,1]"})));

    const auto agreed = run(m_server.url(), u"e"_s,
                            {u"Rain fell. Nobody came."_s, u"- Rain fell in the night."_s,
                             u"It rained: rain fell. Birds sing."_s});

    QVERIFY(agreed);
    QCOMPARE(agreed->size(), 3);
    QCOMPARE(agreed->at(0).at(0).counterparts, (QList<qsizetype>{-1, 0, 0}));
    QVERIFY(isAlone(agreed->at(0).at(1)));
    QCOMPARE(agreed->at(1).at(0).counterparts, (QList<qsizetype>{0, -1, 0}));
    QVERIFY(isAlone(agreed->at(2).at(1)));
    QCOMPARE(agreed->at(2).at(1).words, u"Birds sing."_s);
}

void tst_AgreementJob::asksForNoMoreThanServersTake()
{
    m_server.clearLog();
    m_server.on("/v1/embeddings",
                {Reply::json(vectors(QList<QByteArray>(96, "[1,2]"))),
                 Reply::json(vectors(QList<QByteArray>(24, "[2,1]")))});
    const QString answer = u"A word. "_s.repeated(60);

    const auto agreed = run(m_server.url(), u"e"_s, {answer, answer});

    QVERIFY(agreed);
    QCOMPARE(m_server.requests("/v1/embeddings").size(), 2);
    QCOMPARE(AgreementJob::requestCount({answer, answer}), 2);
}

void tst_AgreementJob::tellsWhatTheServerSays()
{
    m_server.on("/v1/embeddings", Reply::json(R"({"error":{"message":"no such model"}})", 404));
    AgreementJob job(m_client, {.endpoint = endpoint::endpointFor(m_server.url())}, u"e"_s,
                     {u"One."_s, u"Two."_s});
    const QSignalSpy failed(&job, &AgreementJob::failed);

    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<base::Error>().httpStatus, 404);
}

void tst_AgreementJob::endsInSilenceWhereItIsNotWanted()
{
    m_server.on("/v1/embeddings", Reply::nothing());
    auto job = std::make_unique<AgreementJob>(
        m_client, net::EndpointAccess{.endpoint = endpoint::endpointFor(m_server.url())}, u"e"_s,
        QStringList{u"One."_s, u"Two."_s});
    m_server.clearLog();
    QTRY_COMPARE(m_server.posts(), 1);

    job.reset();

    QTRY_COMPARE(m_server.openConnections(), 0);
}

void tst_AgreementJob::answersWithoutSentencesAskNothing()
{
    m_server.clearLog();

    const auto agreed = run(m_server.url(), u"e"_s, {u"42"_s, u""_s});

    QVERIFY(agreed);
    QCOMPARE(*agreed, Agreed(2));
    QCOMPARE(m_server.posts(), 0);
}

void tst_AgreementJob::findsOutliersWithARealModel()
{
    const QString address = qEnvironmentVariable("POLYLOGUE_EMBEDDINGS");
    if (address.isEmpty())
        QSKIP("POLYLOGUE_EMBEDDINGS names no server with an embedding model");
    OutlierScore score;

    for (const MarkedPair &pair : markedPairs()) {
        const auto agreed =
            run(QUrl(address), qEnvironmentVariable("POLYLOGUE_EMBEDDING_MODEL", u"glove-100d"_s),
                {pair.left.sentences.join(u"\n- "_s).prepend(u"- "_s),
                 pair.right.sentences.join(u"\n- "_s).prepend(u"- "_s)});
        QVERIFY(agreed);
        QCOMPARE(agreed->at(0).size(), pair.left.sentences.size());
        QCOMPARE(agreed->at(1).size(), pair.right.sentences.size());
        for (qsizetype i = 0; i < pair.left.sentences.size(); ++i)
            score.add(pair.left.isAlone[size_t(i)], isAlone(agreed->at(0).at(i)));
        for (qsizetype i = 0; i < pair.right.sentences.size(); ++i)
            score.add(pair.right.isAlone[size_t(i)], isAlone(agreed->at(1).at(i)));
    }

    qInfo("%s", qPrintable(score.text()));
    QCOMPARE_GE(score.f1(), 0.8);
}

QTEST_GUILESS_MAIN(tst_AgreementJob)
#include "tst_agreementjob.moc"
