// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/probe/proberun.h"
#include "scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::probe;
using polylogue::tests::ScriptedModel;
using polylogue::tests::ScriptedServer;
using Temper = ScriptedModel::Temper;

namespace {

RunOptions quick()
{
    return {.pace = {std::chrono::milliseconds(20), std::chrono::milliseconds(50)},
            .patience = std::chrono::seconds(10),
            .requestsAtOnce = 8,
            .seed = 4711};
}

net::EndpointAccess accessTo(const ScriptedServer &server, const QString &key = {})
{
    net::EndpointAccess access{
        .endpoint = {.id = endpoint::EndpointId::create(), .baseUrl = server.url()}, .key = key};
    access.endpoint.network.proxy.mode = endpoint::ProxySettings::Mode::None;
    access.keyOrigin = u"http://127.0.0.1:%1"_s.arg(server.serverPort());
    return access;
}

//! A run with what it told.
struct Watched
{
    explicit Watched(ProbeRun &run)
        : finished(&run, &ProbeRun::finished)
        , failed(&run, &ProbeRun::failed)
    {
        QObject::connect(&run, &ProbeRun::found, &run,
                         [this](const Finding &finding) { findings.append(finding); });
    }
    bool hasEnded() const { return finished.size() + failed.size() > 0; }
    std::optional<Finding> of(Capability capability) const
    {
        for (const Finding &finding : findings) {
            if (finding.capability == capability)
                return finding;
        }
        return {};
    }

    QSignalSpy finished;
    QSignalSpy failed;
    QList<Finding> findings;
};

} // namespace

class tst_ProbeRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesServersOfAnyAbilities_data();
    void judgesServersOfAnyAbilities();
    void keepsWhatWasAskedAndAnswered();
    void asksNothingInVain();
    void asksSeveralModels();
    void aWrongKeyEndsIt();
    void noServerEndsIt();
    void slowAnswersAreUnsure();
    void whatWasTriedAgainSaysWhy();
    void isCancelled();
    void isDestroyedInTheMiddle();
};

void tst_ProbeRun::judgesServersOfAnyAbilities_data()
{
    QTest::addColumn<Temper>("temper");
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("honest %u", seed) << Temper::Honest << seed + 5000;
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("unreliable %u", seed) << Temper::Unreliable << seed + 5000;
}

void tst_ProbeRun::judgesServersOfAnyAbilities()
{
    QFETCH(const Temper, temper);
    QFETCH(const quint32, seed);
    ScriptedModel model(temper, seed);
    ScriptedServer server(model);
    net::HttpClient client;
    ProbeRun run(client, accessTo(server), {u"m"_s}, quick());
    const Watched watched(run);

    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), 30'000);

    QCOMPARE(watched.failed.size(), 0);
    for (const Finding &finding : watched.findings) {
        const Verdict verdict = finding.judgement.verdict;
        const Verdict truth = model.truth(finding.capability);
        QVERIFY2(verdict == truth || verdict == Verdict::Unsure,
                 qPrintable(nameOf(finding.capability) + u": "_s + nameOf(verdict) + u" for "_s
                            + nameOf(truth)));
        // When pieces arrive is up to the machine; what a model makes up may be nearly right.
        const bool isDecided = finding.capability != Capability::Streaming
            && finding.judgement.ground != Ground::NearAnswer;
        if (temper == Temper::Honest && isDecided)
            QVERIFY2(verdict == truth,
                     qPrintable(nameOf(finding.capability) + u": "_s
                                + nameOf(finding.judgement.ground) + u", "_s
                                + finding.judgement.words));
    }
    if (temper == Temper::Honest) {
        const bool embeds = model.truth(Capability::Embeddings) == Verdict::Yes;
        QCOMPARE(watched.findings.size(), embeds ? 19 : 17);
    }
}

void tst_ProbeRun::keepsWhatWasAskedAndAnswered()
{
    ScriptedModel model(Temper::Honest, 1);
    model.setTruth(Capability::Tools, Verdict::Yes);
    ScriptedServer server(model);
    net::HttpClient client;
    const QDateTime before = QDateTime::currentDateTimeUtc();
    ProbeRun run(client, accessTo(server, u"secret-key-1"_s), {u"m"_s}, quick());
    const Watched watched(run);

    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), 30'000);

    const auto tools = watched.of(Capability::Tools);
    QVERIFY(tools);
    QCOMPARE(tools->model, u"m"_s);
    QCOMPARE(tools->source, Finding::Source::Probe);
    QVERIFY(tools->at >= before);
    QCOMPARE(tools->exchanges.size(), 2);
    QCOMPARE(tools->exchanges.at(0).path, u"/chat/completions"_s);
    QCOMPARE(tools->exchanges.at(0).httpStatus, 200);
    QVERIFY(tools->exchanges.at(0).at >= before);
    QVERIFY(tools->exchanges.at(0).request.contains("parcel_weight"_L1));
    QVERIFY(tools->exchanges.at(0).answer.contains("tool_calls"_L1));
    QVERIFY(tools->exchanges.at(1).request.contains("\"role\":\"tool\""_L1));
    for (const Finding &finding : watched.findings) {
        for (const Exchange &exchange : finding.exchanges)
            QVERIFY(!exchange.request.contains("secret-key-1"_L1));
    }
}

