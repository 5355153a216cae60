// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/overloaded.h"
#include "app/wire/chatrequest.h"
#include "app/wire/jsonwriter.h"
#include "app/wire/wirejson.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using base::Result;
using conversation::ImageDetail;
using conversation::ReasoningPart;
using conversation::Role;
using conversation::ToolCallPart;
using endpoint::Parameters;
using endpoint::Quirks;
using endpoint::ResponseFormat;
using endpoint::ToolChoice;

namespace {

//! A top-level member of the request, ready to be written.
struct Field
{
    QString name;
    QByteArray json;
};

template <typename T> void addField(QList<Field> &fields, const QString &name, const T &value)
{
    JsonWriter writer;
    writer.value(value);
    fields.append({name, std::get<QByteArray>(writer.takeBody().pieces.first())});
}

//! \return the members of Parameters::extraJson; not set where that is no object.
std::optional<QJsonObject> extraMembers(const Parameters &parameters)
{
    if (parameters.extraJson.trimmed().isEmpty())
        return QJsonObject();
    const auto json = parseJson(parameters.extraJson);
    if (!json || !json->isObject())
        return {};
    return json->toObject();
}

bool isStreamed(const Parameters &parameters, const QJsonObject &extra)
{
    return parameters.stream.value_or(extra.value("stream"_L1).toBool(true));
}

//! What the user set, by the names and in the order in which it goes out.
QList<Field> parameterFields(const Parameters &parameters, const Quirks &quirks)
{
    QList<Field> fields;
    if (parameters.temperature)
        addField(fields, u"temperature"_s, *parameters.temperature);
    if (parameters.topP)
        addField(fields, u"top_p"_s, *parameters.topP);
    if (parameters.maxTokens) {
        const bool isNew = quirks.maxTokensName == Quirks::MaxTokensName::MaxCompletionTokens;
        addField(fields, isNew ? u"max_completion_tokens"_s : u"max_tokens"_s,
                 qint64{*parameters.maxTokens});
    }
    if (parameters.stop) {
        const auto stop = QJsonArray::fromStringList(*parameters.stop);
        fields.append({u"stop"_s, compactJson(stop)});
    }
    if (parameters.seed)
        addField(fields, u"seed"_s, *parameters.seed);
    if (parameters.presencePenalty)
        addField(fields, u"presence_penalty"_s, *parameters.presencePenalty);
    if (parameters.frequencyPenalty)
        addField(fields, u"frequency_penalty"_s, *parameters.frequencyPenalty);
    if (parameters.reasoningEffort)
        addField(fields, u"reasoning_effort"_s, *parameters.reasoningEffort);
    return fields;
}

//! What is asked of tools; nothing where none are offered, as servers refuse it then.
QList<Field> toolFields(const ChatRequest &request)
{
    QList<Field> fields;
    if (request.tools.isEmpty())
        return fields;
    switch (request.toolChoice.kind) {
    case ToolChoice::Kind::Default:
        break;
    case ToolChoice::Kind::Auto:
        addField(fields, u"tool_choice"_s, "auto"_L1);
        break;
    case ToolChoice::Kind::None:
        addField(fields, u"tool_choice"_s, "none"_L1);
        break;
    case ToolChoice::Kind::Required:
        addField(fields, u"tool_choice"_s, "required"_L1);
        break;
    case ToolChoice::Kind::Named:
        fields.append({u"tool_choice"_s,
                       compactJson(QJsonObject{
                           {"type"_L1, "function"_L1},
                           {"function"_L1, QJsonObject{{"name"_L1, request.toolChoice.name}}}})});
        break;
    }
    if (request.allowsParallelCalls)
        addField(fields, u"parallel_tool_calls"_s, *request.allowsParallelCalls);
    return fields;
}

//! \return the value of response_format; not set where the schema is no JSON object.
std::optional<QByteArray> formatJson(const ResponseFormat &format)
{
    if (format.kind == ResponseFormat::Kind::JsonObject)
        return "{\"type\":\"json_object\"}"_ba;
    const auto schema = parseJson(format.schema);
    if (!schema || !schema->isObject())
        return {};
    JsonWriter writer;
    writer.beginObject();
    writer.key("type"_L1);
    writer.value("json_schema"_L1);
    writer.key("json_schema"_L1);
    writer.beginObject();
    writer.key("name"_L1);
    writer.value(format.name.isEmpty() ? u"answer"_s : format.name);
    writer.key("schema"_L1);
    // As it stands: some models fill in an object's members in the order of its schema.
    writer.raw(minifiedJson(format.schema));
    if (format.isStrict) {
        writer.key("strict"_L1);
        writer.value(*format.isStrict);
    }
    writer.endObject();
    writer.endObject();
    return std::get<QByteArray>(writer.takeBody().pieces.first());
}

bool isNamed(const QList<Field> &fields, const QString &name)
{
    return std::any_of(fields.begin(), fields.end(),
                       [&](const Field &field) { return field.name == name; });
}

//! \return the optional fields of \a request: the user's own JSON first, then what is set by name.
Result<QList<Field>> optionalFields(const ChatRequest &request)
{
    const auto extra = extraMembers(request.parameters);
    if (!extra) {
        return Error{.kind = ErrorKind::BadParameter,
                     .detail = u"not a JSON object"_s,
                     .parameter = u"extra"_s};
    }
    const bool streams = isStreamed(request.parameters, *extra);
    QList<Field> own;
    if (streams)
        addField(own, u"stream"_s, true);
    if (streams && request.quirks.sendsUsageOption && !extra->contains("stream_options"_L1))
        own.append({u"stream_options"_s, "{\"include_usage\":true}"_ba});
    own += toolFields(request);
    if (request.responseFormat.kind != ResponseFormat::Kind::Text) {
        const auto format = formatJson(request.responseFormat);
        if (!format) {
            return Error{.kind = ErrorKind::BadParameter,
                         .detail = u"not a JSON object"_s,
                         .parameter = u"response_format"_s};
        }
        own.append({u"response_format"_s, *format});
    }
    own += parameterFields(request.parameters, request.quirks);

    QList<Field> fields;
    for (auto it = extra->begin(); it != extra->end(); ++it) {
        const QString name = it.key();
        const bool isOurs = name == "model"_L1 || name == "messages"_L1 || name == "stream"_L1
            || (name == "tools"_L1 && !request.tools.isEmpty()) || isNamed(own, name);
        if (isOurs)
            continue;
        const QByteArray wrapped = compactJson(QJsonArray{*it});
        fields.append({name, wrapped.sliced(1, wrapped.size() - 2)});
    }
    fields += own;
    fields.removeIf(
        [&](const Field &field) { return request.quirks.refusedFields.contains(field.name); });
    return fields;
}

//! \brief Nine letters and digits for any id, always the same for the same (Mistral's rule).
QString nineAlphanumerics(const QString &id)
{
    static const QRegularExpression fits(u"^[A-Za-z0-9]{9}$"_s);
    if (fits.match(id).hasMatch())
        return id;
    static constexpr char Digits[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const QByteArray hash = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256);
    QString nine;
    for (qsizetype i = 0; i < 9; ++i)
        nine += QLatin1Char(Digits[static_cast<unsigned char>(hash.at(i)) % 62]);
    return nine;
}

//! The members of one request that need what the request says.
class MessageWriter
{
public:
    MessageWriter(const ChatRequest &request, JsonWriter &writer)
        : m_request(request)
        , m_writer(writer)
    { }

