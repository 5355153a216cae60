// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/pastedrequest.h"

#include <QJsonDocument>
#include <QTest>

using namespace polylogue::app::transfer;
using namespace Qt::StringLiterals;

class tst_PastedRequest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsFound_data();
    void aRequestIsFound();
    void otherTextsAreNone_data();
    void otherTextsAreNone();
    void headersAreLeftOut();
};

void tst_PastedRequest::aRequestIsFound_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QByteArray>("body");
    const auto body = R"({"model":"m","messages":[{"role":"user","content":"It's \"5\" $x"}]})"_ba;
    const QString text = QString::fromUtf8(body);
    const QString quoted = QString(text).replace(u'\'', u"'\\''"_s);
    QTest::newRow("a body") << text << body;
    QTest::newRow("a list") << uR"([{"role":"user","content":"Hi"}])"_s
                            << R"([{"role":"user","content":"Hi"}])"_ba;
    QTest::newRow("a line of a program")
        << uR"("messages": [{"role":"user"}],)"_s << R"([{"role":"user"}])"_ba;
    QTest::newRow("an assignment")
        << u"messages = [{\"role\": \"user\"}]\n"_s << R"([{"role": "user"}])"_ba;
    QTest::newRow("single quotes")
        << u"curl https://a.example/v1/chat/completions -H 'A: b' -d '%1'"_s.arg(quoted) << body;
    QTest::newRow("double quotes")
        << u"curl -X POST --data \"{\\\"a\\\": \\\"\\$x\\\\n\\\"}\" https://a.example"_s
        << R"({"a": "$x\n"})"_ba;
    QTest::newRow("continued lines")
        << u"$ curl https://a.example \\\n  -H \"Authorization: Bearer $KEY\" \\\n"
           "  --data-raw '%1' \\\n  --compressed"_s.arg(quoted)
        << body;
    QTest::newRow("with an equals sign")
        << u"curl --json='{\"a\":1}' a.example"_s << R"({"a":1})"_ba;
    QTest::newRow("without a blank") << u"curl -d'{\"a\":1}' a.example"_s << R"({"a":1})"_ba;
    QTest::newRow("as browsers copy it")
        << u"curl 'https://a.example' --data-raw $'{\"a\":\"it\\'s\\u0021\"}'"_s
        << R"({"a":"it's!"})"_ba;
    QTest::newRow("a here-document")
        << u"curl -N 'https://a.example' \\\n    --data-binary @- <<'JSON'\n{\n  \"a\": 1\n}\nJSON\n"_s
        << "{\n  \"a\": 1\n}"_ba;
}

void tst_PastedRequest::aRequestIsFound()
{
    QFETCH(const QString, pasted);
    QFETCH(const QByteArray, body);

    const auto found = requestIn(pasted);

    QVERIFY(found);
    QCOMPARE(*found, body);
    QVERIFY(!QJsonDocument::fromJson(*found).isNull());
}

void tst_PastedRequest::otherTextsAreNone_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << u"curly hair"_s;
    QTest::newRow("curl without a body") << u"curl https://a.example/v1/models"_s;
    QTest::newRow("a file that is elsewhere") << u"curl a.example -d @body.json"_s;
    QTest::newRow("an open quote") << u"curl a.example -H 'x"_s;
    QTest::newRow("no list") << u"messages: none"_s;
}

void tst_PastedRequest::otherTextsAreNone()
{
    QFETCH(const QString, pasted);
    QVERIFY(!requestIn(pasted));
}

void tst_PastedRequest::headersAreLeftOut()
{
    const auto found =
        requestIn(u"curl a.example -H 'Authorization: Bearer sk-canary' -d '{\"a\":1}'"_s);
    QVERIFY(found);
    QVERIFY(!found->contains("canary"));
}

QTEST_APPLESS_MAIN(tst_PastedRequest)
#include "tst_pastedrequest.moc"
