// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/practiceserver.h"

#include <QBuffer>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_PracticeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysAndPortsAreRandomUnlessGiven();
    void modelsAreListedUnderBothBases();
    void requestsAreRefusedInTheGatewaysWords_data();
    void requestsAreRefusedInTheGatewaysWords();
    void answersHaveTheGatewaysShape();
    void streamsHaveTheGatewaysShape();
    void streamsOfToolCallsComeInFragments();
    void reasoningComesBeforeTheAnswer();
    void brokenStreamsHaveNoEnd();
    void failuresComeAsAskedFor();
    void waitingDelaysTheFirstByte();
    void picturesAreSeen();
    void picturesAreDrawn();
    void documentsAreRead();
    void textModelsSeeBlankDocuments();
    void embeddingsComeAsNumbersAndAsBase64();
    void twentyStreamsAtOnceAllEnd();

private:
    struct Answer
    {
        int status = 0;
        QByteArray body = {};
        QNetworkReply::NetworkError error = QNetworkReply::NoError;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        QJsonObject message() const { return json()["choices"_L1][0]["message"_L1].toObject(); }
        QList<QJsonObject> chunks() const;
    };

    QNetworkReply *send(const QString &path, const QByteArray &body, const QByteArray &key);
    Answer call(const QString &path, const QByteArray &body = {}, const QByteArray &key = "k"_ba);
    Answer chat(const QString &model, const QString &prompt, const QJsonObject &more = {});
    Answer chatWithPart(const QString &model, const QJsonObject &part);

    std::unique_ptr<PracticeServer> m_server = {};
    QNetworkAccessManager m_access;
};

QList<QJsonObject> tst_PracticeServer::Answer::chunks() const
{
    QList<QJsonObject> chunks;
    for (const QByteArray &event : body.split('\n')) {
        if (event.startsWith("data: {"))
            chunks.append(QJsonDocument::fromJson(event.sliced(6)).object());
    }
    return chunks;
}

QNetworkReply *tst_PracticeServer::send(const QString &path, const QByteArray &body,
                                        const QByteArray &key)
{
    QUrl url = m_server->baseUrl();
    url.setPath(path);
    QNetworkRequest request(url);
    request.setRawHeader("authorization"_ba, "Bearer "_ba + key);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return body.isEmpty() ? m_access.get(request) : m_access.post(request, body);
}

tst_PracticeServer::Answer tst_PracticeServer::call(const QString &path, const QByteArray &body,
                                                    const QByteArray &key)
{
    const std::unique_ptr<QNetworkReply> reply(send(path, body, key));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 15'000))
        return {};
    return {.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            .body = reply->readAll(),
            .error = reply->error()};
}

tst_PracticeServer::Answer tst_PracticeServer::chat(const QString &model, const QString &prompt,
                                                    const QJsonObject &more)
{
    QJsonObject body = more;
    body.insert(u"model"_s, model);
    body.insert(u"messages"_s,
                QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}});
    return call(u"/api/v1/chat/completions"_s, QJsonDocument(body).toJson());
}

tst_PracticeServer::Answer tst_PracticeServer::chatWithPart(const QString &model,
                                                            const QJsonObject &part)
{
    const QJsonObject text{{u"type"_s, u"text"_s}, {u"text"_s, u"Please summarize this."_s}};
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, QJsonArray{text, part}}};
    const QJsonObject body{{u"model"_s, model}, {u"messages"_s, QJsonArray{message}}};
    return call(u"/api/v1/chat/completions"_s, QJsonDocument(body).toJson());
}

void tst_PracticeServer::initTestCase()
{
    m_server = std::make_unique<PracticeServer>();
    QVERIFY(!m_server->isListening());
    QVERIFY(m_server->listen(0, u"k"_s).has_value());
    QVERIFY(m_server->isListening());
}

void tst_PracticeServer::keysAndPortsAreRandomUnlessGiven()
{
    PracticeServer first;
    PracticeServer second;
    QVERIFY(first.listen().has_value());
    QVERIFY(second.listen().has_value());
    QVERIFY(first.key() != second.key());
    QCOMPARE_GE(first.key().size(), 20);
    QVERIFY(first.baseUrl() != second.baseUrl());
    QCOMPARE(first.baseUrl().host(), u"127.0.0.1"_s);

    PracticeServer third;
    QVERIFY(!third.listen(static_cast<quint16>(first.baseUrl().port())));
}

