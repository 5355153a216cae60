// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/errorcodec.h"

#include "app/wire/errorjson.h"
#include "app/wire/ssedecoder.h"
#include "app/wire/webpage.h"
#include "app/wire/wirejson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;

namespace {

constexpr qsizetype MaxDetail = 2000;

//! \return the error's object, out of a list of one and out of an event stream too.
std::optional<QJsonObject> errorObject(QByteArrayView body)
{
    if (const auto json = parseJson(body)) {
        if (json->isObject())
            return json->toObject();
        if (json->isArray() && json->toArray().first().isObject())
            return json->toArray().first().toObject();
        return {};
    }
    SseDecoder decoder;
    const QList<SseEvent> events = decoder.feed(body) + decoder.finish();
    for (const SseEvent &event : events) {
        const auto json = parseJson(event.data);
        if (event.form == SseEvent::Form::Framed && json && json->isObject())
            return json->toObject();
    }
    return {};
}

Error describe(int status, const QByteArray &body)
{
    QByteArrayView text = QByteArrayView(body).trimmed();
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3).trimmed();
    if (text.isEmpty()) {
        return {.detail = u"empty body (HTTP %1)"_s.arg(status)};
    }
    if (text.startsWith('<'))
        return webPageError(text);
    if (const auto object = errorObject(text))
        return errorOfPayload(*object);
    if (const auto json = parseJson(text); json && json->isString())
        return {.detail = json->toString().left(MaxDetail)};
    return {
        .detail =
            QString::fromUtf8(text.first(std::min(text.size(), 4 * MaxDetail))).left(MaxDetail)};
}

QString requestIdIn(const Headers &headers)
{
    for (const QByteArrayView name : {"x-request-id", "request-id", "x-amzn-requestid",
                                      "apim-request-id", "x-generation-id", "cf-ray"}) {
        for (const auto &[field, value] : headers) {
            if (QByteArrayView(field).compare(name, Qt::CaseInsensitive) == 0)
                return QString::fromLatin1(value.trimmed().left(200));
        }
    }
    return {};
}

//! \return where \a text names \a field as the one it refuses; -1 for nowhere.
qsizetype refusalIn(const QString &text, const QString &field)
{
    const QString name = QRegularExpression::escape(field);
    const QRegularExpression refusal(
        uR"(['"`‘“]%1['"`’”])"
        uR"(|\bbody\.%1\b)"
        uR"(|(?<![\w.])%1 (?:is |are |was )?(?:deprecated|not supported|unsupported|not allowed|not permitted|unknown|unrecognized|not available))"
        uR"(|\b(?:unsupported|unknown|unrecognized|unexpected|invalid|extra|deprecated) (?:request )?(?:parameter|argument|field|property|input)s?(?: supplied)?:? %1(?![\w.]))"_s
            .arg(name),
        QRegularExpression::CaseInsensitiveOption);
    return refusal.match(text).capturedStart();
}

} // namespace

Error decodeErrorBody(int status, const Headers &headers, const QByteArray &body)
{
    Error error = describe(status, body);
    error.httpStatus = status;
    if (const auto wait = retryAfter(headers, QDateTime::currentDateTimeUtc()))
        error.retryAfter = wait;
    if (const QString id = requestIdIn(headers); !id.isEmpty())
        error.requestId = id;
    error.kind = classifyError(error);
    return error;
}

QString refusedField(const Error &error, const QStringList &sent)
{
    if (error.httpStatus != 400 && error.httpStatus != 422)
        return {};
    const QString parameter = error.parameter.section(u'.', 0, 0).section(u'[', 0, 0);
    if (sent.contains(parameter))
        return parameter;
    QString named;
    qsizetype first = error.detail.size();
    for (const QString &field : sent) {
        const qsizetype place = refusalIn(error.detail, field);
        if (place >= 0 && place < first) {
            first = place;
            named = field;
        }
    }
    return named;
}

} // namespace polylogue::app::wire
