// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/net/refusedparts.h"
#include "app/probe/capabilityprobe.h"
#include "app/probe/findingsjson.h"
#include "app/store/chatstore.h"
#include "scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::probe;
using endpoint::Capabilities;
using polylogue::tests::ScriptedModel;
using polylogue::tests::ScriptedServer;
using Source = Finding::Source;
using Temper = ScriptedModel::Temper;

namespace {

const QString model = QStringLiteral("m");

Finding findingAt(int second, Capability capability, Verdict verdict, Source source = Source::Probe)
{
    return {.model = model,
            .capability = capability,
            .judgement = {.verdict = verdict},
            .source = source,
            .at = QDateTime::fromSecsSinceEpoch(1'795'000'000 + second, Qt::UTC)};
}

//! What the probe needs, in a profile of its own.
struct Bench
{
    QTemporaryDir directory = {};
    net::HttpClient client = net::HttpClient();
    net::LearnedDrops learned = net::LearnedDrops();
    endpoint::EndpointId server = endpoint::EndpointId::create();
};

} // namespace

class tst_CapabilityProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUserCountsMostAndTheNewestNext();
    void tellsWhatChanged();
    void putsWhatItKnowsOverTheList();
    void isStoredWithWhatItRestsOn();
    void teachesWhatServersRefuse();
    void isCorrectedAndUncorrected();
    void takesInWhatOthersFound();
    void filesAreReadBack();
    void otherFilesAreRefused();
    void namesAreAllDifferent();
};

void tst_CapabilityProbe::theUserCountsMostAndTheNewestNext()
{
    FindingTable table;
    QVERIFY(!table.at(model, Capability::Images));
    table.add(findingAt(5, Capability::Images, Verdict::Unsure));
    table.add(findingAt(2, Capability::Images, Verdict::No));
    QCOMPARE(table.at(model, Capability::Images)->judgement.verdict, Verdict::Unsure);
    table.add(findingAt(1, Capability::Images, Verdict::Yes, Source::User));
    QCOMPARE(table.at(model, Capability::Images)->judgement.verdict, Verdict::Yes);
    table.remove(model, Capability::Images, Source::User);
    table.add(findingAt(9, Capability::Images, Verdict::No, Source::File));
    QCOMPARE(table.at(model, Capability::Images)->source, Source::File);
    QCOMPARE(table.models(), QStringList{model});
    table.remove(model, Capability::Images, Source::File);
    table.remove(model, Capability::Images, Source::Probe);
    QVERIFY(table.models().isEmpty());
}

void tst_CapabilityProbe::tellsWhatChanged()
{
    FindingTable table;
    table.add(findingAt(1, Capability::Tools, Verdict::Refused));
    QVERIFY(!table.hasChanged(model, Capability::Tools));
    table.add(findingAt(2, Capability::Tools, Verdict::Refused));
    QVERIFY(!table.hasChanged(model, Capability::Tools));
    table.add(findingAt(3, Capability::Tools, Verdict::Yes));
    QVERIFY(table.hasChanged(model, Capability::Tools));
    QCOMPARE(table.before(model, Capability::Tools)->at,
             findingAt(2, Capability::Tools, Verdict::No).at);
    Finding size = findingAt(1, Capability::Embeddings, Verdict::Yes);
    size.judgement = {Verdict::Yes, Ground::Measured, u"1024"_s};
    table.add(size);
    size.at = size.at.addSecs(1);
    size.judgement.words = u"512"_s;
    table.add(size);
    QVERIFY(table.hasChanged(model, Capability::Embeddings));
}

void tst_CapabilityProbe::putsWhatItKnowsOverTheList()
{
    FindingTable table;
    const Capabilities guessed{.source = Capabilities::Source::Name,
                               .chat = true,
                               .images = true,
                               .tools = true,
                               .contextLength = 8192};
    QCOMPARE(table.capabilities(model, guessed), guessed);

    table.add(findingAt(1, Capability::Images, Verdict::Refused));
    table.add(findingAt(1, Capability::PdfScan, Verdict::No));
    table.add(findingAt(1, Capability::PdfText, Verdict::Yes));
    table.add(findingAt(1, Capability::Tools, Verdict::Unsure));
    table.add(findingAt(1, Capability::Reasoning, Verdict::No));
    Capabilities expected{.source = Capabilities::Source::Probe,
                          .chat = true,
                          .images = false,
                          .documents = true,
                          .scans = false,
                          .contextLength = 8192};
    QCOMPARE(table.capabilities(model, guessed), expected);

    Capabilities listed = guessed;
    listed.source = Capabilities::Source::Catalogue;
    expected.tools = true; // nobody knows better
    table.add(findingAt(2, Capability::Images, Verdict::Yes, Source::User));
    expected.images = true;
    expected.source = Capabilities::Source::User;
    QCOMPARE(table.capabilities(model, listed), expected);
}

void tst_CapabilityProbe::isStoredWithWhatItRestsOn()
{
    Bench bench;
    ScriptedModel scripted(Temper::Honest, 2);
    ScriptedServer server(scripted);
    net::EndpointAccess access{.endpoint = {.id = bench.server, .baseUrl = server.url()}};
    access.endpoint.network.proxy.mode = endpoint::ProxySettings::Mode::None;
    FindingTable found;
    {
        store::ChatStore store(bench.directory.path());
        CapabilityProbe probe(bench.client, store, bench.learned);
        const QSignalSpy progress(&probe, &CapabilityProbe::progressed);
        probe.start(access, {model});
        QVERIFY(probe.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!probe.isRunning(), 30'000);
        QVERIFY(!probe.error());
        QVERIFY(progress.size() > 10);
        found = probe.findings();
        QCOMPARE(found.at(model, Capability::Answers)->judgement.verdict, Verdict::Yes);
    }
    store::ChatStore store(bench.directory.path());
    CapabilityProbe probe(bench.client, store, bench.learned);
    const QSignalSpy changed(&probe, &CapabilityProbe::changed);
    probe.use(bench.server);
    QTRY_COMPARE(changed.size(), 1);

    for (const Capability capability : allCapabilities()) {
        const auto before = found.at(model, capability);
        const auto after = probe.findings().at(model, capability);
        QCOMPARE(after.has_value(), before.has_value());
        if (!before)
            continue;
        QCOMPARE(after->judgement, before->judgement);
        QCOMPARE(after->at, before->at);
        std::optional<QList<Exchange>> exchanges;
        probe.loadExchanges(*after, this,
                            [&exchanges](const QList<Exchange> &loaded) { exchanges = loaded; });
        QTRY_VERIFY(exchanges);
        QCOMPARE(*exchanges, before->exchanges);
    }
    probe.use(endpoint::EndpointId::create());
    QVERIFY(probe.findings().models().isEmpty());
}

void tst_CapabilityProbe::teachesWhatServersRefuse()
{
    Bench bench;
    store::ChatStore store(bench.directory.path());
    CapabilityProbe probe(bench.client, store, bench.learned);
    probe.use(bench.server);
    const auto fields = [&bench] { return bench.learned.fieldsFor(bench.server, model); };
    Finding refused = findingAt(1, Capability::Temperature, Verdict::Refused, Source::File);
    refused.at = QDateTime::currentDateTimeUtc().addSecs(-60);
    refused.judgement.words = u"deprecated"_s;
    Finding images = refused;
    images.capability = Capability::Images;
    Finding unsure = refused;
    unsure.capability = Capability::Stop;
    unsure.judgement.verdict = Verdict::Unsure;

    probe.import({refused, images, unsure});
    QCOMPARE(fields(), QSet<QString>({u"temperature"_s, net::imageField}));
    QCOMPARE(bench.learned.all().first().serverWords, u"deprecated"_s);

    Finding taken = images;
    taken.at = taken.at.addSecs(1);
    taken.judgement.verdict = Verdict::Yes;
    probe.import({taken});
    QCOMPARE(fields(), QSet<QString>{u"temperature"_s});
}

void tst_CapabilityProbe::isCorrectedAndUncorrected()
{
    Bench bench;
    store::ChatStore store(bench.directory.path());
    CapabilityProbe probe(bench.client, store, bench.learned);
    probe.use(bench.server);
    Finding refused = findingAt(1, Capability::Seed, Verdict::Refused, Source::File);
    refused.at = QDateTime::currentDateTimeUtc().addSecs(-60);
    probe.import({refused});
    const auto verdict = [&probe] {
        return probe.findings().at(model, Capability::Seed)->judgement.verdict;
    };

    probe.correct(model, Capability::Seed, Verdict::Yes);
    QCOMPARE(verdict(), Verdict::Yes);
    QVERIFY(bench.learned.fieldsFor(bench.server, model).isEmpty());
    probe.import({refused}); // what the user says stays
    QCOMPARE(verdict(), Verdict::Yes);

    probe.correct(model, Capability::Seed, {});
    QCOMPARE(verdict(), Verdict::Refused);
    QCOMPARE(bench.learned.fieldsFor(bench.server, model), QSet<QString>{u"seed"_s});
}

void tst_CapabilityProbe::takesInWhatOthersFound()
{
    Bench bench;
    store::ChatStore store(bench.directory.path());
    CapabilityProbe probe(bench.client, store, bench.learned);
    probe.use(bench.server);
    const Finding old = findingAt(1, Capability::Tools, Verdict::No, Source::File);
    const Finding later = findingAt(2, Capability::Tools, Verdict::Yes, Source::File);

    QCOMPARE(probe.import({later}), 1);
    QCOMPARE(probe.import({later}), 0);
    QCOMPARE(probe.import({old}), 0);
    QCOMPARE(probe.findings().at(model, Capability::Tools)->judgement.verdict, Verdict::Yes);
}

void tst_CapabilityProbe::filesAreReadBack()
{
    SharedFindings shared{.server = QUrl(u"https://api.example.gov/api/v1"_s)};
    int second = 0;
    for (const Capability capability : allCapabilities()) {
        shared.findings.append(findingAt(second, capability, Verdict(second % 4)));
        shared.findings.last().judgement.ground = Ground(second);
        shared.findings.last().judgement.words = u"words %1 \"x\""_s.arg(second++);
    }
    const auto read = decodeFindings(encodeFindings(shared));
    QVERIFY(read);
    for (Finding &finding : shared.findings)
        finding.source = Source::File;
    QCOMPARE(*read, shared);
}

void tst_CapabilityProbe::otherFilesAreRefused()
{
    for (const QByteArray &file : {""_ba, "{}"_ba, "[1]"_ba, "<html>"_ba, "{\"format\":1}"_ba}) {
        const auto read = decodeFindings(file);
        QVERIFY(!read);
        QCOMPARE(read.error().type, u"not_findings"_s);
    }
    const auto odd = decodeFindings(
        R"({"format":"polylogue-capabilities","findings":[7,{"model":"m"},)"
        R"({"model":"m","capability":"telepathy","verdict":"yes","at":"2026-11-23T00:00:00Z"},)"
        R"({"model":"m","capability":"tools","verdict":"yes","at":"9999-01-01T00:00:00Z"}]})");
    QVERIFY(odd);
    QCOMPARE(odd->findings.size(), 1);
    QVERIFY(odd->findings.first().at <= QDateTime::currentDateTimeUtc());
}

void tst_CapabilityProbe::namesAreAllDifferent()
{
    QSet<QString> names;
    for (const Capability capability : allCapabilities()) {
        QCOMPARE(capabilityNamed(nameOf(capability)), capability);
        names.insert(nameOf(capability));
    }
    QCOMPARE(names.size(), 19);
    for (int i = 0; i <= int(Ground::Contradictory); ++i)
        QCOMPARE(groundNamed(nameOf(Ground(i))), Ground(i));
    for (int i = 0; i <= int(Verdict::Refused); ++i)
        QCOMPARE(verdictNamed(nameOf(Verdict(i))), Verdict(i));
    QVERIFY(!verdictNamed(u"maybe"_s));
}

QTEST_GUILESS_MAIN(tst_CapabilityProbe)
#include "tst_capabilityprobe.moc"