void tst_PracticeServer::modelsAreListedUnderBothBases()
{
    for (const QString &path : {u"/api/v1/models"_s, u"/v1/models"_s}) {
        const Answer answer = call(path);
        QCOMPARE(answer.status, 200);
        const QJsonArray data = answer.json()["data"_L1].toArray();
        QCOMPARE(data.size(), 4);
        QCOMPARE(data[0]["id"_L1].toString(), u"practice-vision"_s);
        QCOMPARE(data[0]["architecture"_L1]["input_modalities"_L1].toArray(),
                 QJsonArray({u"text"_s, u"image"_s, u"file"_s}));
        QCOMPARE(data[3]["capability"_L1].toString(), u"embedding"_s);
    }
}

void tst_PracticeServer::requestsAreRefusedInTheGatewaysWords_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");

    const QString chat = u"/api/v1/chat/completions"_s;
    const QByteArray messages = R"("messages":[{"role":"user","content":"x"}])"_ba;
    QTest::newRow("wrong key") << chat << "{}"_ba
                               << "x"_ba << 401 << u"Missing or invalid API key"_s;
    QTest::newRow("no key") << u"/v1/models"_s << ""_ba
                            << ""_ba << 401 << u"Missing or invalid API key"_s;
    QTest::newRow("wrong path") << u"/api/v2/models"_s << ""_ba
                                << "k"_ba << 404 << u"Not Found"_s;
    QTest::newRow("wrong method") << chat << ""_ba
                                  << "k"_ba << 405 << u"Method Not Allowed"_s;
    QTest::newRow("unknown model")
        << chat << R"({"model":"gpt-x",)"_ba + messages + "}"
        << "k"_ba << 422 << u"Model 'gpt-x' is not supported by this API."_s;
    QTest::newRow("chat with the wrong model")
        << chat << R"({"model":"practice-embed",)"_ba + messages + "}"
        << "k"_ba << 422
        << u"This endpoint not does support chat with the model 'practice-embed'."_s;
    QTest::newRow("embeddings of the wrong model")
        << u"/v1/embeddings"_s << R"({"model":"practice-text","input":"x"})"_ba
        << "k"_ba << 422
        << u"This endpoint does not support embeddings with the model 'practice-text'."_s;
}

void tst_PracticeServer::requestsAreRefusedInTheGatewaysWords()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, key);
    QFETCH(const int, status);
    QFETCH(const QString, words);

    const Answer answer = call(path, body, key);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.json(), QJsonObject({{u"detail"_s, words}}));
}

void tst_PracticeServer::answersHaveTheGatewaysShape()
{
    const QJsonObject answer = chat(u"practice-text"_s, u"what is 12*7"_s).json();
    QCOMPARE(
        answer.keys(),
        QStringList({u"choices"_s, u"created"_s, u"id"_s, u"model"_s, u"object"_s, u"usage"_s}));
    QVERIFY(answer["id"_L1].toString().startsWith("chatcmpl-"_L1));
    QCOMPARE(answer["object"_L1].toString(), u"chat.completion"_s);
    QCOMPARE(answer["choices"_L1][0].toObject(),
             QJsonObject(
                 {{u"index"_s, 0},
                  {u"finish_reason"_s, u"stop"_s},
                  {u"message"_s,
                   QJsonObject({{u"role"_s, u"assistant"_s}, {u"content"_s, u"12*7 = 84"_s}})}}));
    const QJsonObject usage = answer["usage"_L1].toObject();
    QCOMPARE(usage["total_tokens"_L1].toInt(),
             usage["prompt_tokens"_L1].toInt() + usage["completion_tokens"_L1].toInt());
}

void tst_PracticeServer::streamsHaveTheGatewaysShape()
{
    const Answer answer =
        chat(u"practice-text"_s, u"repeat: one two three, four"_s, {{u"stream"_s, true}});
    QVERIFY(answer.body.endsWith("\n\ndata: [DONE]\n\n"));
    const QList<QJsonObject> chunks = answer.chunks();
    QCOMPARE_GE(chunks.size(), 6);
    QCOMPARE(chunks.first()["choices"_L1][0]["delta"_L1]["role"_L1].toString(), u"assistant"_s);

    QString text;
    for (const QJsonObject &chunk : chunks) {
        QCOMPARE(chunk["id"_L1], chunks.first()["id"_L1]);
        QCOMPARE(chunk["object"_L1].toString(), u"chat.completion.chunk"_s);
        text += chunk["choices"_L1][0]["delta"_L1]["content"_L1].toString();
    }
    QCOMPARE(text, u"one two three, four"_s);
    const QJsonObject finish = chunks[chunks.size() - 2];
    QCOMPARE(finish["choices"_L1][0]["finish_reason"_L1].toString(), u"stop"_s);
    QCOMPARE(finish["choices"_L1][0]["delta"_L1].toObject(), QJsonObject());
    QCOMPARE(chunks.last()["choices"_L1].toArray(), QJsonArray());
    QCOMPARE_GT(chunks.last()["usage"_L1]["completion_tokens"_L1].toInt(), 0);
}

