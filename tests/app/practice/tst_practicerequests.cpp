// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/answercodec.h"
#include "app/practice/requestcodec.h"
#include "app/practice/schemacodec.h"
#include "app/practice/toolresultcodec.h"
#include "app/practice/vectorcodec.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_PracticeRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chatsAreRead();
    void filesAreRead_data();
    void filesAreRead();
    void badChatsAreRefused_data();
    void badChatsAreRefused();
    void textsToEmbedAreRead();
    void badEmbeddingsAreRefused_data();
    void badEmbeddingsAreRefused();
    void schemasAreResolved();
    void schemasThatReferToThemselvesEnd();
    void resultsAreTakenApart_data();
    void resultsAreTakenApart();
    void refusalsSpeakTheGatewaysDialect();
};

namespace {

QByteArray chatWith(const QByteArray &messages, const QByteArray &more = {})
{
    return "{\"model\":\"m\",\"messages\":["_ba + messages + "]" + more + "}";
}

} // namespace

void tst_PracticeRequests::chatsAreRead()
{
    const auto request = decodeChat(chatWith(
        R"({"role":"system","content":"S"},
           {"role":"user","content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]},
           {"role":"assistant","content":null,"tool_calls":[
               {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
           {"role":"tool","tool_call_id":"c1","content":"15"})"_ba,
        R"(,"stream":true,"max_tokens":7,"stop":["a","b"],"parallel_tool_calls":false,
           "tool_choice":{"type":"function","function":{"name":"f"}},
           "tools":[{"type":"function","function":{"name":"f","parameters":
               {"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}}}])"_ba));
    QVERIFY2(request.has_value(), "refused");
    QCOMPARE(request->turns.size(), size_t(4));
    QCOMPARE(request->turns[1].text, u"one\ntwo"_s);
    QCOMPARE(request->turns[2].calls.at(0).name, u"f"_s);
    QCOMPARE(request->turns[3].callId, u"c1"_s);
    QVERIFY(request->isStreamed);
    QVERIFY(!request->allowsParallelCalls);
    QCOMPARE(request->maximumTokens, std::optional(7));
    QCOMPARE(request->stops, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(request->namedTool, u"f"_s);
    QCOMPARE(request->tools.at(0).parameters.properties.at(0).schema.type, u"integer"_s);
    QVERIFY(request->tools.at(0).parameters.properties.at(0).isRequired);
}

void tst_PracticeRequests::filesAreRead_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");

    QTest::newRow("PNG")
        << R"({"type":"image_url","image_url":{"url":"data:image/png;base64,QUI="},"detail":"auto"})"_ba
        << "AB"_ba << QString();
    QTest::newRow("image/jpg")
        << R"({"type":"image_url","image_url":{"url":"data:image/jpg;base64,QUI="}})"_ba
        << "AB"_ba << QString();
    QTest::newRow("file_name")
        << R"({"type":"file","file":{"file_name":"T","file_data":"data:application/pdf;base64,QUI="}})"_ba
        << "AB"_ba << u"T"_s;
    QTest::newRow("filename, bare base64")
        << R"({"type":"file","file":{"filename":"T","file_data":"QUI="}})"_ba
        << "AB"_ba << u"T"_s;
    QTest::newRow("no name") << R"({"type":"file","file":{"file_data":"QUI="}})"_ba
                             << "AB"_ba << u"Untitled.pdf"_s;
}

void tst_PracticeRequests::filesAreRead()
{
    QFETCH(const QByteArray, part);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, name);

    const auto request = decodeChat(chatWith("{\"role\":\"user\",\"content\":["_ba + part + "]}"));
    QVERIFY(request.has_value());
    QCOMPARE(request->turns.at(0).media.at(0).bytes, bytes);
    QCOMPARE(request->turns.at(0).media.at(0).name, name);
}

void tst_PracticeRequests::badChatsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");

    const QByteArray user = R"({"role":"user","content":"x"})"_ba;
    QTest::newRow("no JSON") << "{\"model\":"_ba << 422 << u"9"_s;
    QTest::newRow("no object") << "[]"_ba << 422 << QString();
    QTest::newRow("no model") << R"({"messages":[]})"_ba << 422 << u"model"_s;
    QTest::newRow("no messages") << R"({"model":"m"})"_ba << 422 << u"messages"_s;
    QTest::newRow("empty messages") << chatWith({}) << 422 << u"messages"_s;
    QTest::newRow("no role") << chatWith("{}"_ba) << 422 << u"messages.0.role"_s;
    QTest::newRow("unknown role") << chatWith(R"({"role":"robot","content":"x"})"_ba) << 422
                                  << u"messages.0.role"_s;
    QTest::newRow("blank user") << chatWith(R"({"role":"user","content":" \n"})"_ba) << 422
                                << u"messages.0.content"_s;
    QTest::newRow("no content") << chatWith(user + R"(,{"role":"user"})") << 422
                                << u"messages.1.content"_s;
    QTest::newRow("unknown part") << chatWith(R"({"role":"user","content":[{"type":"smell"}]})"_ba)
                                  << 422 << u"messages.0.content.0.type"_s;
    QTest::newRow("image of the web") << chatWith(
        R"({"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]})"_ba)
                                      << 422 << u"messages.0.content.0.image_url.url"_s;
    QTest::newRow("image in a system message") << chatWith(
        R"({"role":"system","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,QUI="}}]})"_ba)
                                               << 422 << u"messages.0.content.0.type"_s;
    QTest::newRow("junk for base64")
        << chatWith(R"({"role":"user","content":[{"type":"file","file":{"file_data":"!!"}}]})"_ba)
        << 422 << u"messages.0.content.0.file.file_data"_s;
    QTest::newRow("temperature") << chatWith(user, ",\"temperature\":2.5"_ba) << 422
                                 << u"temperature"_s;
    QTest::newRow("max_tokens") << chatWith(user, ",\"max_tokens\":0"_ba) << 422 << u"max_tokens"_s;
    QTest::newRow("stream") << chatWith(user, ",\"stream\":\"yes\""_ba) << 422 << u"stream"_s;
    QTest::newRow("result of no call")
        << chatWith(user + R"(,{"role":"tool","tool_call_id":"c","content":"1"})") << 400
        << QString();
    QTest::newRow("call without result") << chatWith(
        user
        + R"(,{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":""}}]},)"
        + user) << 400 << QString();
    QTest::newRow("named tool that is none")
        << chatWith(user, R"(,"tool_choice":{"type":"function","function":{"name":"f"}})"_ba) << 400
        << QString();
}

