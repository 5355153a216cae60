// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/connectiontest.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "tests/app/net/callwatch.h"
#include "tests/support/faultserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue::app;
using namespace polylogue::tests;
using base::ErrorKind;
using net::ConnectionStep;
using net::ConnectionTest;
using Kind = ConnectionStep::Kind;
using State = ConnectionStep::State;

namespace {

const QByteArray twoModels = R"({"data":[{"id":"my-embed-model"},{"id":"chatty"}]})"_ba;

//! Runs a test to its end and keeps how each step ended.
struct Run
{
    explicit Run(const endpoint::BaseUrl &address, const QString &model = {},
                 net::EndpointAccess access = accessTo({}))
        : test(client, learned, access, address, model)
    {
        QObject::connect(&test, &ConnectionTest::stepChanged, &test,
                         [this](const ConnectionStep &step) {
                             if (step.state != State::Running)
                                 ended.append(step);
                         });
        QObject::connect(&test, &ConnectionTest::finished, &test, [this](bool usable) {
            isUsable = usable;
            ++finishes;
        });
        waitUntil([this] { return finishes > 0; }, 8000);
    }

    ConnectionStep step(Kind kind) const
    {
        for (const ConnectionStep &step : ended) {
            if (step.kind == kind)
                return step;
        }
        return {.kind = kind, .state = State::Running};
    }

    net::HttpClient client{net::Timeouts{.connect = 2s, .firstByte = 1s, .idle = 1s}};
    net::LearnedDrops learned;
    ConnectionTest test;
    QList<ConnectionStep> ended;
    bool isUsable = false;
    int finishes = 0;
};

} // namespace

class tst_ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodServerPassesEachStepInOrder();
    void guessedAddressesAreTriedUntilOneAnswers();
    void anUnauthorizedAnswerMeansTheAddressIsRight();
    void aServerWithoutAListPassesWhereAChatWorks();
    void aListWithoutAChatIsNotUsable();
    void aFailedEmbeddingLeavesTheChatUsable();
    void aClosedPortFailsTheConnection();
    void cancelTellsNothingMore();
};

void tst_ConnectionTest::aGoodServerPassesEachStepInOrder()
{
    FaultServer server;
    server.on("/v1/models"_ba, Reply::json(twoModels));
    server.on("/v1/chat/completions"_ba, Reply::chat({"OK"}));
    server.on("/v1/embeddings"_ba, Reply::json(R"({"data":[{"index":0,"embedding":[0.5,1]}]})"_ba));

    const Run run({.url = server.url()});

    QVERIFY(run.isUsable);
    QCOMPARE(run.finishes, 1);
    QList<Kind> kinds;
    for (const ConnectionStep &step : run.ended) {
        kinds.append(step.kind);
        QVERIFY(step.state == State::Passed);
    }
    QCOMPARE(kinds,
             (QList<Kind>{Kind::Address, Kind::Name, Kind::Connection, Kind::Models, Kind::Chat,
                          Kind::Embeddings}));
    QCOMPARE(run.step(Kind::Models).subject, u"2"_s);
    QCOMPARE(run.step(Kind::Chat).subject, u"chatty"_s);
    QCOMPARE(run.step(Kind::Embeddings).subject, u"my-embed-model"_s);
    QCOMPARE(run.test.models().size(), 2);
}

void tst_ConnectionTest::guessedAddressesAreTriedUntilOneAnswers()
{
    FaultServer server;
    server.on("/api/v1/models"_ba, Reply::html("<html>portal</html>"_ba));
    server.on("/models"_ba, Reply::json(twoModels));
    server.on("/chat/completions"_ba, Reply::chat({"OK"}));

    const Run run({.url = server.url(u"/api/v1"_s),
                   .isGuessed = true,
                   .alternatives = {server.url(u"/v1"_s), server.url(QString())}});

    QVERIFY(run.step(Kind::Chat).state == State::Passed);
    QVERIFY(run.isUsable);
    QCOMPARE(run.test.resolvedBaseUrl(), server.url(QString()));
}

void tst_ConnectionTest::anUnauthorizedAnswerMeansTheAddressIsRight()
{
    FaultServer server;
    server.otherwise(Reply::json(R"({"detail":"API key is expired"})"_ba, 401));

    const Run run({.url = server.url(u"/api/v1"_s),
                   .isGuessed = true,
                   .alternatives = {server.url(u"/v1"_s)}},
                  u"m"_s);

    QVERIFY(!run.isUsable);
    QCOMPARE(run.test.resolvedBaseUrl(), server.url(u"/api/v1"_s));
    QVERIFY(run.step(Kind::Models).state == State::Failed);
    QCOMPARE(run.step(Kind::Models).error->kind, ErrorKind::Unauthorized);
    QCOMPARE(server.requests().size(), 1);
}

void tst_ConnectionTest::aServerWithoutAListPassesWhereAChatWorks()
{
    FaultServer server;
    server.on("/v1/chat/completions"_ba, Reply::chat({"OK"}));

    const Run run({.url = server.url(u"/api/v1"_s),
                   .isGuessed = true,
                   .alternatives = {server.url(u"/v1"_s)}},
                  u"m"_s);

    QVERIFY(run.isUsable);
    QVERIFY(run.step(Kind::Models).state == State::Warning);
    QVERIFY(run.step(Kind::Chat).state == State::Passed);
    QCOMPARE(run.test.resolvedBaseUrl(), server.url(u"/v1"_s));
}

void tst_ConnectionTest::aListWithoutAChatIsNotUsable()
{
    FaultServer server;
    server.on("/v1/models"_ba, Reply::json(twoModels));
    server.on("/v1/chat/completions"_ba, Reply::json(R"({"detail":"broken"})"_ba, 500));

    const Run run({.url = server.url()});

    QVERIFY(!run.isUsable);
    QVERIFY(run.step(Kind::Chat).state == State::Failed);
    QCOMPARE(run.step(Kind::Chat).error->kind, ErrorKind::ServerFault);
}

void tst_ConnectionTest::aFailedEmbeddingLeavesTheChatUsable()
{
    FaultServer server;
    server.on("/v1/models"_ba, Reply::json(twoModels));
    server.on("/v1/chat/completions"_ba, Reply::chat({"OK"}));

    const Run run({.url = server.url()});

    QVERIFY(run.isUsable);
    QVERIFY(run.step(Kind::Embeddings).state == State::Failed);
}

void tst_ConnectionTest::aClosedPortFailsTheConnection()
{
    QUrl closed;
    {
        const FaultServer server;
        closed = server.url();
    }

    const Run run({.url = closed});

    QVERIFY(!run.isUsable);
    QVERIFY(run.step(Kind::Connection).state == State::Failed);
    QCOMPARE(run.step(Kind::Connection).error->type, u"refused"_s);
}

void tst_ConnectionTest::cancelTellsNothingMore()
{
    FaultServer server;
    server.otherwise(Reply::nothing());
    net::HttpClient client;
    net::LearnedDrops learned;
    ConnectionTest test(client, learned, accessTo({}), {.url = server.url()}, u"m"_s);
    int signalCount = 0;
    connect(&test, &ConnectionTest::stepChanged, this, [&signalCount] { ++signalCount; });
    connect(&test, &ConnectionTest::finished, this, [&signalCount] { ++signalCount; });
    QTRY_COMPARE(server.requests().size(), 1);

    test.cancel();
    const int before = signalCount;

    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(signalCount, before);
}

QTEST_GUILESS_MAIN(tst_ConnectionTest)
#include "tst_connectiontest.moc"
