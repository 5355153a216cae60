// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/errorcodec.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using base::Error;
using base::ErrorKind;

Q_DECLARE_METATYPE(polylogue::app::base::ErrorKind)
Q_DECLARE_METATYPE(polylogue::app::wire::Headers)

class tst_ErrorCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifiesErrors_data();
    void classifiesErrors();
    void namesTheRefusedField_data();
    void namesTheRefusedField();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void tellsTheRequestId();
    void boundsTheServersWords();
};

void tst_ErrorCodec::classifiesErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");

    const auto row = [](const char *name, int status, const char *body, ErrorKind kind) {
        QTest::newRow(name) << status << QByteArray(body) << kind;
    };
    row("401 gateway", 401, R"({"detail":"API key is expired"})", ErrorKind::Unauthorized);
    row("401 empty", 401, "", ErrorKind::Unauthorized);
    row("401 web page", 401, "<html><title>Sign in</title>", ErrorKind::Unauthorized);
    row("403 without a key", 403, R"({"detail":"Not authenticated"})", ErrorKind::Unauthorized);
    row("403 scope", 403, R"({"detail":"Not Authorized"})", ErrorKind::Forbidden);
    row("403 Bedrock", 403, R"({"detail":"AccessDeniedException: no"})", ErrorKind::Forbidden);
    row("403 moderation", 403,
        R"({"error":{"code":403,"message":"m requires moderation on P","metadata":{}}})",
        ErrorKind::Filtered);
    row("400 Gemini key", 400,
        R"([{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}])",
        ErrorKind::Unauthorized);
    row("402", 402, R"({"error":{"message":"no credit"}})", ErrorKind::OutOfCredit);
    row("429 quota", 429,
        R"({"error":{"message":"quota","type":"insufficient_quota","code":"insufficient_quota"}})",
        ErrorKind::OutOfCredit);
    row("429", 429, R"({"detail":"ThrottlingException: slow"})", ErrorKind::RateLimited);
    row("429 empty", 429, "", ErrorKind::RateLimited);
    row("404 path", 404, R"({"detail":"Not Found"})", ErrorKind::WrongAddress);
    row("404 web page", 404, "<html>", ErrorKind::WrongAddress);
    row("405", 405, R"({"detail":"Method Not Allowed"})", ErrorKind::WrongAddress);
    row("404 OpenAI model", 404,
        R"({"error":{"message":"The model `x` does not exist","code":"model_not_found"}})",
        ErrorKind::UnknownModel);
    row("404 Ollama model", 404,
        R"({"error":{"message":"model 'x' not found","type":"not_found_error"}})",
        ErrorKind::UnknownModel);
    row("404 Azure", 404, R"({"error":{"code":"DeploymentNotFound","message":"gone"}})",
        ErrorKind::UnknownModel);
    row("404 Bedrock", 404, R"({"detail":"ResourceNotFoundException: no"})",
        ErrorKind::UnknownModel);
    row("422 gateway model", 422, R"({"detail":"Model 'x' is not supported by this API."})",
        ErrorKind::UnknownModel);
    row("422 embedding model", 422,
        R"({"detail":"This endpoint not does support chat with the model 'x'."})",
        ErrorKind::UnknownModel);
    row("400 parameter", 400,
        R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this )"
        R"(model. Use 'max_completion_tokens' instead.","param":"max_tokens",)"
        R"("type":"invalid_request_error","code":"unsupported_parameter"}})",
        ErrorKind::BadParameter);
    row("400 Claude", 400,
        R"({"detail":"ValidationException: temperature is deprecated for this model"})",
        ErrorKind::BadParameter);
    row("422 list", 422,
        R"({"detail":[{"loc":["body","temperature"],"msg":"too large","type":"x"}]})",
        ErrorKind::BadParameter);
    row("400 image", 400, R"({"error":{"message":"This model does not support image input"}})",
        ErrorKind::PartRefused);
    row("400 Ollama part", 400, R"({"error":{"message":"invalid message format"}})",
        ErrorKind::PartRefused);
    row("400 OpenAI part", 400,
        R"({"error":{"message":"Invalid value: 'file'. Supported values are: 'text' and )"
        R"('image_url'.","param":"messages[0].content[1].type","code":"invalid_value"}})",
        ErrorKind::PartRefused);
    row("422 pydantic part", 422,
        R"({"detail":[{"loc":["body","messages",0,"content",1],"msg":"Input tag 'file' found )"
        R"(using 'type' does not match any of the expected tags: 'text', 'image_url'",)"
        R"("type":"union_tag_invalid"}]})",
        ErrorKind::PartRefused);
    row("400 vLLM part", 400, R"({"object":"error","message":"Unknown part type: file"})",
        ErrorKind::PartRefused);
    row("422 serde part", 422,
        "Failed to deserialize: messages[0]: unknown variant `image_url`, expected `text`",
        ErrorKind::PartRefused);
    row("400 Groq image", 400, R"({"error":{"message":"messages[0].content must be a string"}})",
        ErrorKind::PartRefused);
    row("415", 415, R"({"detail":"Unsupported Media Type"})", ErrorKind::PartRefused);
    row("415 without words", 415, "", ErrorKind::PartRefused);
    row("501 part", 501, R"({"error":{"message":"file parts are not supported"}})",
        ErrorKind::PartRefused);
    row("500 llama.cpp image", 500,
        R"({"error":{"code":500,"message":"image input is not supported","type":"server_error"}})",
        ErrorKind::PartRefused);
    row("503 that names a part", 503, R"({"error":{"message":"file uploads are unsupported"}})",
        ErrorKind::ServerFault);
    row("400 context", 400,
        R"({"error":{"message":"maximum context length is 8192 tokens",)"
        R"("code":"context_length_exceeded"}})",
        ErrorKind::ContextExceeded);
    row("400 llama.cpp context", 400,
        R"({"error":{"code":400,"message":"exceeds the available context size",)"
        R"("type":"exceed_context_size_error"}})",
        ErrorKind::ContextExceeded);
    row("413", 413, "", ErrorKind::TooLarge);
    row("400 filter", 400, R"({"error":{"code":"content_filter","message":"no"}})",
        ErrorKind::Filtered);
    row("408", 408, "", ErrorKind::Timeout);
    row("409", 409, "", ErrorKind::ServerFault);
    row("500", 500, R"({"detail":"Internal Server Error"})", ErrorKind::ServerFault);
    row("502 web page", 502, "<html><title>502</title>", ErrorKind::ServerFault);
    row("503 loading", 503, R"({"error":{"type":"unavailable_error","message":"Loading model"}})",
        ErrorKind::ServerFault);
    row("504 text", 504, "upstream request timeout", ErrorKind::ServerFault);
    row("529", 529, R"({"type":"error","error":{"type":"overloaded_error","message":"o"}})",
        ErrorKind::ServerFault);
    row("redirect", 301, "", ErrorKind::WrongAddress);
    row("400 unknown words", 400, R"({"message":"no"})", ErrorKind::BadParameter);
}

