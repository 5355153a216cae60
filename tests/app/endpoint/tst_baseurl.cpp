// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::endpoint;
using namespace Qt::StringLiterals;

class tst_BaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatPeoplePaste_data();
    void takesWhatPeoplePaste();
    void guessesARootWhereNoneIsNamed_data();
    void guessesARootWhereNoneIsNamed();
    void refusesWhatIsNoServer_data();
    void refusesWhatIsNoServer();
    void readingItsOwnResultChangesNothing();
    void putsPathsBeforeTheQuery();
    void anOriginAlwaysNamesItsPort_data();
    void anOriginAlwaysNamesItsPort();
};

void tst_BaseUrl::takesWhatPeoplePaste_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &pasted, const QString &expected) {
        QTest::newRow(name) << pasted << expected;
    };
    const auto gateway = u"https://api.example.gov/api/v1"_s;
    row("as it is", gateway, gateway);
    row("trailing slash", gateway + u'/', gateway);
    row("trailing slashes", gateway + u"///"_s, gateway);
    row("white space", u" \t"_s + gateway + u" \n"_s, gateway);
    row("in quotes", u'"' + gateway + u"\","_s, gateway);
    row("in angle brackets", u'<' + gateway + u'>', gateway);
    row("chat path", gateway + u"/chat/completions"_s, gateway);
    row("chat path and slash", gateway + u"/chat/completions/"_s, gateway);
    row("old completions path", gateway + u"/completions"_s, gateway);
    row("embeddings path", gateway + u"/embeddings"_s, gateway);
    row("models path", gateway + u"/models"_s, gateway);
    row("responses path", gateway + u"/responses"_s, gateway);
    row("documentation", gateway + u"/docs"_s, gateway);
    row("documentation with an anchor", gateway + u"/docs#/chat/create"_s, gateway);
    row("schema", gateway + u"/openapi.json"_s, gateway);
    row("query of no meaning", gateway + u"?utm_source=mail"_s, gateway);
    row("small and capital letters", u"HTTPS://API.Example.GOV/api/v1"_s, gateway);
    row("no scheme", u"api.example.gov/api/v1"_s, gateway);
    row("no scheme, chat path", u"api.example.gov/api/v1/chat/completions"_s, gateway);
    row("one slash too few", u"https:/api.example.gov/api/v1"_s, gateway);
    row("/v1", u"https://api.example.com/v1/"_s, u"https://api.example.com/v1"_s);
    row("port", u"https://api.example.com:8443/v1"_s, u"https://api.example.com:8443/v1"_s);
    row("this machine", u"localhost:11434/v1"_s, u"http://localhost:11434/v1"_s);
    row("loopback address", u"127.0.0.1:8080/v1"_s, u"http://127.0.0.1:8080/v1"_s);
    row("any address", u"0.0.0.0:8000/v1"_s, u"http://0.0.0.0:8000/v1"_s);
    row("IPv6", u"[::1]:8080/v1"_s, u"http://[::1]:8080/v1"_s);
    row("IPv6 in the world", u"[2001:db8::1]/v1"_s, u"https://[2001:db8::1]/v1"_s);
    row("private network", u"192.168.1.20:8000/v1"_s, u"http://192.168.1.20:8000/v1"_s);
    row("public address", u"8.8.8.8/v1"_s, u"https://8.8.8.8/v1"_s);
    row("a name that looks private", u"10.example.com/v1"_s, u"https://10.example.com/v1"_s);
    row("http said", u"http://api.example.com/v1"_s, u"http://api.example.com/v1"_s);
    row("encoded path", u"https://example.com/a%2Fb/v1"_s, u"https://example.com/a%2Fb/v1"_s);
    row("own prefix", u"https://example.com/llm/openai/v1"_s,
        u"https://example.com/llm/openai/v1"_s);
    row("Azure",
        u"https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21"_s,
        u"https://r.openai.azure.com/openai/deployments/d?api-version=2024-10-21"_s);
    row("Azure v1", u"https://r.openai.azure.com/openai/v1/?api-version=preview"_s,
        u"https://r.openai.azure.com/openai/v1?api-version=preview"_s);
}

void tst_BaseUrl::takesWhatPeoplePaste()
{
    QFETCH(QString, pasted);
    QFETCH(QString, expected);

    const base::Result<BaseUrl> result = parseBaseUrl(pasted);

    QVERIFY(result);
    QCOMPARE(result->url.toString(QUrl::FullyEncoded), expected);
    QVERIFY(!result->isGuessed);
    QVERIFY(result->alternatives.isEmpty());
}

