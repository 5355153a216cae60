// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/outputjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using base::Error;
using base::ErrorKind;
using conversation::FinishReason;
using conversation::Message;
using conversation::Usage;

namespace {

QLatin1StringView kindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return "cancelled"_L1;
    case ErrorKind::Network:
        return "network"_L1;
    case ErrorKind::Dns:
        return "dns"_L1;
    case ErrorKind::Tls:
        return "tls"_L1;
    case ErrorKind::Proxy:
        return "proxy"_L1;
    case ErrorKind::Unauthorized:
        return "unauthorized"_L1;
    case ErrorKind::Forbidden:
        return "forbidden"_L1;
    case ErrorKind::OutOfCredit:
        return "out_of_credit"_L1;
    case ErrorKind::WrongAddress:
        return "wrong_address"_L1;
    case ErrorKind::UnknownModel:
        return "unknown_model"_L1;
    case ErrorKind::BadParameter:
        return "bad_parameter"_L1;
    case ErrorKind::PartRefused:
        return "part_refused"_L1;
    case ErrorKind::ContextExceeded:
        return "context_exceeded"_L1;
    case ErrorKind::TooLarge:
        return "too_large"_L1;
    case ErrorKind::RateLimited:
        return "rate_limited"_L1;
    case ErrorKind::ServerFault:
        return "server_fault"_L1;
    case ErrorKind::Timeout:
        return "timeout"_L1;
    case ErrorKind::Filtered:
        return "filtered"_L1;
    case ErrorKind::Incomplete:
        return "incomplete"_L1;
    case ErrorKind::Protocol:
        return "protocol"_L1;
    case ErrorKind::File:
        return "file"_L1;
    case ErrorKind::Disk:
        return "disk"_L1;
    }
    std::abort();
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

template <typename Number> QJsonValue orNull(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? QJsonValue(qint64(duration->count())) : QJsonValue(QJsonValue::Null);
}

QJsonValue errorJson(const std::optional<Error> &error)
{
    if (!error)
        return QJsonValue::Null;
    return QJsonObject{
        {"kind"_L1, kindName(error->kind)},
        {"message"_L1, error->detail},
        {"http_status"_L1,
         error->httpStatus == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(error->httpStatus)},
        {"type"_L1, orNull(error->type)},
        {"code"_L1, orNull(error->code)},
        {"parameter"_L1, orNull(error->parameter)},
        {"subject"_L1, orNull(error->subject)},
        {"request_id"_L1, orNull(error->requestId)},
    };
}

QJsonValue usageJson(const std::optional<Usage> &usage)
{
    if (!usage || *usage == Usage())
        return QJsonValue::Null;
    return QJsonObject{
        {"prompt_tokens"_L1, orNull(usage->promptTokens)},
        {"completion_tokens"_L1, orNull(usage->completionTokens)},
        {"total_tokens"_L1, orNull(usage->totalTokens)},
        {"cached_tokens"_L1, orNull(usage->cachedTokens)},
        {"reasoning_tokens"_L1, orNull(usage->reasoningTokens)},
    };
}

QJsonValue finishReasonJson(const Message &answer)
{
    if (!answer.finishReason)
        return QJsonValue::Null;
    switch (*answer.finishReason) {
    case FinishReason::Stop:
        return "stop"_L1;
    case FinishReason::Length:
        return "length"_L1;
    case FinishReason::ToolCalls:
        return "tool_calls"_L1;
    case FinishReason::ContentFilter:
        return "content_filter"_L1;
    case FinishReason::Unknown:
    case FinishReason::Error:
        break;
    }
    return orNull(answer.rawFinishReason);
}

QJsonArray toolCallsJson(const Message &answer)
{
    QJsonArray calls;
    for (const conversation::ToolCallPart &call : conversation::toolCallsOf(answer.content))
        calls.append(QJsonObject{
            {"id"_L1, call.id}, {"name"_L1, call.name}, {"arguments"_L1, call.arguments}});
    return calls;
}

QJsonObject capabilitiesJson(const endpoint::Capabilities &capabilities)
{
    return {
        {"chat"_L1, orNull(capabilities.chat)},
        {"images"_L1, orNull(capabilities.images)},
        {"documents"_L1, orNull(capabilities.documents)},
        {"scans"_L1, orNull(capabilities.scans)},
        {"tools"_L1, orNull(capabilities.tools)},
        {"reasoning"_L1, orNull(capabilities.reasoning)},
        {"json_schema"_L1, orNull(capabilities.jsonSchema)},
        {"embeddings"_L1, orNull(capabilities.embeddings)},
        {"context_length"_L1, orNull(capabilities.contextLength)},
    };
}

QByteArray oneLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray encodeAnswer(const Message &answer)
{
    QJsonObject object{
        {"content"_L1, conversation::textOf(answer.content)},
        {"reasoning"_L1, orNull(conversation::reasoningOf(answer.content))},
        {"tool_calls"_L1, toolCallsJson(answer)},
        {"finish_reason"_L1, finishReasonJson(answer)},
        {"usage"_L1, usageJson(answer.usage)},
        {"timing_ms"_L1,
         QJsonObject{{"first_token"_L1, orNull(answer.timing.firstToken)},
                     {"total"_L1, orNull(answer.timing.total)}}},
        {"error"_L1, errorJson(answer.error)},
    };
    if (const QString refusal = conversation::refusalOf(answer.content); !refusal.isEmpty())
        object.insert("refusal"_L1, refusal);
    return oneLine(object);
}

QByteArray encodeModels(const QList<endpoint::ModelInfo> &models, const std::optional<Error> &error)
{
    QJsonArray list;
    for (const endpoint::ModelInfo &model : models)
        list.append(QJsonObject{{"id"_L1, model.id},
                                {"name"_L1, orNull(model.name)},
                                {"owned_by"_L1, orNull(model.ownedBy)},
                                {"capabilities"_L1, capabilitiesJson(model.capabilities)}});
    return oneLine({{"models"_L1, list}, {"error"_L1, errorJson(error)}});
}

QByteArray encodeVectors(const QString &model, const std::vector<std::vector<float>> &vectors,
                         const Usage &usage, const std::optional<Error> &error)
{
    QJsonArray list;
    for (const std::vector<float> &vector : vectors) {
        QJsonArray numbers;
        for (const float number : vector)
            numbers.append(double(number));
        list.append(numbers);
    }
    return oneLine({{"model"_L1, orNull(model)},
                    {"vectors"_L1, list},
                    {"usage"_L1, usageJson(usage)},
                    {"error"_L1, errorJson(error)}});
}

} // namespace polylogue::app::session