void tst_PracticeServer::streamsOfToolCallsComeInFragments()
{
    const QJsonObject parameters{
        {u"type"_s, u"object"_s},
        {u"properties"_s, QJsonObject{{u"city"_s, QJsonObject{{u"type"_s, u"string"_s}}}}},
        {u"required"_s, QJsonArray{u"city"_s}}};
    const QJsonObject function{{u"name"_s, u"get_weather"_s}, {u"parameters"_s, parameters}};
    const QJsonObject tool{{u"type"_s, u"function"_s}, {u"function"_s, function}};
    const Answer answer = chat(u"practice-vision"_s, u"What is the weather in Paris and Rome?"_s,
                               {{u"stream"_s, true}, {u"tools"_s, QJsonArray{tool}}});

    QStringList names;
    QStringList arguments{QString(), QString()};
    for (const QJsonObject &chunk : answer.chunks()) {
        for (const QJsonValue &call :
             chunk["choices"_L1][0]["delta"_L1]["tool_calls"_L1].toArray()) {
            if (call["id"_L1].isString())
                names.append(call["function"_L1]["name"_L1].toString());
            arguments[call["index"_L1].toInt()] += call["function"_L1]["arguments"_L1].toString();
        }
    }
    QCOMPARE(names, QStringList({u"get_weather"_s, u"get_weather"_s}));
    QCOMPARE(arguments, QStringList({u"{\"city\": \"Paris\"}"_s, u"{\"city\": \"Rome\"}"_s}));
    QVERIFY(answer.body.contains("\"finish_reason\":\"tool_calls\""));
}

void tst_PracticeServer::reasoningComesBeforeTheAnswer()
{
    const Answer whole = chat(u"practice-reasoner"_s, u"hello"_s);
    QVERIFY(!whole.message()["reasoning_content"_L1].toString().isEmpty());

    const Answer streamed = chat(u"practice-reasoner"_s, u"hello"_s, {{u"stream"_s, true}});
    const qsizetype lastReasoning = streamed.body.lastIndexOf("\"reasoning_content\":");
    const qsizetype firstContent = streamed.body.indexOf("\"content\":\"Hello");
    QVERIFY(lastReasoning > 0 && firstContent > lastReasoning);
}

void tst_PracticeServer::brokenStreamsHaveNoEnd()
{
    const Answer answer =
        chat(u"practice-text"_s, u"write 100 words and break off"_s, {{u"stream"_s, true}});
    QCOMPARE(answer.chunks().size(), 13); // the role and twelve tokens
    QVERIFY(!answer.body.contains("finish_reason"));
    QVERIFY(!answer.body.contains("[DONE]"));
}

void tst_PracticeServer::failuresComeAsAskedFor()
{
    for (const int status : {401, 418, 429, 500, 503}) {
        const Answer answer =
            chat(u"practice-text"_s, u"fail with %1"_s.arg(status), {{u"stream"_s, true}});
        QCOMPARE(answer.status, status);
        QVERIFY(!answer.json()["detail"_L1].toString().isEmpty());
    }
}

void tst_PracticeServer::waitingDelaysTheFirstByte()
{
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(chat(u"practice-text"_s, u"wait 1 second, then say hello"_s).status, 200);
    QCOMPARE_GE(clock.elapsed(), 990);
}

void tst_PracticeServer::picturesAreSeen()
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(QColor(110, 0, 0));
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(image.save(&buffer, "PNG"));
    const QJsonObject part{
        {u"type"_s, u"image_url"_s},
        {u"image_url"_s,
         QJsonObject{
             {u"url"_s, u"data:image/jpg;base64,"_s + QString::fromLatin1(png.toBase64())}}}};

    const QString text =
        chatWithPart(u"practice-vision"_s, part).message()["content"_L1].toString();
    QVERIFY2(text.contains("PNG picture of 64 x 48 pixels, mostly dark red (100 %)"_L1),
             qPrintable(text));
    const Answer refused = chatWithPart(u"practice-text"_s, part);
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.body.contains("image_url"));
}