void tst_BaseUrl::guessesARootWhereNoneIsNamed_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QStringList>("alternatives");

    const auto row = [](const char *name, const QString &pasted, const QString &expected,
                        const QStringList &alternatives) {
        QTest::newRow(name) << pasted << expected << alternatives;
    };
    row("a bare host", u"api.example.gov"_s, u"https://api.example.gov/api/v1"_s,
        {u"https://api.example.gov/v1"_s, u"https://api.example.gov"_s});
    row("a host and a slash", u"https://api.example.gov/"_s, u"https://api.example.gov/api/v1"_s,
        {u"https://api.example.gov/v1"_s, u"https://api.example.gov"_s});
    row("only documentation", u"https://api.example.gov/docs"_s,
        u"https://api.example.gov/api/v1"_s,
        {u"https://api.example.gov/v1"_s, u"https://api.example.gov"_s});
    row("OpenAI", u"api.openai.com"_s, u"https://api.openai.com/v1"_s,
        {u"https://api.openai.com/api/v1"_s, u"https://api.openai.com"_s});
    row("this machine", u"localhost:11434"_s, u"http://localhost:11434/v1"_s,
        {u"http://localhost:11434/api/v1"_s, u"http://localhost:11434"_s});
    row("a name of the local network", u"gpu-box:8000"_s, u"http://gpu-box:8000/v1"_s,
        {u"http://gpu-box:8000/api/v1"_s, u"http://gpu-box:8000"_s});
    row("Groq", u"https://api.groq.com"_s, u"https://api.groq.com/openai/v1"_s,
        {u"https://api.groq.com/api/v1"_s, u"https://api.groq.com/v1"_s,
         u"https://api.groq.com"_s});
}

void tst_BaseUrl::guessesARootWhereNoneIsNamed()
{
    QFETCH(QString, pasted);
    QFETCH(QString, expected);
    QFETCH(QStringList, alternatives);

    const base::Result<BaseUrl> result = parseBaseUrl(pasted);

    QVERIFY(result);
    QCOMPARE(result->url.toString(), expected);
    QVERIFY(result->isGuessed);
    QStringList others;
    for (const QUrl &url : result->alternatives)
        others.append(url.toString());
    QCOMPARE(others, alternatives);
}

void tst_BaseUrl::refusesWhatIsNoServer_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("type");

    QTest::newRow("empty") << QString() << u"not_a_url"_s;
    QTest::newRow("white space") << u" \n "_s << u"not_a_url"_s;
    QTest::newRow("ftp") << u"ftp://example.com/v1"_s << u"not_a_url"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << u"not_a_url"_s;
    QTest::newRow("script") << u"javascript:alert(1)"_s << u"not_a_url"_s;
    QTest::newRow("no host") << u"https:///v1"_s << u"not_a_url"_s;
    QTest::newRow("scheme only") << u"https://"_s << u"not_a_url"_s;
    QTest::newRow("words") << u"my server"_s << u"not_a_url"_s;
    QTest::newRow("impossible port") << u"https://example.com:99999/v1"_s << u"not_a_url"_s;
    QTest::newRow("user and password") << u"https://me:pw@example.com/v1"_s << u"user_info"_s;
    QTest::newRow("user") << u"https://me@example.com/v1"_s << u"user_info"_s;
    QTest::newRow("mail address") << u"me@example.com"_s << u"user_info"_s;
}

void tst_BaseUrl::refusesWhatIsNoServer()
{
    QFETCH(QString, pasted);
    QFETCH(QString, type);

    const base::Result<BaseUrl> result = parseBaseUrl(pasted);

    QVERIFY2(!result, result ? qPrintable(result->url.toString()) : "");
    QCOMPARE(result.error().kind, base::ErrorKind::WrongAddress);
    QCOMPARE(result.error().type, type);
    QVERIFY(!result.error().subject.contains(u"pw"_s));
}

void tst_BaseUrl::readingItsOwnResultChangesNothing()
{
    for (const auto &pasted :
         {u"api.example.gov"_s, u"localhost:8080"_s, u"https://api.example.com/v1/docs"_s,
          u"https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=1"_s}) {
        const QUrl once = parseBaseUrl(pasted)->url;

        QCOMPARE(parseBaseUrl(once.toString(QUrl::FullyEncoded))->url, once);
    }
}

void tst_BaseUrl::putsPathsBeforeTheQuery()
{
    QCOMPARE(endpointUrl(QUrl(u"https://a.example/v1"_s), u"/models"),
             QUrl(u"https://a.example/v1/models"_s));
    QCOMPARE(endpointUrl(QUrl(u"https://a.example/d?api-version=1"_s), u"/chat/completions"),
             QUrl(u"https://a.example/d/chat/completions?api-version=1"_s));
    QCOMPARE(
        endpointUrl(QUrl(u"https://a.example/x%2Fy"_s), u"/models").toString(QUrl::FullyEncoded),
        u"https://a.example/x%2Fy/models"_s);
    QCOMPARE(endpointUrl(QUrl(u"https://a.example"_s), u"/models"),
             QUrl(u"https://a.example/models"_s));
}

void tst_BaseUrl::anOriginAlwaysNamesItsPort_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");

    QTest::newRow("https") << u"https://a.example/v1"_s << u"https://a.example:443"_s;
    QTest::newRow("https, port said") << u"https://a.example:443/"_s << u"https://a.example:443"_s;
    QTest::newRow("http") << u"http://a.example"_s << u"http://a.example:80"_s;
    QTest::newRow("port") << u"http://a.example:8080/v1?x"_s << u"http://a.example:8080"_s;
    QTest::newRow("capitals") << u"HTTPS://A.Example"_s << u"https://a.example:443"_s;
    QTest::newRow("IPv6") << u"http://[::1]:8080/v1"_s << u"http://[::1]:8080"_s;
}

void tst_BaseUrl::anOriginAlwaysNamesItsPort()
{
    QFETCH(QString, url);
    QFETCH(QString, origin);

    QCOMPARE(originOf(QUrl(url)), origin);
}

QTEST_APPLESS_MAIN(tst_BaseUrl)
#include "tst_baseurl.moc"
