// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/chunkcodec.h"

#include "app/wire/errorjson.h"
#include "app/wire/usagejson.h"
#include "app/wire/wirejson.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <initializer_list>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using base::Result;
using conversation::FinishReason;

namespace {

//! Takes the members of \a object that we understand out of it; \return whether any is left.
bool hasUnknownMembers(QJsonObject &object, std::initializer_list<QLatin1StringView> known)
{
    for (const QLatin1StringView name : known)
        object.remove(name);
    return !object.isEmpty();
}

//! Members to be sent back, e.g. extra_content.google.thought_signature (app/wire/README.md).
QByteArray opaqueMembers(QJsonObject call)
{
    QJsonObject function = call.value("function"_L1).toObject();
    const bool hasInFunction =
        hasUnknownMembers(function, {"name"_L1, "arguments"_L1, "description"_L1});
    const bool hasBeside = hasUnknownMembers(
        call, {"index"_L1, "id"_L1, "type"_L1, "function"_L1, "name"_L1, "arguments"_L1});
    if (hasInFunction)
        call.insert("function"_L1, function);
    return hasInFunction || hasBeside ? compactJson(call) : QByteArray();
}

ToolCallFragment decodeToolCall(const QJsonObject &call)
{
    // Some bridges flatten the function into the call.
    const QJsonObject function =
        call.value("function"_L1).isObject() ? call.value("function"_L1).toObject() : call;
    ToolCallFragment fragment{
        .index = integerOf(call.value("index"_L1)),
        .id = textOf(call.value("id"_L1)),
        .name = function.value("name"_L1).toString(),
        .opaque = opaqueMembers(call),
    };
    const QJsonValue arguments = function.value("arguments"_L1);
    if (arguments.isObject() || arguments.isArray()) {
        fragment.arguments = QString::fromUtf8(compactJson(arguments));
        fragment.hasWholeArguments = true;
    } else {
        fragment.arguments = arguments.toString();
    }
    return fragment;
}

QList<ToolCallFragment> decodeToolCalls(const QJsonObject &message)
{
    QList<ToolCallFragment> fragments;
    const QJsonValue calls = message.value("tool_calls"_L1);
    if (calls.isObject())
        fragments.append(decodeToolCall(calls.toObject()));
    for (const auto &call : calls.toArray()) {
        if (call.isObject())
            fragments.append(decodeToolCall(call.toObject()));
    }
    // The form before tool_calls; a server that sends both means one call.
    if (const QJsonValue call = message.value("function_call"_L1);
        fragments.isEmpty() && call.isObject())
        fragments.append(decodeToolCall(call.toObject()));
    return fragments;
}

//! \return a text wherever servers put one: a string, {"text"}, or a list of these.
QString nestedText(const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const auto name : {"text"_L1, "content"_L1, "summary"_L1, "value"_L1}) {
            if (object.contains(name))
                return nestedText(object.value(name));
        }
        return {};
    }
    QString text = value.toString();
    for (const auto &entry : value.toArray())
        text += nestedText(entry);
    return text;
}

QString imageUrl(const QJsonValue &image)
{
    if (image.isString())
        return image.toString();
    const QJsonObject object = image.toObject();
    const QJsonValue url = object.value("image_url"_L1);
    if (url.isObject())
        return url.toObject().value("url"_L1).toString();
    if (url.isString())
        return url.toString();
    if (const QString base64 = object.value("b64_json"_L1).toString(); !base64.isEmpty())
        return u"data:image/png;base64,"_s + base64;
    return object.value("url"_L1).toString();
}

//! What an answer only names is never fetched: it becomes a link that shows where it leads.
void addImage(Chunk &chunk, const QJsonValue &image)
{
    const QString url = imageUrl(image);
    if (url.startsWith("data:"_L1, Qt::CaseInsensitive)) {
        chunk.images.append(url);
    } else if (!url.isEmpty()) {
        const QByteArray encoded = url.toUtf8().toPercentEncoding("!#$%&'()*+,/:;=?@[]");
        chunk.text += u"\n\n<%1>\n\n"_s.arg(QString::fromLatin1(encoded));
    }
}

