// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/answercodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString finishName(PlannedAnswer::Finish finish)
{
    switch (finish) {
    case PlannedAnswer::Finish::Stop:
        return u"stop"_s;
    case PlannedAnswer::Finish::Length:
        return u"length"_s;
    case PlannedAnswer::Finish::ToolCalls:
        return u"tool_calls"_s;
    case PlannedAnswer::Finish::ContentFilter:
        return u"content_filter"_s;
    }
    return u"stop"_s;
}

QJsonObject usageOf(const TokenCounts &counts)
{
    QJsonObject usage{{u"prompt_tokens"_s, counts.prompt},
                      {u"completion_tokens"_s, counts.completion},
                      {u"total_tokens"_s, counts.prompt + counts.completion}};
    if (counts.reasoning > 0)
        usage.insert(u"completion_tokens_details"_s,
                     QJsonObject{{u"reasoning_tokens"_s, counts.reasoning}});
    return usage;
}

QJsonObject headOf(const AnswerHead &head, const QString &object)
{
    return {{u"id"_s, head.id},
            {u"object"_s, object},
            {u"created"_s, head.created},
            {u"model"_s, head.model}};
}

QByteArray event(const QJsonObject &chunk)
{
    return "data: " + compact(chunk) + "\n\n";
}

QByteArray deltaEvent(const AnswerHead &head, const QJsonObject &delta)
{
    QJsonObject chunk = headOf(head, u"chat.completion.chunk"_s);
    chunk.insert(u"choices"_s, QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}}});
    return event(chunk);
}

QByteArray callEvent(const AnswerHead &head, const QJsonObject &call)
{
    return deltaEvent(head, {{u"tool_calls"_s, QJsonArray{call}}});
}

QJsonObject callObject(const CalledFunction &call, const QString &arguments)
{
    return {{u"id"_s, call.id},
            {u"type"_s, u"function"_s},
            {u"function"_s, QJsonObject{{u"name"_s, call.name}, {u"arguments"_s, arguments}}}};
}

//! As OpenRouter sends them (app/wire/README.md).
QJsonObject imageObject(const QByteArray &png)
{
    const QString url = u"data:image/png;base64,"_s + QString::fromLatin1(png.toBase64());
    return {{u"type"_s, u"image_url"_s}, {u"image_url"_s, QJsonObject{{u"url"_s, url}}}};
}

