// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/requestcodec.h"

#include "app/practice/fielderrors.h"
#include "app/practice/schemacodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

Result<QJsonObject> readBody(const QByteArray &body)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fieldError(QString::number(problem.offset), u"json_invalid"_s,
                          u"JSON decode error: "_s + problem.errorString());
    if (!document.isObject())
        return fieldError({}, u"dict_type"_s, u"Input should be a valid dictionary"_s);
    return document.object();
}

//! A number between two bounds, where it is given at all.
Status checkNumber(const QJsonObject &body, QLatin1StringView name, double least, double most)
{
    if (isAbsent(body[name]))
        return {};
    return body[name].isDouble() ? checkRange(name, body[name].toDouble(), least, most)
                                 : wrongType(name, u"number"_s);
}

//! Bytes of "data:image/png;base64,..." or of bare base64; nothing where it is neither.
std::optional<QByteArray> bytesOf(const QString &text)
{
    QByteArray encoded = text.toLatin1();
    if (text.startsWith("data:"_L1)) {
        const qsizetype comma = encoded.indexOf(',');
        if (comma < 0 || !encoded.first(comma).endsWith(";base64"))
            return {};
        encoded = encoded.sliced(comma + 1);
    }
    const auto decoded =
        QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return {};
    return decoded.decoded;
}

Status readImage(const QJsonObject &part, const QString &path, Turn &turn)
{
    const QString url = part["image_url"_L1]["url"_L1].toString();
    if (url.isEmpty())
        return missing(path + u".image_url.url"_s);
    static const QRegularExpression accepted(u"^data:image/(?:jpeg|jpg|png|gif|webp);base64,"_s);
    auto bytes = accepted.match(url.first(std::min<qsizetype>(url.size(), 40))).hasMatch()
        ? bytesOf(url)
        : std::nullopt;
    if (!bytes)
        return fieldError(path + u".image_url.url"_s, u"value_error"_s,
                          u"Value error, must be a data URI of a jpeg, png, gif or webp image"_s);
    turn.media.push_back({.kind = Media::Kind::Image, .bytes = std::move(*bytes)});
    return {};
}

Status readFile(const QJsonObject &part, const QString &path, Turn &turn)
{
    const QJsonObject file = part["file"_L1].toObject();
    const QString data = file["file_data"_L1].toString();
    if (data.isEmpty())
        return missing(path + u".file.file_data"_s);
    auto bytes = bytesOf(data);
    if (!bytes)
        return fieldError(path + u".file.file_data"_s, u"value_error"_s,
                          u"Value error, must be base64, alone or in a data URI"_s);
    QString name = file["file_name"_L1].toString();
    if (name.isEmpty())
        name = file["filename"_L1].toString();
    turn.media.push_back({.kind = Media::Kind::Document,
                          .name = name.isEmpty() ? u"Untitled.pdf"_s : name,
                          .bytes = std::move(*bytes)});
    return {};
}

//! What our own client writes before images that an answer held (app/wire/README.md).
constexpr auto drawnImagesNote = "(the images of the answer above)"_L1;

Status readPart(const QJsonObject &part, const QString &path, Turn &turn)
{
    const QString type = part["type"_L1].toString();
    if (type == "text"_L1) {
        if (!part["text"_L1].isString())
            return missing(path + u".text"_s);
        if (part["text"_L1].toString() == drawnImagesNote) {
            turn.hasDrawnImages = true;
            return {};
        }
        if (!turn.text.isEmpty())
            turn.text += u'\n';
        turn.text += part["text"_L1].toString();
        return {};
    }
    if (turn.role == Turn::Role::User && type == "image_url"_L1)
        return readImage(part, path, turn);
    if (turn.role == Turn::Role::User && type == "file"_L1)
        return readFile(part, path, turn);
    if (turn.role == Turn::Role::Assistant && type == "refusal"_L1)
        return {};
    return fieldError(path + u".type"_s, u"literal_error"_s,
                      u"Input should be %1"_s.arg(turn.role == Turn::Role::User
                                                      ? u"'text', 'image_url' or 'file'"_s
                                                      : u"'text'"_s));
}

