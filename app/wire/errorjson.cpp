// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/errorjson.h"

#include "app/wire/errorcodec.h"
#include "app/wire/wirejson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using std::chrono::milliseconds;

namespace {

constexpr qsizetype MaxDetail = 2000;

bool isSaid(const QJsonValue &value)
{
    if (value.isObject())
        return !value.toObject().isEmpty();
    if (value.isArray())
        return !value.toArray().isEmpty();
    return value.toBool() || !value.toString().isEmpty();
}

bool hasAny(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(names.begin(), names.end(), [&](QLatin1StringView name) {
        return isSaid(object.value(name)) || object.value(name).isDouble();
    });
}

QString firstText(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QString text = textOf(object.value(name)); !text.isEmpty())
            return text;
    }
    return {};
}

//! FastAPI's ["body", "messages", 0] as body.messages.0
QString joinedLocation(const QJsonValue &location)
{
    QStringList steps;
    for (const auto &step : location.toArray())
        steps.append(textOf(step));
    return steps.join(u'.');
}

QString wordsOf(const QJsonValue &value);

QString wordsOfObject(const QJsonObject &object)
{
    for (const auto name :
         {"message"_L1, "msg"_L1, "error_message"_L1, "detail"_L1, "details"_L1, "errors"_L1,
          "error_description"_L1, "error"_L1, "reason"_L1, "title"_L1, "description"_L1}) {
        const QString words = wordsOf(object.value(name));
        if (words.isEmpty())
            continue;
        const QString location = joinedLocation(object.value("loc"_L1));
        return location.isEmpty() ? words : location + u": "_s + words;
    }
    return {};
}

//! \return what people can read of \a value: a text, FastAPI's list, an object with a message.
QString wordsOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isArray()) {
        QStringList all;
        for (const auto &entry : value.toArray()) {
            if (const QString words = wordsOf(entry); !words.isEmpty())
                all.append(words);
        }
        return all.join(u"; "_s);
    }
    if (!value.isObject())
        return {};
    const QJsonObject object = value.toObject();
    if (const QString words = wordsOfObject(object); !words.isEmpty())
        return words;
    // {"temperature": ["too large"]}
    QStringList all;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isArray() && it->toArray().first().isString())
            all.append(it.key() + u": "_s + wordsOf(*it));
    }
    return all.join(u"; "_s);
}

//! \return the request's top-level field that FastAPI's list names first.
QString fieldOfLocation(const QJsonValue &details)
{
    for (const auto &entry : details.toArray()) {
        const QJsonArray location = entry.toObject().value("loc"_L1).toArray();
        const qsizetype place = location.first().toString() == "body"_L1 ? 1 : 0;
        if (location.size() > place && location.at(place).isString())
            return location.at(place).toString();
    }
    return {};
}

std::optional<milliseconds> seconds(const QJsonValue &value)
{
    QString text = textOf(value).trimmed();
    if (text.endsWith(u's'))
        text.chop(1); // google.rpc.RetryInfo: "7s"
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0 || number > 1e7)
        return {};
    return milliseconds(std::llround(number * 1000));
}

std::optional<milliseconds> waitIn(const QJsonObject &error)
{
    if (const auto wait = integerOf(error.value("retry_after_ms"_L1)); wait && *wait >= 0)
        return milliseconds(*wait);
    for (const auto name : {"retry_after"_L1, "retry_after_s"_L1, "retry_after_seconds"_L1,
                            "retryAfter"_L1, "retryDelay"_L1}) {
        if (const auto wait = seconds(error.value(name)))
            return wait;
    }
    for (const auto &detail : error.value("details"_L1).toArray()) {
        if (const auto wait = seconds(detail.toObject().value("retryDelay"_L1)))
            return wait;
    }
    const QJsonObject metadata = error.value("metadata"_L1).toObject();
    if (const auto wait = seconds(metadata.value("retry_after"_L1)))
        return wait;
    return seconds(metadata.value("headers"_L1).toObject().value("Retry-After"_L1));
}