void addContentPart(Chunk &chunk, const QJsonValue &part)
{
    if (part.isString()) {
        chunk.text += part.toString();
        return;
    }
    const QJsonObject object = part.toObject();
    const QString type = object.value("type"_L1).toString();
    if (type == "thinking"_L1 || type == "reasoning"_L1) {
        const bool isThinking = object.contains("thinking"_L1);
        chunk.reasoning +=
            nestedText(isThinking ? object.value("thinking"_L1) : QJsonValue(object));
    } else if (type == "refusal"_L1) {
        chunk.refusal += object.value("refusal"_L1).toString();
    } else if (type == "image_url"_L1 || type == "image"_L1 || type == "output_image"_L1) {
        addImage(chunk, part);
    } else if (type.isEmpty() || type == "text"_L1 || type == "output_text"_L1) {
        chunk.text += nestedText(object.value("text"_L1));
    }
}

void addContent(Chunk &chunk, const QJsonValue &content)
{
    if (!content.isArray()) {
        if (content.isString() || content.isObject())
            addContentPart(chunk, content);
        return;
    }
    for (const auto &part : content.toArray())
        addContentPart(chunk, part);
}

//! Servers that send the same thought under two names mean it once.
void addReasoning(Chunk &chunk, const QJsonObject &message)
{
    const QJsonValue details = message.value("reasoning_details"_L1);
    if (details.isArray() && !details.toArray().isEmpty())
        chunk.reasoningDetails = compactJson(details);
    for (const auto name :
         {"reasoning_content"_L1, "reasoning"_L1, "reasoning_details"_L1, "thinking"_L1}) {
        const QString text = nestedText(message.value(name));
        if (!text.isEmpty()) {
            chunk.reasoning += text;
            chunk.reasoningField = name;
            return;
        }
    }
}

void addMessage(Chunk &chunk, const QJsonObject &message)
{
    addReasoning(chunk, message);
    addContent(chunk, message.value("content"_L1));
    chunk.refusal += message.value("refusal"_L1).toString();
    for (const auto &image : message.value("images"_L1).toArray())
        addImage(chunk, image);
    chunk.toolCalls += decodeToolCalls(message);
}

//! \return choice 0, or the first that has no index; empty where there is neither.
QJsonObject firstChoice(const QJsonValue &choices)
{
    if (choices.isObject())
        return choices.toObject();
    QJsonObject unnumbered;
    for (const auto &entry : choices.toArray()) {
        const QJsonObject choice = entry.toObject();
        const auto index = integerOf(choice.value("index"_L1));
        if (index == 0)
            return choice;
        if (!index && unnumbered.isEmpty())
            unnumbered = choice;
    }
    return unnumbered;
}

void addChoice(Chunk &chunk, const QJsonObject &choice)
{
    chunk.rawFinishReason = textOf(choice.value("finish_reason"_L1));
    const QJsonValue delta = choice.value("delta"_L1);
    const QJsonValue message = choice.value("message"_L1);
    if (delta.isObject()) {
        addMessage(chunk, delta.toObject());
    } else if (message.isObject()) {
        chunk.isSnapshot = true;
        addMessage(chunk, message.toObject());
    } else {
        addContent(chunk, choice.value("text"_L1));
    }
}

//! Usage stands in one of five places; null and {} stand for none.
void addUsage(Chunk &chunk, const QJsonObject &payload, const QJsonObject &choice)
{
    const QJsonValue places[] = {
        payload.value("usage"_L1),
        payload.value("x_groq"_L1).toObject().value("usage"_L1),
        choice.value("usage"_L1),
        choice.value("delta"_L1).toObject().value("usage"_L1),
        choice.value("message"_L1).toObject().value("usage"_L1),
    };
    for (const QJsonValue &place : places) {
        if (!chunk.usage)
            chunk.usage = decodeUsage(place);
    }
}

//! Qt sorts the members of an object; arguments that came as one are taken from the raw text.
void restoreArgumentOrder(Chunk &chunk, QByteArrayView payload)
{
    qsizetype from = 0;
    for (ToolCallFragment &call : chunk.toolCalls) {
        if (!call.hasWholeArguments)
            continue;
        const QByteArray raw = rawMember(payload, "arguments", call.arguments.toUtf8(), from);
        if (!raw.isEmpty())
            call.arguments = QString::fromUtf8(raw);
    }
}

