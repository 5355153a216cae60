// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/endpointcodec.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::settings;
using base::ErrorKind;
using endpoint::Endpoint;

namespace {

Endpoint everythingSet()
{
    using endpoint::Quirks;
    Endpoint all;
    all.id = endpoint::EndpointId::create();
    all.name = u"Agency"_s;
    all.baseUrl = QUrl(u"https://api.example.gov:8443/api/v1?api-version=2"_s);
    all.keySource = endpoint::KeySource::Environment;
    all.keyVariable = u"AGENCY_KEY"_s;
    all.keyHeader = endpoint::KeyHeader::ApiKey;
    all.headers = {{u"X-Team"_s, u"a: b"_s}, {u"X-Cost-Centre"_s, u"7"_s}};
    all.requestsPerSecond = 2.5;
    all.quirks.maxTokensName = Quirks::MaxTokensName::MaxCompletionTokens;
    all.quirks.systemRole = Quirks::SystemRole::Developer;
    all.quirks.emptyContent = Quirks::EmptyContent::Omitted;
    all.quirks.toolCallIds = Quirks::ToolCallIds::NineAlphanumerics;
    all.quirks.sendsUsageOption = false;
    all.quirks.namesFilesTwice = true;
    all.quirks.camelCaseEncodingFormat = true;
    all.quirks.sendsInputType = true;
    all.quirks.echoesReasoning = true;
    all.quirks.needsToolsWithToolHistory = false;
    all.quirks.refusedFields = {u"seed"_s, u"top_p"_s};
    all.network.proxy = {.mode = endpoint::ProxySettings::Mode::Manual,
                         .host = u"proxy.example"_s,
                         .port = 3128,
                         .user = u"me"_s};
    all.network.caBundle = u"/etc/ca.pem"_s;
    all.network.clientCertificate = u"/etc/me.pem"_s;
    all.network.clientKey = u"/etc/me.key"_s;
    all.defaults.temperature = 0.5;
    all.defaults.reasoningEffort = u"low"_s;
    all.defaultModel = u"m"_s;
    all.embeddingModel = u"e"_s;
    return all;
}

} // namespace

class tst_EndpointCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberComesBack();
    void importNeedsOnlyAnAddress();
    void importKnowsTheHost();
    void importTwiceGivesTheSameId();
    void importNeverTakesAKey();
    void badImportsAreRefused_data();
    void badImportsAreRefused();
};

void tst_EndpointCodec::everyMemberComesBack()
{
    const Endpoint all = everythingSet();
    const Endpoint practice{
        .id = endpoint::EndpointId::create(), .name = u"Practice"_s, .isPractice = true};

    const auto decoded = decodeEndpoints(encodeEndpoints({all, practice}, {}));

    QVERIFY(decoded);
    QVERIFY2(decoded->wrongMembers.isEmpty(), qPrintable(decoded->wrongMembers.join(u' ')));
    QCOMPARE(decoded->endpoints.size(), 2);
    QVERIFY(decoded->endpoints.first() == all);
    QVERIFY(decoded->endpoints.last() == practice);
}

void tst_EndpointCodec::importNeedsOnlyAnAddress()
{
    const auto imported = importEndpoints(
        R"({"name": "Agency", "base_url": "https://api.example.gov/api/v1/chat/completions",
            "key_source": "keychain", "network": {"ca_bundle": "/etc/agency.pem"}})");

    QVERIFY(imported);
    QCOMPARE(imported->size(), 1);
    const Endpoint &endpoint = imported->first();
    QCOMPARE(endpoint.name, u"Agency"_s);
    QCOMPARE(endpoint.baseUrl, QUrl(u"https://api.example.gov/api/v1"_s));
    QCOMPARE(endpoint.keySource, endpoint::KeySource::Keychain);
    QCOMPARE(endpoint.network.caBundle, u"/etc/agency.pem"_s);
    QVERIFY(!endpoint.id.isNull());
}

void tst_EndpointCodec::importKnowsTheHost()
{
    const auto imported = importEndpoints(
        R"({"base_url": "https://api.openai.com", "quirks": {"system_role": "developer"}})");

    QVERIFY(imported);
    QCOMPARE(imported->first().quirks.maxTokensName,
             endpoint::Quirks::MaxTokensName::MaxCompletionTokens);
    QCOMPARE(imported->first().name, u"api.openai.com"_s);
}

void tst_EndpointCodec::importTwiceGivesTheSameId()
{
    const QByteArray file = R"({"endpoints": [{"base_url": "https://a.example/v1"},
                                              {"base_url": "https://b.example/v1"}]})";
    const auto first = importEndpoints(file);
    const auto second = importEndpoints(file);

    QVERIFY(first && second);
    QVERIFY(*first == *second);
    QVERIFY(first->at(0).id != first->at(1).id);
}

void tst_EndpointCodec::importNeverTakesAKey()
{
    const auto imported = importEndpoints(
        R"({"base_url": "https://a.example/v1", "key": "CANARY-1", "api_key": "CANARY-2"})");

    QVERIFY(imported);
    QVERIFY(!encodeEndpoints(*imported, {}).contains("CANARY"));
}

void tst_EndpointCodec::badImportsAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no JSON") << "base_url = x"_ba << ErrorKind::File;
    QTest::newRow("an array") << "[]"_ba << ErrorKind::File;
    QTest::newRow("nothing in it") << "{}"_ba << ErrorKind::File;
    QTest::newRow("empty list") << R"({"endpoints": []})"_ba << ErrorKind::File;
    QTest::newRow("file address") << R"({"base_url": "file:///etc/passwd"})"_ba
                                  << ErrorKind::WrongAddress;
    QTest::newRow("no address") << R"({"endpoints": [{"name": "x"}]})"_ba
                                << ErrorKind::WrongAddress;
    QTest::newRow("wrong member")
        << R"({"base_url": "https://a.example/v1", "key_source": "file"})"_ba << ErrorKind::File;
}

void tst_EndpointCodec::badImportsAreRefused()
{
    QFETCH(const QByteArray, file);
    QFETCH(const ErrorKind, kind);

    const auto imported = importEndpoints(file);

    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, kind);
}

QTEST_APPLESS_MAIN(tst_EndpointCodec)
#include "tst_endpointcodec.moc"
