// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/practice/practiceserver.h"
#include "app/probe/proberun.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::probe;
using enum polylogue::app::probe::Capability;

//! The practice endpoint says of itself what its models can do; here it has to show it.
class tst_PracticeModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areJudgedByWhatTheyCanDo_data();
    void areJudgedByWhatTheyCanDo();
};

void tst_PracticeModels::areJudgedByWhatTheyCanDo_data()
{
    using Verdicts = QHash<Capability, Verdict>;
    constexpr auto yes = Verdict::Yes;
    constexpr auto no = Verdict::No;
    constexpr auto refused = Verdict::Refused;
    QTest::addColumn<QString>("model");
    QTest::addColumn<Verdicts>("expected");
    Verdicts vision{{Answers, yes},       {SystemPrompt, yes},
                    {Streaming, yes},     {Reasoning, no},
                    {Images, yes},        {PdfText, yes},
                    {PdfScan, no},        {Tools, yes},
                    {ParallelTools, yes}, {JsonObject, yes},
                    {JsonSchema, yes},    {Temperature, yes},
                    {MaxTokens, yes},     {MaxCompletionTokens, yes},
                    {Seed, yes},          {Stop, yes},
                    {Embeddings, refused}};
    QTest::newRow("eyes") << u"practice-vision"_s << vision;
    Verdicts text = vision;
    text[Images] = refused;
    text[PdfText] = no;
    QTest::newRow("text only") << u"practice-text"_s << text;
    Verdicts reasoner = vision;
    reasoner[Reasoning] = yes;
    QTest::newRow("thinking aloud") << u"practice-reasoner"_s << reasoner;
    QTest::newRow("embeddings") << u"practice-embed"_s
                                << Verdicts{{Answers, refused},
                                            {Embeddings, yes},
                                            {InputType, yes},
                                            {BatchLimit, yes}};
}

void tst_PracticeModels::areJudgedByWhatTheyCanDo()
{
    QFETCH(const QString, model);
    using Verdicts = QHash<Capability, Verdict>;
    QFETCH(const Verdicts, expected);
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    practice::PracticeServer server;
    QVERIFY(server.listen(0, u"k"_s));
    net::EndpointAccess access{
        .endpoint = {.id = endpoint::EndpointId::create(), .baseUrl = server.baseUrl()},
        .key = u"k"_s,
        .keyOrigin = u"http://127.0.0.1:%1"_s.arg(server.baseUrl().port())};
    access.endpoint.network.proxy.mode = endpoint::ProxySettings::Mode::None;
    net::HttpClient client;
    ProbeRun run(client, access, {model});
    const QSignalSpy finished(&run, &ProbeRun::finished);
    Verdicts verdicts;
    QHash<Capability, Finding> findings;
    connect(&run, &ProbeRun::found, this, [&](const Finding &finding) {
        verdicts.insert(finding.capability, finding.judgement.verdict);
        findings.insert(finding.capability, finding);
    });

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);

    for (const Capability capability : allCapabilities()) {
        const Finding finding = findings.value(capability);
        if (verdicts.value(capability) != expected.value(capability)) {
            for (const Exchange &exchange : finding.exchanges)
                qWarning().noquote() << exchange.request.right(600) << "\n=>" << exchange.answer;
        }
        QVERIFY2(verdicts.contains(capability) == expected.contains(capability),
                 qPrintable(nameOf(capability)));
        QVERIFY2(verdicts.value(capability) == expected.value(capability),
                 qPrintable(nameOf(capability) + u": "_s + nameOf(finding.judgement.ground)));
    }
    if (expected.value(Embeddings) == Verdict::Yes) {
        QCOMPARE(findings.value(Embeddings).judgement.words, u"1024"_s);
        QCOMPARE(findings.value(BatchLimit).judgement.words, u"96"_s);
    }
}

QTEST_GUILESS_MAIN(tst_PracticeModels)
#include "tst_practicemodels.moc"