Chunk decodeChunk(const QJsonObject &payload, QByteArrayView raw, QByteArrayView eventName)
{
    Chunk chunk;
    chunk.error = errorInPayload(payload, eventName == "error");
    const QJsonObject choice = firstChoice(payload.value("choices"_L1));
    chunk.hasChoice = !choice.isEmpty();
    chunk.model = payload.value("model"_L1).toString();
    chunk.responseId = textOf(payload.value("id"_L1));
    addChoice(chunk, choice);
    addUsage(chunk, payload, choice);
    restoreArgumentOrder(chunk, raw);
    return chunk;
}

} // namespace

Result<QList<Chunk>> decodeChunks(QByteArrayView payload, QByteArrayView eventName)
{
    const auto json = parseJson(payload);
    if (!json)
        return json.error();
    QList<Chunk> chunks;
    if (json->isObject()) {
        chunks.append(decodeChunk(json->toObject(), payload, eventName));
    } else if (json->isArray()) {
        for (const auto &entry : json->toArray()) {
            if (entry.isObject())
                chunks.append(decodeChunk(entry.toObject(), payload, eventName));
        }
    } else if (!json->isNull()) {
        return Error{.kind = ErrorKind::Protocol, .type = u"not_json"_s};
    }
    return chunks;
}

std::optional<FinishReason> finishReasonOf(const QString &raw)
{
    static const QHash<QString, FinishReason> reasons{
        {u"stop"_s, FinishReason::Stop},
        {u"eos"_s, FinishReason::Stop},
        {u"eos_token"_s, FinishReason::Stop},
        {u"end"_s, FinishReason::Stop},
        {u"end_turn"_s, FinishReason::Stop},
        {u"stop_sequence"_s, FinishReason::Stop},
        {u"complete"_s, FinishReason::Stop},
        {u"completed"_s, FinishReason::Stop},
        {u"done"_s, FinishReason::Stop},
        {u"length"_s, FinishReason::Length},
        {u"max_tokens"_s, FinishReason::Length},
        {u"max_output_tokens"_s, FinishReason::Length},
        {u"max_completion_tokens"_s, FinishReason::Length},
        {u"model_length"_s, FinishReason::Length},
        {u"model_context_window_exceeded"_s, FinishReason::Length},
        {u"tool_calls"_s, FinishReason::ToolCalls},
        {u"tool_call"_s, FinishReason::ToolCalls},
        {u"tool_use"_s, FinishReason::ToolCalls},
        {u"function_call"_s, FinishReason::ToolCalls},
        {u"content_filter"_s, FinishReason::ContentFilter},
        {u"content_filtered"_s, FinishReason::ContentFilter},
        {u"guardrail_intervened"_s, FinishReason::ContentFilter},
        {u"refusal"_s, FinishReason::ContentFilter},
        {u"safety"_s, FinishReason::ContentFilter},
        {u"recitation"_s, FinishReason::ContentFilter},
        {u"blocklist"_s, FinishReason::ContentFilter},
        {u"prohibited_content"_s, FinishReason::ContentFilter},
        {u"spii"_s, FinishReason::ContentFilter},
        {u"error"_s, FinishReason::Error},
        {u"malformed_function_call"_s, FinishReason::Error},
        {u"insufficient_system_resource"_s, FinishReason::Error},
        {u"abort"_s, FinishReason::Error},
    };
    const QString key = raw.trimmed().toLower();
    // "null" is what a server writes that prints a missing value.
    if (key.isEmpty() || key == "null"_L1 || key == "none"_L1)
        return {};
    return reasons.value(key, FinishReason::Unknown);
}

QByteArray joinedReasoningDetails(const QByteArray &earlier, const QByteArray &later)
{
    QJsonArray entries = QJsonDocument::fromJson(earlier).array();
    for (const auto &entry : QJsonDocument::fromJson(later).array()) {
        const QJsonObject added = entry.toObject();
        QJsonObject last = entries.isEmpty() ? QJsonObject() : entries.last().toObject();
        const bool isPiece = added.contains("index"_L1)
            && last.value("index"_L1) == added.value("index"_L1)
            && last.value("type"_L1) == added.value("type"_L1);
        if (!isPiece) {
            entries.append(added);
            continue;
        }
        for (auto it = added.begin(); it != added.end(); ++it) {
            const bool isText =
                it.key() == "text"_L1 || it.key() == "summary"_L1 || it.key() == "data"_L1;
            last.insert(it.key(),
                        isText ? QJsonValue(last.value(it.key()).toString() + it->toString())
                               : *it);
        }
        entries.replace(entries.size() - 1, last);
    }
    return compactJson(entries);
}

} // namespace polylogue::app::wire
