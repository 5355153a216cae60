// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/endpoint.h"

#include <QTest>

using namespace polylogue::app::endpoint;
using namespace Qt::StringLiterals;

class tst_Endpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProfileIsNamedAfterItsHostAndHasANewId();
    void theGatewayIsKnownByItsDomain_data();
    void theGatewayIsKnownByItsDomain();
    void otherServersHaveTheirQuirks();
};

namespace {

Endpoint of(const QString &url)
{
    return endpointFor(QUrl(url));
}

} // namespace

void tst_Endpoint::aProfileIsNamedAfterItsHostAndHasANewId()
{
    const Endpoint one = of(u"https://API.example.com/v1"_s);
    const Endpoint two = of(u"https://API.example.com/v1"_s);

    QCOMPARE(one.name, u"api.example.com"_s);
    QCOMPARE(one.baseUrl, QUrl(u"https://api.example.com/v1"_s));
    QVERIFY(!one.id.isNull());
    QVERIFY(one.id != two.id);
    QCOMPARE(one.quirks, Quirks{});
    QVERIFY(!one.requestsPerSecond);
}

void tst_Endpoint::theGatewayIsKnownByItsDomain_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isGateway");

    QTest::newRow("its domain") << u"https://usai.gov/api/v1"_s << true;
    QTest::newRow("a host below") << u"https://api.usai.gov/api/v1"_s << true;
    QTest::newRow("a host further below") << u"https://api.gsa.usai.gov/api/v1"_s << true;
    QTest::newRow("capitals") << u"https://API.USAI.GOV/api/v1"_s << true;
    QTest::newRow("a domain that ends alike") << u"https://notusai.gov/api/v1"_s << false;
    QTest::newRow("a domain that begins alike") << u"https://usai.gov.example.com/v1"_s << false;
}

void tst_Endpoint::theGatewayIsKnownByItsDomain()
{
    QFETCH(QString, url);
    QFETCH(bool, isGateway);

    const Endpoint endpoint = of(url);

    QCOMPARE(endpoint.requestsPerSecond.has_value(), isGateway);
    QCOMPARE(endpoint.quirks.namesFilesTwice, isGateway);
    QCOMPARE(endpoint.quirks.camelCaseEncodingFormat, isGateway);
    QCOMPARE(endpoint.quirks.sendsInputType, isGateway);
    QCOMPARE(endpoint.quirks.sendsUsageOption, !isGateway);
}

void tst_Endpoint::otherServersHaveTheirQuirks()
{
    QCOMPARE(of(u"https://api.openai.com/v1"_s).quirks.maxTokensName,
             Quirks::MaxTokensName::MaxCompletionTokens);
    QCOMPARE(of(u"https://r.openai.azure.com/openai/v1"_s).keyHeader, KeyHeader::ApiKey);
    QCOMPARE(of(u"https://api.mistral.ai/v1"_s).quirks.toolCallIds,
             Quirks::ToolCallIds::NineAlphanumerics);
    QVERIFY(of(u"https://api.deepseek.com/v1"_s).quirks.echoesReasoning);
    QCOMPARE(of(u"https://api.example.com/v1"_s).keyHeader, KeyHeader::AuthorizationBearer);
}

QTEST_APPLESS_MAIN(tst_Endpoint)
#include "tst_endpoint.moc"