QJsonObject modelObject(const PracticeModel &model)
{
    QJsonArray inputs{u"text"_s};
    if (model.seesImages)
        inputs.append(u"image"_s);
    if (model.readsDocuments)
        inputs.append(u"file"_s);
    QJsonArray parameters;
    if (!model.embeds)
        parameters = {u"max_tokens"_s,         u"response_format"_s, u"stop"_s,
                      u"structured_outputs"_s, u"tool_choice"_s,     u"tools"_s};
    if (model.reasons)
        parameters.append(u"reasoning"_s);
    QJsonArray outputs{model.embeds ? u"embeddings"_s : u"text"_s};
    if (model.seesImages)
        outputs.append(u"image"_s);
    return {{u"id"_s, model.id},
            {u"object"_s, u"model"_s},
            {u"created"_s, 1'767'225'600}, // the practice models are of 2026
            {u"owned_by"_s, u"Polylogue"_s},
            {u"name"_s, model.name},
            {u"description"_s, model.description},
            {u"capability"_s, model.embeds ? u"embedding"_s : u"chat"_s},
            {u"context_length"_s, model.contextLength},
            {u"architecture"_s,
             QJsonObject{{u"input_modalities"_s, inputs}, {u"output_modalities"_s, outputs}}},
            {u"supported_parameters"_s, parameters}};
}

QJsonValue vectorValue(const std::vector<float> &vector, bool isBase64)
{
    if (!isBase64) {
        QJsonArray numbers;
        for (const float number : vector)
            numbers.append(static_cast<double>(number));
        return numbers;
    }
    QByteArray bytes(static_cast<qsizetype>(vector.size() * sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<float>(vector.data(), static_cast<qsizetype>(vector.size()), bytes.data());
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace

QByteArray encodeAnswer(const AnswerHead &head, const PlannedAnswer &answer,
                        const TokenCounts &counts)
{
    QJsonObject message{{u"role"_s, u"assistant"_s}};
    if (!answer.reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, answer.reasoning);
    if (!answer.text.isEmpty() || answer.calls.empty())
        message.insert(u"content"_s, answer.text);
    QJsonArray images;
    for (const QByteArray &png : answer.images)
        images.append(imageObject(png));
    if (!images.isEmpty())
        message.insert(u"images"_s, images);
    QJsonArray calls;
    for (const CalledFunction &call : answer.calls)
        calls.append(callObject(call, call.arguments));
    if (!calls.isEmpty())
        message.insert(u"tool_calls"_s, calls);

    QJsonObject body = headOf(head, u"chat.completion"_s);
    body.insert(u"choices"_s,
                QJsonArray{QJsonObject{{u"index"_s, 0},
                                       {u"message"_s, message},
                                       {u"finish_reason"_s, finishName(answer.finish)}}});
    body.insert(u"usage"_s, usageOf(counts));
    return compact(body);
}

QByteArray encodeRoleEvent(const AnswerHead &head)
{
    return deltaEvent(head, {{u"role"_s, u"assistant"_s}, {u"content"_s, u""_s}});
}

QByteArray encodeReasoningEvent(const AnswerHead &head, const QString &text)
{
    return deltaEvent(head, {{u"reasoning_content"_s, text}});
}

QByteArray encodeTextEvent(const AnswerHead &head, const QString &text)
{
    return deltaEvent(head, {{u"content"_s, text}});
}

QByteArray encodeImageEvent(const AnswerHead &head, const QByteArray &png)
{
    return deltaEvent(head, {{u"images"_s, QJsonArray{imageObject(png)}}});
}

QByteArray encodeCallEvent(const AnswerHead &head, int index, const CalledFunction &call)
{
    QJsonObject object = callObject(call, u""_s);
    object.insert(u"index"_s, index);
    return callEvent(head, object);
}

QByteArray encodeArgumentsEvent(const AnswerHead &head, int index, const QString &fragment)
{
    return callEvent(
        head, {{u"index"_s, index}, {u"function"_s, QJsonObject{{u"arguments"_s, fragment}}}});
}

QByteArray encodeFinishEvent(const AnswerHead &head, PlannedAnswer::Finish finish)
{
    QJsonObject chunk = headOf(head, u"chat.completion.chunk"_s);
    chunk.insert(u"choices"_s,
                 QJsonArray{QJsonObject{{u"index"_s, 0},
                                        {u"delta"_s, QJsonObject()},
                                        {u"finish_reason"_s, finishName(finish)}}});
    return event(chunk);
}

QByteArray encodeUsageEvent(const AnswerHead &head, const TokenCounts &counts)
{
    QJsonObject chunk = headOf(head, u"chat.completion.chunk"_s);
    chunk.insert(u"choices"_s, QJsonArray());
    chunk.insert(u"usage"_s, usageOf(counts));
    return event(chunk);
}

QByteArray encodeDoneEvent()
{
    return "data: [DONE]\n\n"_ba;
}

QByteArray encodeRefusal(const base::Error &error)
{
    if (error.type.isEmpty())
        return compact({{u"detail"_s, error.detail}});
    QJsonArray location{u"body"_s};
    for (const QString &step : error.parameter.split(u'.', Qt::SkipEmptyParts)) {
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        location.append(isIndex ? QJsonValue(index) : QJsonValue(step));
    }
    return compact(
        {{u"detail"_s,
          QJsonArray{QJsonObject{
              {u"type"_s, error.type}, {u"loc"_s, location}, {u"msg"_s, error.detail}}}}});
}

QByteArray encodeModels(const std::vector<PracticeModel> &models)
{
    QJsonArray data;
    for (const PracticeModel &model : models)
        data.append(modelObject(model));
    return compact({{u"object"_s, u"list"_s}, {u"data"_s, data}});
}

QByteArray encodeVectors(const QString &model, const std::vector<std::vector<float>> &vectors,
                         bool isBase64, int promptTokens)
{
    QJsonArray data;
    for (const std::vector<float> &vector : vectors)
        data.append(QJsonObject{{u"object"_s, u"embedding"_s},
                                {u"index"_s, data.size()},
                                {u"embedding"_s, vectorValue(vector, isBase64)}});
    return compact(
        {{u"object"_s, u"list"_s},
         {u"data"_s, data},
         {u"model"_s, model},
         {u"usage"_s,
          QJsonObject{{u"prompt_tokens"_s, promptTokens}, {u"total_tokens"_s, promptTokens}}}});
}

QString quotedJson(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

} // namespace polylogue::app::practice