void tst_PracticeRequests::badChatsAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, field);

    const auto request = decodeChat(body);
    QVERIFY(!request);
    QCOMPARE(request.error().httpStatus, status);
    QCOMPARE(request.error().parameter, field);
    QVERIFY(!request.error().detail.isEmpty());
}

void tst_PracticeRequests::textsToEmbedAreRead()
{
    const auto request = decodeVectorRequest(
        R"({"model":"m","input":["a","b"],"encodingFormat":"base64","input_type":"clustering","dimensions":8})"_ba);
    QVERIFY(request.has_value());
    QCOMPARE(request->texts, QStringList({u"a"_s, u"b"_s}));
    QVERIFY(request->isBase64);
    QCOMPARE(request->dimensions, 8);
    QCOMPARE(decodeVectorRequest(R"({"model":"m","input":"a"})"_ba)->dimensions, 1024);
}

void tst_PracticeRequests::badEmbeddingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");

    const QByteArray many = QByteArray("\"x\",").repeated(96) + "\"x\"";
    QTest::newRow("97 texts") << "{\"model\":\"m\",\"input\":["_ba + many + "]}" << QString();
    QTest::newRow("no texts") << R"({"model":"m","input":[]})"_ba << QString();
    QTest::newRow("tokens") << R"({"model":"m","input":[1,2]})"_ba << u"input.0"_s;
    QTest::newRow("blank") << R"({"model":"m","input":["x"," "]})"_ba << u"input.1"_s;
    QTest::newRow("purpose") << R"({"model":"m","input":"x","input_type":"fun"})"_ba
                             << u"input_type"_s;
    QTest::newRow("dimensions") << R"({"model":"m","input":"x","dimensions":2048})"_ba
                                << u"dimensions"_s;
    QTest::newRow("encoding") << R"({"model":"m","input":"x","encoding_format":"hex"})"_ba
                              << u"encoding_format"_s;
}