Status readContent(const QJsonValue &content, const QString &path, Turn &turn)
{
    if (content.isString()) {
        turn.text = content.toString();
    } else if (content.isArray()) {
        const QJsonArray parts = content.toArray();
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const QString partPath = path + u'.' + QString::number(i);
            if (const Status status = readPart(parts[i].toObject(), partPath, turn); !status)
                return status;
        }
    } else if (!isAbsent(content)) {
        return wrongType(path, u"string"_s);
    } else if (turn.role != Turn::Role::Assistant) {
        return missing(path);
    }
    if (turn.role == Turn::Role::User && turn.text.trimmed().isEmpty() && turn.media.empty())
        return fieldError(path, u"string_too_short"_s,
                          u"String should have at least 1 character that is no blank"_s);
    return {};
}

Status readCalls(const QJsonValue &calls, const QString &path, Turn &turn)
{
    const QJsonArray list = calls.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QJsonValue function = list[i]["function"_L1];
        const QString at = path + u'.' + QString::number(i);
        if (function["name"_L1].toString().isEmpty())
            return missing(at + u".function.name"_s);
        if (!function["arguments"_L1].isString())
            return wrongType(at + u".function.arguments"_s, u"string"_s);
        turn.calls.push_back({.id = list[i]["id"_L1].toString(),
                              .name = function["name"_L1].toString(),
                              .arguments = function["arguments"_L1].toString()});
    }
    return {};
}

Result<Turn> readTurn(const QJsonObject &message, const QString &path)
{
    static const std::vector<std::pair<QString, Turn::Role>> roles{
        {u"system"_s, Turn::Role::System}, {u"developer"_s, Turn::Role::System},
        {u"user"_s, Turn::Role::User},     {u"assistant"_s, Turn::Role::Assistant},
        {u"tool"_s, Turn::Role::Tool},
    };
    if (!message.contains("role"_L1))
        return missing(path + u".role"_s);
    const QString name = message["role"_L1].toString();
    const auto role = std::find_if(roles.begin(), roles.end(),
                                   [&name](const auto &known) { return known.first == name; });
    if (role == roles.end())
        return fieldError(path + u".role"_s, u"literal_error"_s,
                          u"Input should be 'system', 'user', 'assistant' or 'tool'"_s);
    Turn turn{.role = role->second};
    if (const Status status = readContent(message["content"_L1], path + u".content"_s, turn);
        !status)
        return status.error();
    if (turn.role == Turn::Role::Assistant) {
        const Status status = readCalls(message["tool_calls"_L1], path + u".tool_calls"_s, turn);
        if (!status)
            return status.error();
    }
    if (turn.role == Turn::Role::Tool) {
        turn.callId = message["tool_call_id"_L1].toString();
        if (turn.callId.isEmpty())
            return missing(path + u".tool_call_id"_s);
    }
    return turn;
}

//! Every call is answered before anything else is said, and every result answers a call.
Status checkPairing(const std::vector<Turn> &turns)
{
    QStringList open;
    for (const Turn &turn : turns) {
        if (turn.role == Turn::Role::Tool) {
            if (open.removeAll(turn.callId) == 0)
                return refusal(400,
                               u"A message with role 'tool' must be a response to a preceding "
                               "message with 'tool_calls' (tool_call_id '%1')."_s.arg(turn.callId));
            continue;
        }
        if (!open.isEmpty())
            break;
        for (const CalledFunction &call : turn.calls)
            open.append(call.id);
    }
    if (!open.isEmpty())
        return refusal(400,
                       u"An assistant message with 'tool_calls' must be followed by tool "
                       "messages responding to each 'tool_call_id'. No response to: %1"_s.arg(
                           open.join(u", "_s)));
    return {};
}

Status readTurns(const QJsonValue &messages, ChatRequest &request)
{
    if (isAbsent(messages))
        return missing(u"messages"_s);
    if (!messages.isArray())
        return wrongType(u"messages"_s, u"list"_s);
    const QJsonArray list = messages.toArray();
    if (list.isEmpty())
        return fieldError(u"messages"_s, u"too_short"_s,
                          u"List should have at least 1 item after validation, not 0"_s);
    for (qsizetype i = 0; i < list.size(); ++i) {
        Result<Turn> turn = readTurn(list[i].toObject(), u"messages."_s + QString::number(i));
        if (!turn)
            return turn.error();
        request.turns.push_back(std::move(*turn));
    }
    return checkPairing(request.turns);
}

