// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/overloaded.h"
#include "app/wire/chatrequest.h"
#include "app/wire/embeddingscodec.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using conversation::ReasoningPart;
using conversation::Role;
using conversation::ToolCallPart;
using endpoint::Quirks;
using wire::ChatRequest;
using wire::ResolvedFile;
using wire::ResolvedImage;
using wire::ResolvedMessage;
using wire::ResolvedText;

namespace {

//! What net would send: files encoded in their place.
QByteArray bytesOf(const wire::RequestBody &body)
{
    QByteArray bytes;
    for (const wire::BodyPiece &piece : body.pieces) {
        std::visit(base::Overloaded{
                       [&](const QByteArray &text) { bytes += text; },
                       [&](const wire::Base64File &file) {
                           QFile source(file.path);
                           if (source.open(QIODevice::ReadOnly))
                               bytes += source.readAll().toBase64();
                       },
                   },
                   piece);
    }
    return bytes;
}

ResolvedMessage user(const QString &text)
{
    return {.role = Role::User, .content = {ResolvedText{text}}};
}

//! One request as the API's guide has it: not streamed.
ChatRequest request(const QList<ResolvedMessage> &messages)
{
    ChatRequest chat{.model = u"m"_s, .messages = messages};
    chat.parameters.stream = false;
    return chat;
}

ChatRequest withTool(ChatRequest chat)
{
    chat.tools.append({.name = u"magic_number"_s,
                       .description = u"Multiplies"_s,
                       .parametersSchema = R"({"type":"object","properties":{"factor":)"
                                           R"({"type":"number"}},"required":["factor"]})"_ba});
    return chat;
}

QList<ResolvedMessage> toolRound()
{
    const ToolCallPart call{
        .id = u"call_3757dadc6d"_s, .name = u"magic_number"_s, .arguments = u"{\"factor\": 100}"_s};
    return {user(u"Generate"_s),
            {.role = Role::Assistant, .toolCalls = {call}},
            {.role = Role::Tool,
             .content = {ResolvedText{u"{\"magic_number\": 700}"_s}},
             .toolCallId = call.id}};
}

//! Written with ' for ": moc stumbles over raw strings that hold both \" and ).
QByteArray toolRoundJson(const QByteArray &content, const QByteArray &id)
{
    QByteArray json = "{'role':'user','content':'Generate'},{'role':'assistant',CONTENT"
                      "'tool_calls':[{'id':'ID','type':'function','function':"
                      "{'name':'magic_number','arguments':'{\\'factor\\': 100}'}}]},"
                      "{'role':'tool','tool_call_id':'ID','content':'{\\'magic_number\\': 700}'}";
    return json.replace('\'', '"').replace("CONTENT", content).replace("ID", id);
}

} // namespace

class tst_ChatRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheseBytes_data();
    void writesTheseBytes();
    void encodesFilesWhileSending();
    void echoesForeignMembersOnlyToTheirOrigin();
    void rewritesIdsAlike();
    void refusesExtraThatIsNoObject();
    void refusesASchemaThatIsNoObject();
    void namesWhatMayBeDropped();
    void writesEmbeddingsRequests();
};