void tst_PracticeRequests::badEmbeddingsAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, field);

    const auto request = decodeVectorRequest(body);
    QVERIFY(!request);
    QCOMPARE(request.error().httpStatus, 422);
    QCOMPARE(request.error().parameter, field);
}

void tst_PracticeRequests::schemasAreResolved()
{
    const Schema schema = decodeSchema(
        R"({"properties":{"home":{"$ref":"#/$defs/Home"},"age":{"type":["null","integer"],"exclusiveMinimum":0}},
            "required":["home"],
            "$defs":{"Home":{"anyOf":[{"type":"null"},{"type":"object","properties":
                {"tags":{"type":"array","minItems":2,"items":{"enum":["a",1]}}}}]}}})"_ba);
    QCOMPARE(schema.type, u"object"_s);
    const SchemaProperty age = schema.properties.at(0);
    QCOMPARE(age.schema.type, u"integer"_s);
    QCOMPARE(age.schema.minimum, std::optional(1.0));
    const SchemaProperty home = schema.properties.at(1);
    QVERIFY(home.isRequired);
    QCOMPARE(home.schema.type, u"object"_s);
    const Schema tags = home.schema.properties.at(0).schema;
    QCOMPARE(tags.minimumItems, 2);
    QCOMPARE(tags.items.at(0).choices, QStringList({u"\"a\""_s, u"1"_s}));
}

void tst_PracticeRequests::schemasThatReferToThemselvesEnd()
{
    QByteArray members;
    for (int i = 0; i < 10; ++i)
        members += (i ? ",\"m" : "\"m") + QByteArray::number(i) + "\":{\"$ref\":\"#\"}";
    const Schema schema = decodeSchema("{\"type\":\"object\",\"properties\":{" + members + "}}");
    QCOMPARE(schema.properties.size(), size_t(10));
    QCOMPARE(decodeSchema("{\"$ref\":\"#\"}"_ba).type, QString());
}

void tst_PracticeRequests::resultsAreTakenApart_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("values");

    QTest::newRow("number") << u"15"_s << u"=15"_s;
    QTest::newRow("large number") << u"438000000"_s << u"=438000000"_s;
    QTest::newRow("string") << u"\"x\""_s << u"=x"_s;
    QTest::newRow("plain text") << u"it rains, 4 degrees"_s << u"=it rains, 4 degrees"_s;
    QTest::newRow("object") << u"{\"a\": {\"b\": 1.5}, \"c\": true, \"d\": null}"_s
                            << u"a.b=1.5|c=true|d=nothing"_s;
    QTest::newRow("list") << u"[1, 2]"_s << u"=1|=2"_s;
    QTest::newRow("two lists") << u"1, 2"_s << u"=1, 2"_s;
}

void tst_PracticeRequests::resultsAreTakenApart()
{
    QFETCH(const QString, result);
    QFETCH(const QString, values);

    QStringList parts;
    for (const NamedValue &value : decodeToolResult(result))
        parts.append(value.name + u'=' + value.text);
    QCOMPARE(parts.join(u'|'), values);
}

void tst_PracticeRequests::refusalsSpeakTheGatewaysDialect()
{
    polylogue::app::base::Error error{.detail = u"Not \"found\""_s, .httpStatus = 404};
    QCOMPARE(encodeRefusal(error), R"({"detail":"Not \"found\""})"_ba);

    error = {
        .detail = u"Field required"_s, .type = u"missing"_s, .parameter = u"messages.0.role"_s};
    QCOMPARE(
        encodeRefusal(error),
        R"({"detail":[{"loc":["body","messages",0,"role"],"msg":"Field required","type":"missing"}]})"_ba);
}

QTEST_APPLESS_MAIN(tst_PracticeRequests)
#include "tst_practicerequests.moc"