Schema schemaOf(const QJsonValue &value)
{
    return decodeSchema(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

Status readTools(const QJsonObject &body, ChatRequest &request)
{
    const QJsonArray tools = body["tools"_L1].toArray();
    for (qsizetype i = 0; i < tools.size(); ++i) {
        const QJsonObject function = tools[i]["function"_L1].toObject();
        const QString path = u"tools."_s + QString::number(i);
        if (tools[i]["type"_L1].toString() != "function"_L1)
            return fieldError(path + u".type"_s, u"literal_error"_s,
                              u"Input should be 'function'"_s);
        if (function["name"_L1].toString().isEmpty())
            return missing(path + u".function.name"_s);
        request.tools.push_back({.name = function["name"_L1].toString(),
                                 .description = function["description"_L1].toString(),
                                 .parameters = schemaOf(function["parameters"_L1])});
    }
    const QJsonValue choice = body["tool_choice"_L1];
    const QString word = choice.toString();
    request.allowsParallelCalls = body["parallel_tool_calls"_L1].toBool(true);
    if (choice.isObject()) {
        request.toolChoice = ChatRequest::ToolChoice::Named;
        request.namedTool = choice["function"_L1]["name"_L1].toString();
        const bool isKnown =
            std::any_of(request.tools.begin(), request.tools.end(),
                        [&](const Function &tool) { return tool.name == request.namedTool; });
        if (!isKnown)
            return refusal(
                400, u"Tool choice '%1' not found in 'tools' parameter."_s.arg(request.namedTool));
    } else if (word == "none"_L1) {
        request.toolChoice = ChatRequest::ToolChoice::None;
    } else if (word == "required"_L1 || word == "any"_L1) {
        request.toolChoice = ChatRequest::ToolChoice::Required;
    }
    return {};
}

Status readOptions(const QJsonObject &body, ChatRequest &request)
{
    for (const Status &status :
         {checkNumber(body, "temperature"_L1, 0, 2), checkNumber(body, "top_p"_L1, 0, 1),
          checkNumber(body, "max_tokens"_L1, 1, 1e9),
          checkNumber(body, "max_completion_tokens"_L1, 1, 1e9)}) {
        if (!status)
            return status;
    }
    for (const QLatin1StringView name : {"max_tokens"_L1, "max_completion_tokens"_L1}) {
        if (body[name].isDouble())
            request.maximumTokens = body[name].toInt();
    }
    if (!isAbsent(body["stream"_L1]) && !body["stream"_L1].isBool())
        return wrongType(u"stream"_s, u"boolean"_s);
    request.isStreamed = body["stream"_L1].toBool();

    const QJsonValue stop = body["stop"_L1];
    for (const QJsonValue &item : stop.isArray() ? stop.toArray() : QJsonArray{stop}) {
        if (!item.toString().isEmpty())
            request.stops.append(item.toString());
    }
    const QJsonObject format = body["response_format"_L1].toObject();
    if (format["type"_L1].toString() == "json_object"_L1) {
        request.format = ChatRequest::Format::JsonObject;
    } else if (format["type"_L1].toString() == "json_schema"_L1) {
        if (!format["json_schema"_L1]["schema"_L1].isObject())
            return missing(u"response_format.json_schema.schema"_s);
        request.format = ChatRequest::Format::JsonSchema;
        request.schema = schemaOf(format["json_schema"_L1]["schema"_L1]);
    }
    return {};
}

} // namespace

base::Result<ChatRequest> decodeChat(const QByteArray &body)
{
    const Result<QJsonObject> object = readBody(body);
    if (!object)
        return object.error();
    if (!(*object)["model"_L1].isString())
        return object->contains("model"_L1) ? wrongType(u"model"_s, u"string"_s)
                                            : missing(u"model"_s);
    ChatRequest request{.model = (*object)["model"_L1].toString()};
    if (const Status status = readTurns((*object)["messages"_L1], request); !status)
        return status.error();
    if (const Status status = readTools(*object, request); !status)
        return status.error();
    if (const Status status = readOptions(*object, request); !status)
        return status.error();
    return request;
}

} // namespace polylogue::app::practice