void tst_ChatRequest::writesTheseBytes_data()
{
    QTest::addColumn<ChatRequest>("chat");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const ChatRequest &chat, const QByteArray &json) {
        QTest::newRow(name) << chat << json;
    };
    const QByteArray hello = R"("messages":[{"role":"user","content":"Hello"}])";
    const ChatRequest plain = request({user(u"Hello"_s)});

    row("minimal", plain, R"({"model":"m",)" + hello + '}');
    ChatRequest chat = plain;
    chat.parameters.stream = {};
    row("streamed unless told otherwise", chat,
        R"({"model":"m",)" + hello + R"(,"stream":true,"stream_options":{"include_usage":true}})");
    chat.quirks.sendsUsageOption = false;
    row("usage comes unasked", chat, R"({"model":"m",)" + hello + R"(,"stream":true})");
    chat.quirks.refusedFields = {u"stream"_s};
    row("refused field", chat, R"({"model":"m",)" + hello + '}');

    chat = plain;
    chat.systemPrompt = u"You are a pirate"_s;
    row("system prompt", chat,
        R"({"model":"m","messages":[{"role":"system","content":"You are a pirate"},)"
        R"({"role":"user","content":"Hello"}]})");
    chat.quirks.systemRole = Quirks::SystemRole::Developer;
    row("developer prompt", chat,
        R"({"model":"m","messages":[{"role":"developer","content":"You are a pirate"},)"
        R"({"role":"user","content":"Hello"}]})");

    const ResolvedImage image{.mediaType = u"image/png"_s, .data = "abc"_ba};
    chat = request({{.role = Role::User, .content = {ResolvedText{u"Look"_s}, image}}});
    row("image", chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"Look"},)"
        R"({"type":"image_url","image_url":{"url":"data:image/png;base64,YWJj"}}]}]})");
    ResolvedImage closely = image;
    closely.detail = conversation::ImageDetail::High;
    chat = request({{.role = Role::User, .content = {closely}}});
    row("image looked at closely", chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url",)"
        R"("image_url":{"url":"data:image/png;base64,YWJj","detail":"high"}}]}]})");

    const ResolvedFile file{
        .mediaType = u"application/pdf"_s, .fileName = u"T \"1\".pdf"_s, .data = "%PDF"_ba};
    chat = request({{.role = Role::User, .content = {file}}});
    row("document", chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"file","file":)"
        R"({"filename":"T \"1\".pdf","file_data":"data:application/pdf;base64,JVBERg=="}}]}]})");
    chat.quirks.namesFilesTwice = true;
    row("document named twice", chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"file","file":)"
        R"({"filename":"T \"1\".pdf","file_name":"T \"1\".pdf",)"
        R"("file_data":"data:application/pdf;base64,JVBERg=="}}]}]})");

    const QByteArray tools =
        R"(,"tools":[{"type":"function","function":{"name":"magic_number","description":)"
        R"("Multiplies","parameters":{"properties":{"factor":{"type":"number"}},)"
        R"("required":["factor"],"type":"object"}}}])"_ba;
    row("tools", withTool(plain), R"({"model":"m",)" + hello + tools + '}');
    chat = plain;
    chat.tools.append({.name = u"now"_s, .parametersSchema = R"({"$schema":"x"})"_ba});
    row("tool without arguments", chat,
        R"({"model":"m",)" + hello
            + R"(,"tools":[{"type":"function","function":{"name":"now",)"
              R"("parameters":{"properties":{},"type":"object"}}}]})");

    using ChoiceKind = endpoint::ToolChoice::Kind;
    const QList<std::pair<endpoint::ToolChoice, QByteArray>> choices{
        {{}, {}},
        {{.kind = ChoiceKind::Auto}, R"(,"tool_choice":"auto")"},
        {{.kind = ChoiceKind::None}, R"(,"tool_choice":"none")"},
        {{.kind = ChoiceKind::Required}, R"(,"tool_choice":"required")"},
        {{.kind = ChoiceKind::Named, .name = u"magic_number"_s},
         R"(,"tool_choice":{"function":{"name":"magic_number"},"type":"function"})"},
    };
    for (const auto &[choice, json] : choices) {
        chat = withTool(plain);
        chat.toolChoice = choice;
        chat.allowsParallelCalls = false;
        row(("tool choice " + QByteArray::number(int(choice.kind))).constData(), chat,
            R"({"model":"m",)" + hello + tools + json + R"(,"parallel_tool_calls":false})");
    }
    chat.tools.clear();
    row("no tools, no choice", chat, R"({"model":"m",)" + hello + '}');

    const auto round = [](const QByteArray &content, const QByteArray &id = "call_3757dadc6d") {
        return R"({"model":"m","messages":[)" + toolRoundJson(content, id) + ']';
    };
    chat = withTool(request(toolRound()));
    row("tool round", chat, round(R"("content":null,)") + tools + '}');
    chat.quirks.emptyContent = Quirks::EmptyContent::EmptyString;
    row("tool round with empty text", chat, round(R"("content":"",)") + tools + '}');
    chat.quirks.emptyContent = Quirks::EmptyContent::Omitted;
    row("tool round without text", chat, round("") + tools + '}');
    chat.tools.clear();
    chat.quirks.needsToolsWithToolHistory = false;
    row("tool round without tools, as the guide has it", chat, round("") + '}');
    chat.quirks.needsToolsWithToolHistory = true;
    row("tools that are gone stay declared", chat,
        round("")
            + R"(,"tools":[{"type":"function","function":{"name":"magic_number","description":)"
              R"("No longer available.","parameters":{"properties":{},"type":"object"}}}]})");

    chat = plain;
    chat.parameters.temperature = 0.1;
    chat.parameters.topP = 1;
    chat.parameters.maxTokens = 500;
    chat.parameters.stop = QStringList{u"a\n"_s, u"\u2028"_s};
    chat.parameters.seed = 9007199254740993;
    chat.parameters.presencePenalty = -2;
    chat.parameters.frequencyPenalty = 1e-7;
    chat.parameters.reasoningEffort = u"low"_s;
    row("parameters", chat,
        R"({"model":"m",)" + hello
            + R"(,"temperature":0.1,"top_p":1,"max_tokens":500,"stop":["a\n",")" + "\u2028"_ba
            + R"("],"seed":9007199254740993,"presence_penalty":-2,"frequency_penalty":1e-07,)"
              R"("reasoning_effort":"low"})");
    chat = plain;
    chat.parameters.maxTokens = 500;
    chat.quirks.maxTokensName = Quirks::MaxTokensName::MaxCompletionTokens;
    row("max_completion_tokens", chat,
        R"({"model":"m",)" + hello + R"(,"max_completion_tokens":500})");
    chat = plain;
    chat.parameters.temperature = 1;
    chat.parameters.extraJson = R"({"temperature":0,"model":"x","n":1,"plugins":[{"id":"p"}]})";
    row("own JSON goes first and yields", chat,
        R"({"model":"m",)" + hello + R"(,"n":1,"plugins":[{"id":"p"}],"temperature":1})");
    chat = plain;
    chat.responseFormat.kind = endpoint::ResponseFormat::Kind::JsonObject;
    row("JSON", chat, R"({"model":"m",)" + hello + R"(,"response_format":{"type":"json_object"}})");
    chat.responseFormat = {.kind = endpoint::ResponseFormat::Kind::JsonSchema,
                           .schema = "{ \"type\": \"object\", \"a b\": 1.0 }"_ba};
    row("JSON of a schema, in its order", chat,
        R"({"model":"m",)" + hello
            + R"(,"response_format":{"type":"json_schema","json_schema":{"name":"answer",)"
              R"("schema":{"type":"object","a b":1.0}}}})");
    chat.responseFormat.name = u"tides"_s;
    chat.responseFormat.isStrict = true;
    chat.parameters.extraJson = R"({"response_format":{"type":"text"}})";
    row("strict, and before the user's own JSON", chat,
        R"({"model":"m",)" + hello
            + R"(,"response_format":{"type":"json_schema","json_schema":{"name":"tides",)"
              R"("schema":{"type":"object","a b":1.0},"strict":true}}})");
    row("control characters", request({user(u"\u0001\"\\\t€😀"_s)}),
        R"({"model":"m","messages":[{"role":"user","content":"\u0001\"\\\t)" + "€😀"_ba + R"("}]})");
}