namespace {

QJsonObject documentPart()
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    QPainter painter(&writer);
    painter.drawText(500, 500, u"On Tides"_s);
    painter.drawText(500, 1500, u"The tide follows the moon twice a day in most harbours."_s);
    painter.end();
    return {
        {u"type"_s, u"file"_s},
        {u"file"_s,
         QJsonObject{{u"file_name"_s, u"Tides"_s},
                     {u"file_data"_s,
                      u"data:application/pdf;base64,"_s + QString::fromLatin1(pdf.toBase64())}}}};
}

} // namespace

void tst_PracticeServer::picturesAreDrawn()
{
    const auto imageOf = [](const QJsonObject &message) {
        const QString url = message["images"_L1][0]["image_url"_L1]["url"_L1].toString();
        return QImage::fromData(QByteArray::fromBase64(url.section(u',', 1).toLatin1()), "png");
    };
    const QImage whole =
        imageOf(chat(u"practice-vision"_s, u"Please draw a red circle"_s).message());
    QCOMPARE(whole.size(), QSize(320, 240));
    QCOMPARE(whole.pixelColor(160, 120), QColor(0xd0, 0x34, 0x2c));
    QVERIFY(whole.pixelColor(5, 5).lightness() > 240);

    const Answer streamed =
        chat(u"practice-vision"_s, u"Please draw a red circle"_s, {{u"stream"_s, true}});
    QList<QImage> images;
    for (const QJsonObject &chunk : streamed.chunks()) {
        const QJsonObject delta = chunk["choices"_L1][0]["delta"_L1].toObject();
        if (delta.contains("images"_L1))
            images.append(imageOf(delta));
    }
    QCOMPARE(images, QList<QImage>{whole});

    QVERIFY(!chat(u"practice-text"_s, u"Draw a red circle"_s).message().contains("images"_L1));
}

void tst_PracticeServer::documentsAreRead()
{
    const QString text =
        chatWithPart(u"practice-vision"_s, documentPart()).message()["content"_L1].toString();
    QVERIFY2(text.contains(u"\u201cTides\u201d has 1 page"_s), qPrintable(text));
    QVERIFY2(text.contains("follows the moon"_L1), qPrintable(text));
}

void tst_PracticeServer::textModelsSeeBlankDocuments()
{
    QCOMPARE(
        chatWithPart(u"practice-text"_s, documentPart()).message()["content"_L1].toString(),
        u"There is no document content to summarize. The document \"Tides\" is listed, but its "
        "content is empty."_s);
}

void tst_PracticeServer::embeddingsComeAsNumbersAndAsBase64()
{
    const QByteArray start = R"({"model":"practice-embed","input":["a ship","a boat"])"_ba;
    const QJsonObject numbers =
        call(u"/api/v1/embeddings"_s, start + R"(,"encodingFormat":"float"})").json();
    const QJsonObject base64 =
        call(u"/v1/embeddings"_s, start + R"(,"encoding_format":"base64"})").json();

    QCOMPARE(numbers["data"_L1].toArray().size(), 2);
    QCOMPARE(numbers["data"_L1][1]["index"_L1].toInt(), 1);
    const QJsonArray vector = numbers["data"_L1][1]["embedding"_L1].toArray();
    QCOMPARE(vector.size(), 1024);
    const QByteArray bytes =
        QByteArray::fromBase64(base64["data"_L1][1]["embedding"_L1].toString().toLatin1());
    QCOMPARE(bytes.size(), 4096);
    float third = 0;
    memcpy(&third, bytes.constData() + 8, sizeof third);
    QCOMPARE(static_cast<double>(third), vector[2].toDouble());
    QCOMPARE(numbers["usage"_L1]["prompt_tokens"_L1], numbers["usage"_L1]["total_tokens"_L1]);
}

void tst_PracticeServer::twentyStreamsAtOnceAllEnd()
{
    const QByteArray body =
        R"({"model":"practice-text","stream":true,"messages":[{"role":"user","content":"write 50 words"}]})"_ba;
    // Clients keep six connections to a host; this is about the server, so each has its own.
    std::vector<std::unique_ptr<QNetworkAccessManager>> managers;
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    for (int i = 0; i < 20; ++i) {
        managers.push_back(std::make_unique<QNetworkAccessManager>());
        QNetworkRequest request(QUrl(m_server->baseUrl().toString() + u"/chat/completions"_s));
        request.setRawHeader("authorization"_ba, "Bearer k"_ba);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        replies.emplace_back(managers.back()->post(request, body));
    }
    for (const auto &reply : replies) {
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->readAll().endsWith("data: [DONE]\n\n"));
    }
}

int main(int argc, char **argv)
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_PROGRAM);
    QGuiApplication application(argc, argv); // the test draws a PDF file
    tst_PracticeServer test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_practiceserver.moc"