    void write(const ResolvedMessage &message);
    void writeSystemPrompt();

private:
    void writeContent(const ResolvedMessage &message);
    void writePart(const ResolvedPart &part);
    void writeImage(const ResolvedImage &image);
    void writeFile(const ResolvedFile &file);
    void writeReasoning(const QList<ReasoningPart> &reasoning);
    void writeToolCalls(const QList<ToolCallPart> &calls);
    void writeToolCall(const ToolCallPart &call);
    void writeMembers(const QJsonObject &members);
    QString callId(const QString &id) const;

    const ChatRequest &m_request;
    JsonWriter &m_writer;
};

QString textOfParts(const QList<ResolvedPart> &parts)
{
    QStringList texts;
    for (const ResolvedPart &part : parts) {
        if (const auto *text = std::get_if<ResolvedText>(&part))
            texts.append(text->text);
    }
    return texts.join(u"\n\n"_s);
}

bool isTextOnly(const QList<ResolvedPart> &parts)
{
    return std::all_of(parts.begin(), parts.end(), [](const ResolvedPart &part) {
        return std::holds_alternative<ResolvedText>(part);
    });
}

QLatin1StringView roleName(Role role, const Quirks &quirks)
{
    switch (role) {
    case Role::System:
        return quirks.systemRole == Quirks::SystemRole::Developer ? "developer"_L1 : "system"_L1;
    case Role::User:
        return "user"_L1;
    case Role::Assistant:
        return "assistant"_L1;
    case Role::Tool:
        return "tool"_L1;
    }
    return {};
}

//! \return what asks in words for the form of the answer, where the server does not take the field
//!         that does; empty where it does, or where none is asked for.
QString formatInWords(const ChatRequest &request)
{
    using Kind = ResponseFormat::Kind;
    const ResponseFormat &format = request.responseFormat;
    if (format.kind == Kind::Text || !request.quirks.refusedFields.contains(u"response_format"_s))
        return {};
    const QString form =
        u"Answer with one JSON object and nothing else: no text around it, no code fence."_s;
    if (format.kind == Kind::JsonObject)
        return form;
    return form + u" It has to be valid against this JSON Schema:\n"_s
        + QString::fromUtf8(minifiedJson(format.schema));
}

QString systemPromptOf(const ChatRequest &request)
{
    QStringList prompts{request.systemPrompt, formatInWords(request)};
    prompts.removeIf([](const QString &prompt) { return prompt.trimmed().isEmpty(); });
    return prompts.join(u"\n\n"_s);
}

void MessageWriter::writeSystemPrompt()
{
    m_writer.beginObject();
    m_writer.key("role"_L1);
    m_writer.value(roleName(Role::System, m_request.quirks));
    m_writer.key("content"_L1);
    m_writer.value(systemPromptOf(m_request));
    m_writer.endObject();
}

void MessageWriter::write(const ResolvedMessage &message)
{
    m_writer.beginObject();
    m_writer.key("role"_L1);
    m_writer.value(roleName(message.role, m_request.quirks));
    if (message.role == Role::Tool) {
        m_writer.key("tool_call_id"_L1);
        m_writer.value(callId(message.toolCallId));
    }
    writeContent(message);
    if (message.role == Role::Assistant) {
        if (m_request.quirks.echoesReasoning)
            writeReasoning(message.reasoning);
        if (!message.toolCalls.isEmpty())
            writeToolCalls(message.toolCalls);
    }
    m_writer.endObject();
}

void MessageWriter::writeContent(const ResolvedMessage &message)
{
    const bool onlyCalls = message.role == Role::Assistant && !message.toolCalls.isEmpty()
        && textOfParts(message.content).isEmpty();
    if (onlyCalls && m_request.quirks.emptyContent == Quirks::EmptyContent::Omitted)
        return;
    m_writer.key("content"_L1);
    if (onlyCalls && m_request.quirks.emptyContent == Quirks::EmptyContent::Null) {
        m_writer.null();
    } else if (message.role != Role::User || isTextOnly(message.content)) {
        m_writer.value(textOfParts(message.content));
    } else {
        m_writer.beginArray();
        for (const ResolvedPart &part : message.content)
            writePart(part);
        m_writer.endArray();
    }
}

void MessageWriter::writePart(const ResolvedPart &part)
{
    std::visit(base::Overloaded{
                   [&](const ResolvedText &text) {
                       m_writer.beginObject();
                       m_writer.key("type"_L1);
                       m_writer.value("text"_L1);
                       m_writer.key("text"_L1);
                       m_writer.value(text.text);
                       m_writer.endObject();
                   },
                   [&](const ResolvedImage &image) { writeImage(image); },
                   [&](const ResolvedFile &file) { writeFile(file); },
               },
               part);
}

void MessageWriter::writeImage(const ResolvedImage &image)
{
    m_writer.beginObject();
    m_writer.key("type"_L1);
    m_writer.value("image_url"_L1);
    m_writer.key("image_url"_L1);
    m_writer.beginObject();
    m_writer.key("url"_L1);
    m_writer.dataUri(image.mediaType, image.data);
    if (image.detail != ImageDetail::Auto) {
        m_writer.key("detail"_L1);
        m_writer.value(image.detail == ImageDetail::Low ? "low"_L1 : "high"_L1);
    }
    m_writer.endObject();
    m_writer.endObject();
}

void MessageWriter::writeFile(const ResolvedFile &file)
{
    m_writer.beginObject();
    m_writer.key("type"_L1);
    m_writer.value("file"_L1);
    m_writer.key("file"_L1);
    m_writer.beginObject();
    m_writer.key("filename"_L1);
    m_writer.value(file.fileName);
    if (m_request.quirks.namesFilesTwice) {
        m_writer.key("file_name"_L1);
        m_writer.value(file.fileName);
    }
    m_writer.key("file_data"_L1);
    m_writer.dataUri(file.mediaType, file.data);
    m_writer.endObject();
    m_writer.endObject();
}

//! Thoughts go back only to the server that sent them, under the name that it gave them.
void MessageWriter::writeReasoning(const QList<ReasoningPart> &reasoning)
{
    for (const ReasoningPart &part : reasoning) {
        const bool isTheirs = !part.opaque.origin.isEmpty()
            && part.opaque.origin == m_request.origin && !part.field.isEmpty();
        if (!isTheirs)
            continue;
        const auto json = parseJson(part.opaque.json.isEmpty() ? "{}"_ba : part.opaque.json);
        const QJsonObject members = json ? json->toObject() : QJsonObject();
        if (!members.contains(part.field)) {
            m_writer.key(part.field);
            m_writer.value(part.text);
        }
        writeMembers(members);
        return; // one message has each member once
    }
}

void MessageWriter::writeToolCalls(const QList<ToolCallPart> &calls)
{
    m_writer.key("tool_calls"_L1);
    m_writer.beginArray();
    for (const ToolCallPart &call : calls)
        writeToolCall(call);
    m_writer.endArray();
}

void MessageWriter::writeToolCall(const ToolCallPart &call)
{
    QJsonObject members;
    if (!call.opaque.isEmpty() && call.opaque.origin == m_request.origin) {
        if (const auto json = parseJson(call.opaque.json))
            members = json->toObject();
    }
    const QJsonObject functionMembers = members.take("function"_L1).toObject();

    m_writer.beginObject();
    m_writer.key("id"_L1);
    m_writer.value(callId(call.id));
    m_writer.key("type"_L1);
    m_writer.value("function"_L1);
    m_writer.key("function"_L1);
    m_writer.beginObject();
    m_writer.key("name"_L1);
    m_writer.value(call.name);
    m_writer.key("arguments"_L1);
    m_writer.value(call.arguments);
    writeMembers(functionMembers);
    m_writer.endObject();
    writeMembers(members);
    m_writer.endObject();
}

void MessageWriter::writeMembers(const QJsonObject &members)
{
    for (auto it = members.begin(); it != members.end(); ++it) {
        const QByteArray wrapped = compactJson(QJsonArray{*it});
        m_writer.key(it.key());
        m_writer.raw(wrapped.sliced(1, wrapped.size() - 2));
    }
}

QString MessageWriter::callId(const QString &id) const
{
    const bool isStrict = m_request.quirks.toolCallIds == Quirks::ToolCallIds::NineAlphanumerics;
    return isStrict ? nineAlphanumerics(id) : id;
}

//! \return the schema with what every server asks for: an object's type and its properties.
QByteArray completedSchema(const QByteArray &schema)
{
    const auto json = parseJson(schema.isEmpty() ? "{}"_ba : schema);
    QJsonObject object = json ? json->toObject() : QJsonObject();
    object.remove("$schema"_L1);
    object.insert("type"_L1, u"object"_s);
    if (!object.value("properties"_L1).isObject())
        object.insert("properties"_L1, QJsonObject());
    return compactJson(object);
}

//! \return the request's tools; where it has none, those that its history calls, as some servers
//!         refuse tool messages without a list (app/wire/README.md).
QList<ToolDefinition> toolsToSend(const ChatRequest &request)
{
    if (!request.tools.isEmpty() || !request.quirks.needsToolsWithToolHistory)
        return request.tools;
    QList<ToolDefinition> tools;
    for (const ResolvedMessage &message : request.messages) {
        for (const ToolCallPart &call : message.toolCalls) {
            const bool isListed =
                std::any_of(tools.begin(), tools.end(),
                            [&](const ToolDefinition &tool) { return tool.name == call.name; });
            if (!isListed)
                tools.append({.name = call.name, .description = u"No longer available."_s});
        }
    }
    return tools;
}

void writeTools(JsonWriter &writer, const QList<ToolDefinition> &tools)
{
    writer.key("tools"_L1);
    writer.beginArray();
    for (const ToolDefinition &tool : tools) {
        writer.beginObject();
        writer.key("type"_L1);
        writer.value("function"_L1);
        writer.key("function"_L1);
        writer.beginObject();
        writer.key("name"_L1);
        writer.value(tool.name);
        if (!tool.description.isEmpty()) {
            writer.key("description"_L1);
            writer.value(tool.description);
        }
        writer.key("parameters"_L1);
        writer.raw(completedSchema(tool.parametersSchema));
        writer.endObject();
        writer.endObject();
    }
    writer.endArray();
}

} // namespace

Result<RequestBody> encodeChatRequest(const ChatRequest &request)
{
    const auto fields = optionalFields(request);
    if (!fields)
        return fields.error();

    JsonWriter writer;
    writer.beginObject();
    writer.key("model"_L1);
    writer.value(request.model);
    writer.key("messages"_L1);
    writer.beginArray();
    MessageWriter messages(request, writer);
    if (!systemPromptOf(request).isEmpty())
        messages.writeSystemPrompt();
    for (const ResolvedMessage &message : request.messages)
        messages.write(message);
    writer.endArray();
    if (const auto tools = toolsToSend(request); !tools.isEmpty())
        writeTools(writer, tools);
    for (const Field &field : *fields) {
        writer.key(field.name);
        writer.raw(field.json);
    }
    writer.endObject();
    return writer.takeBody();
}

QStringList optionalFieldsOf(const ChatRequest &request)
{
    QStringList names;
    if (const auto fields = optionalFields(request)) {
        for (const Field &field : *fields)
            names.append(field.name);
    }
    return names;
}

} // namespace polylogue::app::wire