void tst_ChatRequest::writesTheseBytes()
{
    QFETCH(ChatRequest, chat);
    QFETCH(QByteArray, json);

    const auto body = wire::encodeChatRequest(chat);

    QVERIFY(body);
    QCOMPARE(bytesOf(*body), json);
    QCOMPARE(body->size(), json.size());
    QVERIFY(QJsonDocument::fromJson(json).isObject());
    // For a check by hand against a published schema.
    if (const QString folder = qEnvironmentVariable("POLYLOGUE_DUMP_REQUESTS"); !folder.isEmpty()) {
        QString name = QString::fromLatin1(QTest::currentDataTag());
        QFile file(QDir(folder).filePath(name.replace(u' ', u'_') + u".json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
    }
}

void tst_ChatRequest::encodesFilesWhileSending()
{
    for (const int size : {0, 1, 2, 3, 1000}) {
        QTemporaryFile source;
        QVERIFY(source.open());
        source.write(QByteArray(size, 'x'));
        source.flush();
        const ResolvedFile file{.mediaType = u"application/pdf"_s,
                                .fileName = u"a.pdf"_s,
                                .data = wire::Base64File{source.fileName(), size}};

        const auto body = wire::encodeChatRequest(
            request({{.role = Role::User, .content = {ResolvedText{u"Sum up"_s}, file}}}));

        QVERIFY(body);
        QCOMPARE(body->pieces.size(), 3);
        QCOMPARE(body->size(), bytesOf(*body).size());
        QVERIFY(bytesOf(*body).contains("base64," + QByteArray(size, 'x').toBase64() + '"'));
    }
}

void tst_ChatRequest::echoesForeignMembersOnlyToTheirOrigin()
{
    const QString origin = u"https://a.example:443"_s;
    ChatRequest chat = request(toolRound());
    chat.quirks.echoesReasoning = true;
    chat.origin = origin;
    ResolvedMessage &answer = chat.messages[1];
    answer.toolCalls[0].opaque = {
        origin, R"({"extra_content":{"google":{"thought_signature":"c2ln"}},"function":{"x":1}})"};
    answer.reasoning = {ReasoningPart{
        .text = u"hm"_s, .field = u"reasoning_content"_s, .opaque = {origin, "{\"d\":[1]}"}}};

    const QByteArray home = bytesOf(*wire::encodeChatRequest(chat));
    QVERIFY(home.contains(R"("reasoning_content":"hm","d":[1],)"));
    QVERIFY(home.contains(R"(,"x":1},"extra_content":{"google":{"thought_signature":"c2ln"}}})"));

    chat.origin = u"https://b.example:443"_s;
    const QByteArray abroad = bytesOf(*wire::encodeChatRequest(chat));
    QVERIFY(!abroad.contains("reasoning_content"));
    QVERIFY(!abroad.contains("extra_content"));
    QVERIFY(!abroad.contains("\"x\""));

    chat.origin = origin;
    chat.quirks.echoesReasoning = false;
    QVERIFY(!bytesOf(*wire::encodeChatRequest(chat)).contains("reasoning_content"));
}

void tst_ChatRequest::rewritesIdsAlike()
{
    ChatRequest chat = request(toolRound());
    chat.quirks.toolCallIds = Quirks::ToolCallIds::NineAlphanumerics;

    const QByteArray json = bytesOf(*wire::encodeChatRequest(chat));
    const QJsonArray messages = QJsonDocument::fromJson(json)["messages"_L1].toArray();
    const QString id = messages.at(1)["tool_calls"_L1][0]["id"_L1].toString();

    QVERIFY(QRegularExpression(u"^[A-Za-z0-9]{9}$"_s).match(id).hasMatch());
    QCOMPARE(messages.at(2)["tool_call_id"_L1].toString(), id);
    QCOMPARE(bytesOf(*wire::encodeChatRequest(chat)), json);
}

void tst_ChatRequest::refusesExtraThatIsNoObject()
{
    for (const QByteArray &extra : {"[1]"_ba, "{\"a\":"_ba, "nothing"_ba}) {
        ChatRequest chat = request({user(u"Hello"_s)});
        chat.parameters.extraJson = extra;

        const auto body = wire::encodeChatRequest(chat);

        QVERIFY(!body);
        QCOMPARE(body.error().kind, base::ErrorKind::BadParameter);
        QCOMPARE(body.error().parameter, u"extra"_s);
    }
}

void tst_ChatRequest::refusesASchemaThatIsNoObject()
{
    for (const QByteArray &schema : {""_ba, "true"_ba, "{\"a\":"_ba}) {
        ChatRequest chat = request({user(u"Hello"_s)});
        chat.responseFormat = {.kind = endpoint::ResponseFormat::Kind::JsonSchema,
                               .schema = schema};

        const auto body = wire::encodeChatRequest(chat);

        QVERIFY(!body);
        QCOMPARE(body.error().kind, base::ErrorKind::BadParameter);
        QCOMPARE(body.error().parameter, u"response_format"_s);
    }
}

void tst_ChatRequest::namesWhatMayBeDropped()
{
    ChatRequest chat = withTool(request({user(u"Hello"_s)}));
    QCOMPARE(wire::optionalFieldsOf(chat), QStringList());

    chat.toolChoice.kind = endpoint::ToolChoice::Kind::Auto;
    chat.allowsParallelCalls = true;
    chat.responseFormat.kind = endpoint::ResponseFormat::Kind::JsonObject;
    QCOMPARE(wire::optionalFieldsOf(chat),
             QStringList({u"tool_choice"_s, u"parallel_tool_calls"_s, u"response_format"_s}));
    chat = withTool(request({user(u"Hello"_s)}));

    chat.parameters = {.temperature = 1, .maxTokens = 5, .extraJson = "{\"n\":1}"};
    chat.quirks.refusedFields = {u"max_tokens"_s};
    QCOMPARE(wire::optionalFieldsOf(chat),
             QStringList({u"n"_s, u"stream"_s, u"stream_options"_s, u"temperature"_s}));
}

void tst_ChatRequest::writesEmbeddingsRequests()
{
    wire::EmbeddingsRequest embeddings{.model = u"cohere_english_v3"_s,
                                       .input = {u"A ship"_s, u"Grüße"_s},
                                       .inputType = u"search_document"_s};
    QCOMPARE(
        wire::encodeEmbeddingsRequest(embeddings),
        R"({"model":"cohere_english_v3","encoding_format":"float","input":["A ship","Grüße"]})"_ba);

    embeddings.quirks.camelCaseEncodingFormat = true;
    embeddings.quirks.sendsInputType = true;
    embeddings.dimensions = 8;
    QCOMPARE(wire::encodeEmbeddingsRequest(embeddings),
             R"({"model":"cohere_english_v3","encodingFormat":"float","input":["A ship","Grüße"],)"
             R"("input_type":"search_document","dimensions":8})"_ba);
}

QTEST_APPLESS_MAIN(tst_ChatRequest)

#include "tst_chatrequest.moc"
