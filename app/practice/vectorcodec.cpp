// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/vectorcodec.h"

#include "app/practice/fielderrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr int maximumTexts = 96; // app/wire/README.md: what the gateway's Cohere takes at once
constexpr int maximumDimensions = 1024;

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

} // namespace

base::Result<VectorRequest> decodeVectorRequest(const QByteArray &body)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(body, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return fieldError(QString::number(problem.offset), u"json_invalid"_s,
                          u"JSON decode error: "_s + problem.errorString());
    if (!object["model"_L1].isString())
        return missing(u"model"_s);
    VectorRequest request{.model = object["model"_L1].toString()};

    const QJsonValue input = object["input"_L1];
    if (isAbsent(input))
        return missing(u"input"_s);
    const QJsonArray texts = input.isArray() ? input.toArray() : QJsonArray{input};
    if (texts.isEmpty() || texts.size() > maximumTexts)
        return refusal(
            422, u"input must hold 1 to %1 texts, not %2."_s.arg(maximumTexts).arg(texts.size()));
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString path = input.isArray() ? u"input."_s + QString::number(i) : u"input"_s;
        if (!texts[i].isString())
            return wrongType(path, u"string"_s);
        if (texts[i].toString().trimmed().isEmpty())
            return fieldError(path, u"string_too_short"_s,
                              u"String should have at least 1 character that is no blank"_s);
        request.texts.append(texts[i].toString());
    }

    const QStringList purposes{u"search_document"_s, u"search_query"_s, u"classification"_s,
                               u"clustering"_s, u"semantic_similarity"_s};
    const QJsonValue purpose = object["input_type"_L1];
    if (!isAbsent(purpose) && !purposes.contains(purpose.toString()))
        return fieldError(u"input_type"_s, u"literal_error"_s,
                          u"Input should be '%1'"_s.arg(purposes.join(u"', '"_s)));
    const QJsonValue dimensions = object["dimensions"_L1];
    if (!isAbsent(dimensions) && !dimensions.isDouble())
        return wrongType(u"dimensions"_s, u"integer"_s);
    request.dimensions = dimensions.toInt(maximumDimensions);
    const base::Status status =
        checkRange(u"dimensions"_s, request.dimensions, 1, maximumDimensions);
    if (!status)
        return status.error();

    for (const QLatin1StringView name : {"encodingFormat"_L1, "encoding_format"_L1}) {
        const QJsonValue encoding = object[name];
        if (!isAbsent(encoding) && encoding.toString() != "float"_L1
            && encoding.toString() != "base64"_L1)
            return fieldError(name, u"literal_error"_s, u"Input should be 'float' or 'base64'"_s);
        if (encoding.toString() == "base64"_L1)
            request.isBase64 = true;
    }
    return request;
}

} // namespace polylogue::app::practice