void tst_ErrorCodec::classifiesErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);

    const Error error = wire::decodeErrorBody(status, {}, body);

    QCOMPARE(error.kind, kind);
    QCOMPARE(error.httpStatus, status);
    QVERIFY(!error.detail.isEmpty());
}

void tst_ErrorCodec::namesTheRefusedField_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");

    const auto row = [](const char *name, int status, const char *body, const char16_t *field) {
        QTest::newRow(name) << status << QByteArray(body) << QString::fromUtf16(field);
    };
    row("in quotes", 400,
        R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this )"
        R"(model. Use 'max_completion_tokens' instead."}})",
        u"max_tokens");
    row("as param", 400, R"({"error":{"message":"no","param":"temperature"}})", u"temperature");
    row("as nested param", 400, R"({"error":{"message":"no","param":"stream_options.x"}})",
        u"stream_options");
    row("in backticks", 400, R"({"detail":"`temperature` and `top_p` cannot both be specified"})",
        u"temperature");
    row("in a location", 422, R"({"detail":[{"loc":["body","seed"],"msg":"Extra inputs"}]})",
        u"seed");
    row("in a later location", 422,
        R"({"detail":[{"loc":["body","messages",0],"msg":"a"},{"loc":["body","seed"],"msg":"b"}]})",
        u"seed");
    row("in Mistral's object", 422,
        R"({"object":"error","message":{"detail":[{"loc":["body","seed"],"msg":"Extra"}]}})",
        u"seed");
    row("Claude, without quotes", 400,
        R"({"detail":"ValidationException: temperature is deprecated for this model"})",
        u"temperature");
    row("Gemini", 400,
        R"([{"error":{"code":400,"message":"Unknown name \"seed\": Cannot find field."}}])",
        u"seed");
    row("after the words", 400, R"({"error":"unknown parameter: seed"})", u"seed");
    row("not sent", 400, R"({"error":{"message":"no","param":"logprobs"}})", u"");
    row("the model", 400, R"({"error":{"message":"'model' is wrong","param":"model"}})", u"");
    row("only a word of the text", 400, R"({"error":{"message":"the temperature is high"}})", u"");
    row("part of another name", 400, R"({"error":{"message":"'top_p_max' is unknown"}})", u"");
    row("another status", 500, R"({"error":{"message":"no","param":"temperature"}})", u"");
}

