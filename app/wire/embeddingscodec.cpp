// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/embeddingscodec.h"

#include "app/wire/errorjson.h"
#include "app/wire/jsonwriter.h"
#include "app/wire/usagejson.h"
#include "app/wire/webpage.h"
#include "app/wire/wirejson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtEndian>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

using Vector = std::vector<float>;

Error malformed(const QString &detail)
{
    return {.kind = ErrorKind::Protocol, .detail = detail, .type = u"bad_embeddings"_s};
}

Vector vectorFromBase64(const QString &text)
{
    const QByteArray bytes = QByteArray::fromBase64(text.toLatin1());
    if (bytes.size() % 4 != 0)
        return {};
    Vector vector(static_cast<size_t>(bytes.size() / 4));
    qFromLittleEndian<float>(bytes.constData(), bytes.size() / 4, vector.data());
    return vector;
}

Vector vectorFromNumbers(const QJsonArray &numbers)
{
    // llama.cpp wraps the one vector of a pooled text once more.
    if (numbers.size() == 1 && numbers.first().isArray())
        return vectorFromNumbers(numbers.first().toArray());
    Vector vector;
    vector.reserve(static_cast<size_t>(numbers.size()));
    for (const auto &number : numbers)
        vector.push_back(static_cast<float>(number.toDouble(std::nan(""))));
    return vector;
}

//! \return empty where \a embedding is no vector of finite numbers.
Vector decodeVector(const QJsonValue &embedding)
{
    Vector vector = embedding.isString() ? vectorFromBase64(embedding.toString())
                                         : vectorFromNumbers(embedding.toArray());
    const bool isFinite =
        std::all_of(vector.begin(), vector.end(), [](float x) { return std::isfinite(x); });
    return isFinite ? vector : Vector();
}

//! The list of vectors with their places, whatever the list is called.
QJsonArray entriesOf(const QJsonValue &body)
{
    if (body.isArray())
        return body.toArray();
    const QJsonObject object = body.toObject();
    const QJsonValue data = object.value("data"_L1);
    return data.isArray() ? data.toArray() : object.value("embeddings"_L1).toArray();
}

//! \param expectedCount 0 takes any number
Result<std::vector<Vector>> decodeVectors(const QJsonArray &entries, qsizetype expectedCount)
{
    const qsizetype count = expectedCount > 0 ? expectedCount : entries.size();
    if (entries.size() != count) {
        return malformed(u"%1 vectors for %2 texts"_s.arg(entries.size()).arg(count));
    }
    std::vector<Vector> vectors(static_cast<size_t>(count));
    for (qsizetype i = 0; i < count; ++i) {
        const QJsonValue entry = entries.at(i);
        const QJsonObject object = entry.toObject();
        const qint64 place = integerOf(object.value("index"_L1)).value_or(i);
        if (place < 0 || place >= count || !vectors.at(static_cast<size_t>(place)).empty())
            return malformed(u"index %1 is out of range or comes twice"_s.arg(place));
        const Vector vector = decodeVector(entry.isObject() ? object.value("embedding"_L1) : entry);
        if (vector.empty())
            return malformed(u"vector %1 is no list of finite numbers"_s.arg(i));
        vectors.at(static_cast<size_t>(place)) = vector;
    }
    for (const Vector &vector : vectors) {
        if (vector.size() != vectors.front().size())
            return malformed(u"vectors of different dimensions"_s);
    }
    return vectors;
}

} // namespace

QByteArray encodeEmbeddingsRequest(const EmbeddingsRequest &request)
{
    const auto isTaken = [&](const QString &field) {
        return !request.quirks.refusedFields.contains(field);
    };
    JsonWriter writer;
    writer.beginObject();
    writer.key("model"_L1);
    writer.value(request.model);
    const QString format =
        request.quirks.camelCaseEncodingFormat ? u"encodingFormat"_s : u"encoding_format"_s;
    if (isTaken(format)) {
        writer.key(format);
        writer.value("float"_L1);
    }
    writer.key("input"_L1);
    writer.beginArray();
    for (const QString &text : request.input)
        writer.value(text);
    writer.endArray();
    if (request.quirks.sendsInputType && !request.inputType.isEmpty() && isTaken(u"input_type"_s)) {
        writer.key("input_type"_L1);
        writer.value(request.inputType);
    }
    if (request.dimensions && isTaken(u"dimensions"_s)) {
        writer.key("dimensions"_L1);
        writer.value(qint64{*request.dimensions});
    }
    writer.endObject();
    return std::get<QByteArray>(writer.takeBody().pieces.first());
}

Result<Embeddings> decodeEmbeddings(const QByteArray &body, qsizetype expectedCount)
{
    const QByteArrayView text = QByteArrayView(body).trimmed();
    if (text.startsWith('<'))
        return webPageError(text);
    const auto json = parseJson(text);
    if (!json)
        return json.error();
    const QJsonObject object = json->toObject();
    if (const auto error = errorInPayload(object, false))
        return *error;
    const auto vectors = decodeVectors(entriesOf(*json), expectedCount);
    if (!vectors)
        return vectors.error();
    if (vectors->empty())
        return malformed(u"no vectors"_s);
    return Embeddings{.vectors = *vectors,
                      .usage =
                          decodeUsage(object.value("usage"_L1)).value_or(conversation::Usage{}),
                      .model = object.value("model"_L1).toString()};
}

} // namespace polylogue::app::wire