void tst_ProbeRun::asksNothingInVain()
{
    ScriptedModel model(Temper::RateLimited, 1);
    ScriptedServer server(model);
    net::HttpClient client;
    RunOptions options = quick();
    options.patience = std::chrono::seconds(30); // of a server that wants a minute
    ProbeRun run(client, accessTo(server), {u"m"_s}, options);
    const Watched watched(run);

    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), 25'000); // it does not wait in vain, either

    QCOMPARE(watched.findings.size(), 2); // whether it answers, and embeds; no more
    for (const Finding &finding : watched.findings) {
        QCOMPARE(finding.judgement.verdict, Verdict::Unsure);
        QCOMPARE(finding.judgement.ground, Ground::RateLimited);
        QCOMPARE(finding.judgement.words, u"Too many requests"_s);
    }
}

void tst_ProbeRun::asksSeveralModels()
{
    ScriptedModel model(Temper::Honest, 3);
    ScriptedServer server(model);
    net::HttpClient client;
    ProbeRun run(client, accessTo(server), {u"a"_s, u"b"_s}, quick());
    const Watched watched(run);
    QSignalSpy progress(&run, &ProbeRun::progressed);

    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), 30'000);

    QSet<QString> models;
    for (const Finding &finding : watched.findings)
        models.insert(finding.model);
    QCOMPARE(models, QSet<QString>({u"a"_s, u"b"_s}));
    QCOMPARE(progress.size(), watched.findings.size());
    QCOMPARE(progress.last().at(0).toInt(), progress.last().at(1).toInt());
}

void tst_ProbeRun::aWrongKeyEndsIt()
{
    ScriptedModel model(Temper::Honest, 1);
    ScriptedServer server(model);
    server.setKey("right");
    net::HttpClient client;
    ProbeRun run(client, accessTo(server, u"wrong"_s), {u"a"_s, u"b"_s}, quick());
    const Watched watched(run);

    QTRY_VERIFY(watched.hasEnded());

    QCOMPARE(watched.failed.size(), 1);
    QCOMPARE(watched.failed.first().first().value<base::Error>().kind,
             base::ErrorKind::Unauthorized);
    QVERIFY(watched.findings.isEmpty());
    QVERIFY(server.requests() <= 4);
}

void tst_ProbeRun::noServerEndsIt()
{
    ScriptedModel model(Temper::Honest, 1);
    ScriptedServer server(model);
    const net::EndpointAccess access = accessTo(server);
    server.close();
    net::HttpClient client;
    ProbeRun run(client, access, {u"m"_s}, quick());
    const Watched watched(run);

    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), 15'000); // it tries more than once

    QCOMPARE(watched.failed.size(), 1);
    QCOMPARE(watched.failed.first().first().value<base::Error>().kind, base::ErrorKind::Network);
    QVERIFY(watched.findings.isEmpty());
}

void tst_ProbeRun::slowAnswersAreUnsure()
{
    ScriptedModel model(Temper::Honest, 1);
    ScriptedServer server(model);
    server.setDelay(5'000);
    net::HttpClient client;
    RunOptions options = quick();
    options.patience = std::chrono::milliseconds(150);
    ProbeRun run(client, accessTo(server), {u"m"_s}, options);
    const Watched watched(run);

    QTRY_VERIFY(watched.hasEnded());

    QCOMPARE(watched.finished.size(), 1);
    QCOMPARE(watched.of(Capability::Answers)->judgement.ground, Ground::TimedOut);
    QCOMPARE(watched.of(Capability::Answers)->judgement.verdict, Verdict::Unsure);
}

//! The server asks for a short wait, and then has nothing to say.
void tst_ProbeRun::whatWasTriedAgainSaysWhy()
{
    ScriptedModel model(Temper::BusyThenSilent, 1);
    ScriptedServer server(model);
    net::HttpClient client;
    RunOptions options = quick();
    options.patience = std::chrono::seconds(4);
    ProbeRun run(client, accessTo(server), {u"m"_s}, options);
    const Watched watched(run);

    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), 15'000);

    QCOMPARE(server.requests(), 4);
    QCOMPARE(watched.of(Capability::Answers)->judgement.words, u"Too many requests"_s);
}

void tst_ProbeRun::isCancelled()
{
    ScriptedModel model(Temper::Honest, 1);
    ScriptedServer server(model);
    net::HttpClient client;
    ProbeRun run(client, accessTo(server), {u"m"_s}, quick());
    const Watched watched(run);
    QTRY_VERIFY(watched.findings.size() >= 3);
    const qsizetype found = watched.findings.size();

    run.cancel();

    QCOMPARE(watched.failed.size(), 1);
    QCOMPARE(watched.failed.first().first().value<base::Error>().kind, base::ErrorKind::Cancelled);
    QTest::qWait(50);
    QCOMPARE(watched.findings.size(), found);
    QCOMPARE(watched.finished.size(), 0);
}

void tst_ProbeRun::isDestroyedInTheMiddle()
{
    ScriptedModel model(Temper::Honest, 1);
    ScriptedServer server(model);
    net::HttpClient client;
    auto run = std::make_unique<ProbeRun>(client, accessTo(server), QStringList{u"m"_s}, quick());
    connect(run.get(), &ProbeRun::found, this, [&run] { run.reset(); });

    QTRY_VERIFY(!run);
}

QTEST_GUILESS_MAIN(tst_ProbeRun)
#include "tst_proberun.moc"
