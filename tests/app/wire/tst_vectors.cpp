// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/message.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/contentdecoder.h"
#include "app/wire/embeddingscodec.h"
#include "app/wire/errorcodec.h"
#include "app/wire/modelscodec.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using conversation::FinishReason;
using conversation::Message;
using conversation::MessageDelta;

namespace {

//! The members of expect that hold for the answer to a chat request.
struct Answer
{
    Message message = {};
    QStringList images = {};
    std::optional<base::Error> error = {};
    int malformed = 0;
};

using Chunks = QList<QByteArray>;

Chunks cut(const Chunks &given, const QString &way)
{
    if (way == "given"_L1)
        return given;
    const QByteArray whole = given.join();
    const qsizetype size = way == "bytes"_L1 ? 1
        : way == "threes"_L1                 ? 3
                                             : std::max(qsizetype{1}, whole.size());
    Chunks chunks;
    for (qsizetype at = 0; at < whole.size(); at += size)
        chunks.append(whole.mid(at, size));
    return chunks;
}

wire::Headers headersOf(const QJsonObject &http)
{
    wire::Headers headers;
    const QJsonObject fields = http.value("headers"_L1).toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        headers.append({it.key().toLatin1(), it->toString().toLatin1()});
    return headers;
}

QByteArray contentEncodingOf(const wire::Headers &headers)
{
    for (const auto &[name, value] : headers) {
        if (name.compare("content-encoding", Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

void add(Answer &answer, const MessageDelta &delta)
{
    conversation::applyDelta(answer.message, delta);
    answer.images += delta.images;
}

Answer decodeAnswer(const Chunks &chunks, wire::ContentDecoder &content)
{
    wire::AnswerDecoder decoder;
    Answer answer;
    for (const QByteArray &chunk : chunks) {
        const auto plain = content.feed(chunk);
        if (!plain) {
            answer.error = plain.error();
            return answer;
        }
        add(answer, decoder.feed(*plain));
    }
    add(answer, decoder.finish());
    answer.error = decoder.error();
    answer.malformed = decoder.malformedCount();
    return answer;
}

QString nameOf(const Message &message)
{
    switch (message.finishReason.value_or(FinishReason::Unknown)) {
    case FinishReason::Unknown:
        return message.rawFinishReason.toLower();
    case FinishReason::Stop:
        return u"stop"_s;
    case FinishReason::Length:
        return u"length"_s;
    case FinishReason::ToolCalls:
        return u"tool_calls"_s;
    case FinishReason::ContentFilter:
        return u"content_filter"_s;
    case FinishReason::Error:
        return u"error"_s;
    }
    return {};
}

QJsonValue optional(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonValue toJson(const conversation::Usage &usage)
{
    return QJsonObject{
        {u"prompt_tokens"_s, optional(usage.promptTokens)},
        {u"completion_tokens"_s, optional(usage.completionTokens)},
        {u"total_tokens"_s, optional(usage.totalTokens)},
        {u"cached_tokens"_s, optional(usage.cachedTokens)},
        {u"reasoning_tokens"_s, optional(usage.reasoningTokens)},
    };
}

QJsonValue toJson(const std::optional<base::Error> &error)
{
    if (!error)
        return {};
    QJsonValue wait;
    if (error->retryAfter)
        wait = static_cast<double>(error->retryAfter->count()) / 1000;
    return QJsonObject{
        {u"message"_s, error->detail},    {u"type"_s, error->type},
        {u"code"_s, error->code},         {u"param"_s, error->parameter},
        {u"status"_s, error->httpStatus}, {u"retry_after_s"_s, wait},
    };
}

QJsonObject toJson(const Answer &answer)
{
    QJsonArray calls;
    for (const auto &call : conversation::toolCallsOf(answer.message.content)) {
        calls.append(QJsonObject{
            {u"id"_s, call.id}, {u"name"_s, call.name}, {u"arguments"_s, call.arguments}});
    }
    const auto &usage = answer.message.usage;
    const bool hasReason = answer.message.finishReason.has_value();
    return {
        {u"content"_s, conversation::textOf(answer.message.content)},
        {u"reasoning"_s, conversation::reasoningOf(answer.message.content)},
        {u"refusal"_s, conversation::refusalOf(answer.message.content)},
        {u"tool_calls"_s, calls},
        {u"finish_reason"_s, hasReason ? QJsonValue(nameOf(answer.message)) : QJsonValue()},
        {u"usage"_s, usage ? toJson(*usage) : QJsonValue()},
        {u"images"_s, QJsonArray::fromStringList(answer.images)},
        {u"malformed"_s, answer.malformed},
        {u"error"_s, toJson(answer.error)},
    };
}

QJsonValue optional(const std::optional<bool> &flag)
{
    return flag ? QJsonValue(*flag) : QJsonValue();
}

QJsonObject modelsJson(const QByteArray &body)
{
    const auto models = wire::decodeModels(body);
    if (!models)
        return {{u"error"_s, toJson(std::optional(models.error()))}};
    QJsonArray list;
    for (const endpoint::ModelInfo &model : *models) {
        const endpoint::Capabilities &can = model.capabilities;
        list.append(QJsonObject{
            {u"id"_s, model.id},
            {u"name"_s, model.name},
            {u"owned_by"_s, model.ownedBy},
            {u"context_length"_s, optional(can.contextLength)},
            {u"embedding"_s, can.embeddings.value_or(false)},
            {u"vision"_s, optional(can.images)},
            {u"tools"_s, optional(can.tools)},
        });
    }
    return {{u"models"_s, list}, {u"error"_s, QJsonValue()}};
}

QJsonObject embeddingsJson(const QByteArray &body)
{
    const auto embeddings = wire::decodeEmbeddings(body);
    if (!embeddings)
        return {{u"error"_s, toJson(std::optional(embeddings.error()))}};
    QJsonArray vectors;
    for (const auto &vector : embeddings->vectors) {
        QJsonArray numbers;
        for (const float number : vector)
            numbers.append(static_cast<double>(number));
        vectors.append(numbers);
    }
    return {{u"embeddings"_s, vectors},
            {u"usage"_s, toJson(embeddings->usage)},
            {u"model"_s, embeddings->model},
            {u"error"_s, QJsonValue()}};
}

QString shown(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

//! \return where \a actual differs from the part of it that \a expected names; empty for nowhere.
QString difference(const QJsonValue &expected, const QJsonValue &actual, const QString &path)
{
    if (expected.isObject() && actual.isObject()) {
        const QJsonObject members = expected.toObject();
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QString found =
                difference(*it, actual.toObject().value(it.key()), path + u'/' + it.key());
            if (!found.isEmpty())
                return found;
        }
        return {};
    }
    if (expected.isArray() && actual.isArray()) {
        const QJsonArray wanted = expected.toArray();
        const QJsonArray got = actual.toArray();
        for (qsizetype i = 0; i < wanted.size() && wanted.size() == got.size(); ++i) {
            const QString found =
                difference(wanted.at(i), got.at(i), path + u'/' + QString::number(i));
            if (!found.isEmpty())
                return found;
        }
        if (wanted.size() == got.size())
            return {};
    } else if (expected.isDouble() && actual.isDouble()) {
        if (std::abs(expected.toDouble() - actual.toDouble()) <= 1e-6)
            return {};
    } else if (expected == actual || (expected.isNull() && actual.isUndefined())) {
        return {};
    }
    return u"%1: expected %2, got %3"_s.arg(path, shown(expected), shown(actual));
}

QStringList vectorFiles()
{
    QStringList files{QStringLiteral(POLYLOGUE_TEST_DATA "/vectors/decode.json"),
                      QStringLiteral(POLYLOGUE_TEST_DATA "/vectors/more.json")};
    const QString more = qEnvironmentVariable("POLYLOGUE_VECTORS");
    if (QFileInfo(more).isDir()) {
        const QDir folder(more);
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name))
            files.append(folder.filePath(name));
    } else if (!more.isEmpty()) {
        files.append(more);
    }
    return files;
}

} // namespace

//! \brief The vectors of app/wire/README.md: what comes in from the wire, and what it means.
class tst_Vectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAsExpected_data();
    void decodesAsExpected();
};

void tst_Vectors::decodesAsExpected_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QTest::addColumn<QString>("way");
    for (const QString &name : vectorFiles()) {
        QFile file(name);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
        QJsonParseError error;
        const auto vectors = QJsonDocument::fromJson(file.readAll(), &error).array();
        QVERIFY2(!vectors.isEmpty(), qPrintable(name + u": "_s + error.errorString()));
        for (const auto &entry : vectors) {
            const QJsonObject vector = entry.toObject();
            for (const QString &way : {u"given"_s, u"whole"_s, u"bytes"_s, u"threes"_s}) {
                const QString row = vector.value("name"_L1).toString() + u'/' + way;
                QTest::newRow(qPrintable(row)) << vector << way;
            }
        }
    }
}

void tst_Vectors::decodesAsExpected()
{
    QFETCH(QJsonObject, vector);
    QFETCH(QString, way);
    Chunks given;
    for (const auto &chunk : vector.value("chunks"_L1).toArray())
        given.append(QByteArray::fromBase64(chunk.toString().toLatin1()));
    const Chunks chunks = cut(given, way);
    const QJsonObject http = vector.value("http"_L1).toObject();
    const int status = http.value("status"_L1).toInt(200);
    const wire::Headers headers = headersOf(http);
    const QString kind = vector.value("kind"_L1).toString();
    wire::ContentDecoder content(contentEncodingOf(headers));

    QJsonObject actual;
    if (status >= 300 || kind == "models"_L1 || kind == "embeddings"_L1) {
        QByteArray body;
        for (const QByteArray &chunk : chunks)
            body += content.feed(chunk).value_or(QByteArray());
        if (status >= 300)
            actual = toJson(Answer{.error = wire::decodeErrorBody(status, headers, body)});
        else
            actual = kind == "models"_L1 ? modelsJson(body) : embeddingsJson(body);
    } else {
        QVERIFY2(kind == "stream"_L1 || kind == "body"_L1, qPrintable(kind));
        actual = toJson(decodeAnswer(chunks, content));
    }

    const QString found = difference(vector.value("expect"_L1), actual, QString());
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

QTEST_APPLESS_MAIN(tst_Vectors)

#include "tst_vectors.moc"