Error flatError(const QJsonObject &object)
{
    Error error{.detail = wordsOfObject(object)};
    for (const auto name : {"type"_L1, "status"_L1, "error_type"_L1, "errorType"_L1}) {
        const QString type = object.value(name).toString();
        if (error.type.isEmpty() && type != "error"_L1)
            error.type = type;
    }
    error.code = firstText(
        object, {"code"_L1, "error_code"_L1, "errorCode"_L1, "statusCode"_L1, "status_code"_L1});
    if (error.code.isEmpty() && object.value("status"_L1).isDouble())
        error.code = textOf(object.value("status"_L1));
    error.parameter = firstText(object, {"param"_L1, "parameter"_L1, "field"_L1});
    const QJsonObject message = object.value("message"_L1).toObject();
    for (const QJsonValue &list : {object.value("detail"_L1), message.value("detail"_L1)}) {
        if (error.parameter.isEmpty())
            error.parameter = fieldOfLocation(list);
    }
    error.requestId = firstText(object, {"request_id"_L1, "requestId"_L1});
    error.retryAfter = waitIn(object);
    return error;
}

//! \return the part of \a payload that describes the error: what "error" holds, or all of it.
Error describedError(const QJsonObject &payload)
{
    QJsonValue nested = payload.value("error"_L1);
    if (!isSaid(nested))
        nested = payload.value("x_groq"_L1).toObject().value("error"_L1);
    if (!isSaid(nested)) {
        const QJsonValue choice = payload.value("choices"_L1).toArray().first();
        nested = choice.toObject().value("error"_L1);
    }
    Error outer = flatError(payload);
    if (nested.isObject() && !nested.toObject().isEmpty()) {
        Error inner = flatError(nested.toObject());
        if (inner.requestId.isEmpty())
            inner.requestId = outer.requestId;
        if (!inner.retryAfter)
            inner.retryAfter = outer.retryAfter;
        if (inner.detail.isEmpty())
            inner.detail = QString::fromUtf8(compactJson(nested));
        return inner;
    }
    if (nested.isString()) {
        // Spring and an early build of the USAi gateway put the status' name there.
        if (payload.value("message"_L1).isString() && outer.type.isEmpty())
            outer.type = nested.toString();
        else
            outer.detail = nested.toString();
    } else if (nested.isArray()) {
        outer.detail = wordsOf(nested);
    }
    return outer;
}

} // namespace

std::optional<Error> errorInPayload(const QJsonObject &payload, bool isErrorEvent)
{
    const QJsonObject groq = payload.value("x_groq"_L1).toObject();
    const QJsonObject choice = payload.value("choices"_L1).toArray().first().toObject();
    const bool saysSo = isErrorEvent || isSaid(payload.value("error"_L1))
        || payload.value("object"_L1) == "error"_L1 || payload.value("type"_L1) == "error"_L1
        || isSaid(payload.value("error_message"_L1)) || isSaid(groq.value("error"_L1))
        || isSaid(choice.value("error"_L1));
    const bool hasAnswer = payload.contains("choices"_L1) || payload.contains("id"_L1)
        || payload.contains("usage"_L1) || payload.contains("data"_L1);
    const bool looksLikeOne = !hasAnswer
        && (hasAny(payload, {"detail"_L1, "errors"_L1})
            || (hasAny(payload, {"message"_L1})
                && hasAny(payload, {"code"_L1, "status"_L1, "statusCode"_L1, "error_code"_L1})));
    if (!saysSo && !looksLikeOne)
        return {};
    return errorOfPayload(payload);
}

Error errorOfPayload(const QJsonObject &payload)
{
    Error error = describedError(payload);
    if (error.detail.isEmpty())
        error.detail = QString::fromUtf8(compactJson(payload));
    error.detail.truncate(MaxDetail);
    error.kind = classifyError(error);
    return error;
}

} // namespace polylogue::app::wire