void tst_ErrorCodec::namesTheRefusedField()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const QStringList sent{u"stream"_s, u"stream_options"_s, u"temperature"_s,
                           u"top_p"_s,  u"max_tokens"_s,     u"seed"_s};

    QCOMPARE(wire::refusedField(wire::decodeErrorBody(status, {}, body), sent), field);
}

void tst_ErrorCodec::readsRetryAfter_data()
{
    QTest::addColumn<wire::Headers>("headers");
    QTest::addColumn<int>("expected"); // milliseconds, -1: not set

    const auto row = [](const char *name, const wire::Headers &headers, int wait) {
        QTest::newRow(name) << headers << wait;
    };
    const QPair<QByteArray, QByteArray> date{"date", "Mon, 23 Nov 2026 10:00:00 GMT"};
    row("none", {}, -1);
    row("seconds", {{"Retry-After", "20"}}, 20000);
    row("fraction", {{"retry-after", " 0.5 "}}, 500);
    row("zero", {{"retry-after", "0"}}, 0);
    row("milliseconds first", {{"retry-after", "9"}, {"retry-after-ms", "120"}}, 120);
    row("date against Date", {date, {"retry-after", "Mon, 23 Nov 2026 10:00:30 GMT"}}, 30000);
    row("date against our clock", {{"retry-after", "Mon, 23 Nov 2026 12:00:30 GMT"}}, 30000);
    row("old date form", {date, {"retry-after", "Monday, 23-Nov-26 10:00:30 GMT"}}, 30000);
    row("oldest date form", {date, {"retry-after", "Mon Nov 23 10:00:30 2026"}}, 30000);
    row("past date", {date, {"retry-after", "Mon, 23 Nov 2026 09:00:30 GMT"}}, 0);
    row("negative", {{"retry-after", "-5"}}, -1);
    row("not a number", {{"retry-after", "nan"}}, -1);
    row("infinite", {{"retry-after", "inf"}}, -1);
    row("beyond reason", {{"retry-after", "1e300"}}, -1);
    row("junk", {{"retry-after", "soon"}}, -1);
    row("reset of a limit", {{"x-ratelimit-reset", "30"}}, -1);
}

void tst_ErrorCodec::readsRetryAfter()
{
    QFETCH(wire::Headers, headers);
    QFETCH(int, expected);
    const QDateTime now({2026, 11, 23}, {12, 0}, Qt::UTC);

    const auto wait = wire::retryAfter(headers, now);

    QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, expected);
}

void tst_ErrorCodec::tellsTheRequestId()
{
    const auto fromHeader = wire::decodeErrorBody(500, {{"X-Request-Id", "req-1"}}, "{}");
    const auto fromBody = wire::decodeErrorBody(500, {}, R"({"detail":"x","request_id":"req-2"})");

    QCOMPARE(fromHeader.requestId, u"req-1"_s);
    QCOMPARE(fromBody.requestId, u"req-2"_s);
}

void tst_ErrorCodec::boundsTheServersWords()
{
    const QByteArray flood(1024 * 1024, 'x');

    QCOMPARE(wire::decodeErrorBody(500, {}, flood).detail.size(), 2000);
    QCOMPARE(wire::decodeErrorBody(500, {}, "{\"detail\":\"" + flood + "\"}").detail.size(), 2000);
}

QTEST_APPLESS_MAIN(tst_ErrorCodec)

#include "tst_errorcodec.moc"
