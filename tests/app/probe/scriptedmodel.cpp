// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "scriptedmodel.h"

#include "app/probe/answerreading.h"
#include "app/probe/testfiles.h"

#include <QColor>
#include <QCryptographicHash>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

using app::probe::allCapabilities;
using app::probe::isOfEmbeddings;

namespace {

const QString nonsense = QStringLiteral(
    "The tide comes in and the lamp is lit. The keeper writes 17 ships into her book, as she does "
    "every evening, and thinks of the harbour where she was born. There is nothing like it.");

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ScriptedAnswer errorAnswer(int status, const QString &words, const QString &parameter = {})
{
    QJsonObject error{{"message"_L1, words}, {"type"_L1, "invalid_request_error"_L1}};
    if (!parameter.isEmpty())
        error.insert("param"_L1, parameter);
    return {.status = status, .chunks = {json({{"error"_L1, error}})}};
}

QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    for (const QJsonValue &part : content.toArray())
        text += part["text"_L1].toString();
    return text;
}

QByteArray bytesOf(const QString &uri)
{
    return QByteArray::fromBase64(uri.mid(uri.indexOf(u',') + 1).toLatin1());
}

//! The digits of the upper part of \a image, each compared with all ten.
QString digitsIn(const QImage &image)
{
    static const QList<QImage> models = [] {
        QList<QImage> all;
        for (int digit = 0; digit < 10; ++digit)
            all.append(app::probe::imageOfDigits(QString::number(digit)));
        return all;
    }();
    QString digits;
    const int left = 36;
    const int advance = 84;
    for (int at = 0; at < 6; ++at) {
        int best = 0;
        qint64 least = std::numeric_limits<qint64>::max();
        for (int digit = 0; digit < 10; ++digit) {
            const QImage &model = models.at(digit);
            qint64 difference = 0;
            for (int y = 42; y < 120; y += 12) {
                for (int x = 6; x < 60; x += 12) {
                    difference += std::abs(qGray(image.pixel(left + at * advance + x, y))
                                           - qGray(model.pixel(left + x, y)));
                }
            }
            if (difference < least) {
                least = difference;
                best = digit;
            }
        }
        digits += QString::number(best);
    }
    return digits;
}

QString colorOf(const QColor &color)
{
    if (color.lightness() < 30)
        return u"black"_s;
    const int hue = color.hslHue();
    if (hue < 20)
        return u"red"_s;
    if (hue < 70)
        return u"yellow"_s;
    if (hue < 170)
        return u"green"_s;
    return hue < 250 ? u"blue"_s : u"violet"_s;
}

QStringList bandsIn(const QImage &image)
{
    QStringList bands;
    for (int i = 0; i < 6; ++i)
        bands.append(
            colorOf(image.pixelColor(image.width() * (2 * i + 1) / 12, image.height() - 30)));
    return bands;
}

QString counting(const QString &question)
{
    static const QRegularExpression pattern(u"Count from (\\d+) to (\\d+)"_s);
    const auto match = pattern.match(question);
    QStringList numbers;
    for (int i = match.captured(1).toInt(); match.hasMatch() && i <= match.captured(2).toInt(); ++i)
        numbers.append(QString::number(i));
    return numbers.join(u", "_s);
}

QString lookUp(const QString &question)
{
    static const QRegularExpression asked(u"in this order: ([^.]+)\\."_s);
    QStringList numbers;
    for (const QString &name :
         asked.match(question).captured(1).split(u", "_s, Qt::SkipEmptyParts)) {
        const QRegularExpression line(u"%1: (\\d+)"_s.arg(name));
        numbers.append(line.match(question).captured(1));
    }
    return numbers.join(u", "_s);
}

} // namespace

ScriptedModel::ScriptedModel(Temper temper, quint32 seed)
    : m_temper(temper)
    , m_random(seed)
{
    const QList<Capability> neverIgnored{Capability::Temperature, Capability::Seed,
                                         Capability::Embeddings};
    const QList<Capability> neverRefused{Capability::SystemPrompt, Capability::Streaming,
                                         Capability::Reasoning};
    for (const Capability capability : allCapabilities()) {
        Verdict verdict = Verdict(roll(2));
        if (roll(4) == 0 && !neverRefused.contains(capability))
            verdict = Verdict::Refused;
        if (verdict == Verdict::No && neverIgnored.contains(capability))
            verdict = Verdict::Refused;
        m_truth.insert(capability, verdict);
    }
    m_truth.insert(Capability::Answers, Verdict::Yes);
    m_truth.insert(Capability::BatchLimit, Verdict::Yes);
    m_inability = roll(3);
    m_batchLimit = QList<int>{7, 32, 96, 100, 2048, 5000}.at(roll(6));
    // Who takes no tools takes no two of them either.
    if (refuses(Capability::Tools))
        m_truth.insert(Capability::ParallelTools, Verdict::Refused);
    else if (refuses(Capability::ParallelTools) || (!can(Capability::Tools) && m_inability == 0))
        m_truth.insert(Capability::ParallelTools, Verdict::No);
}

QString ScriptedModel::told(const QString &number)
{
    switch (roll(5)) {
    case 0:
        return u"The number is **%1**."_s.arg(number);
    case 1:
        return u"%1,%2"_s.arg(number.first(3), number.sliced(3));
    case 2:
        return QString(number).replace(QRegularExpression(u"(.)"_s), u"\\1 "_s);
    case 3:
        return u"I see this: "_s + number;
    default:
        return number;
    }
}

QString ScriptedModel::denial()
{
    const QStringList denials{
        u"I'm sorry, but I cannot see any attachment here."_s,
        u"There is no document content. It is listed, but its content is empty."_s,
        u"The page appears to be blank."_s,
        u"As a text model I am not able to view images or files."_s};
    return denials.at(roll(int(denials.size())));
}

QString ScriptedModel::refusalOf(const QJsonObject &request) const
{
    const QList<std::pair<Capability, QString>> fields{
        {Capability::Temperature, u"temperature"_s},
        {Capability::MaxTokens, u"max_tokens"_s},
        {Capability::MaxCompletionTokens, u"max_completion_tokens"_s},
        {Capability::Seed, u"seed"_s},
        {Capability::Stop, u"stop"_s},
        {Capability::Tools, u"tools"_s}};
    for (const auto &[capability, field] : fields) {
        if (refuses(capability) && request.contains(field))
            return field;
    }
    const QString format = request["response_format"_L1]["type"_L1].toString();
    if ((format == "json_object"_L1 && refuses(Capability::JsonObject))
        || (format == "json_schema"_L1 && refuses(Capability::JsonSchema)))
        return u"response_format"_s;
    return {};
}

QString ScriptedModel::sayFile(const QJsonValue &content)
{
    static const QRegularExpression text(u"is (\\d{6})\\.\\) Tj"_s);
    const QString wrong = QString::number(m_random.bounded(100'000, 999'999));
    for (const QJsonValue &part : content.toArray()) {
        if (part["type"_L1].toString() == "image_url"_L1) {
            const QImage image =
                QImage::fromData(bytesOf(part["image_url"_L1]["url"_L1].toString()));
            if (!can(Capability::Images))
                return roll(2) == 0 ? denial()
                                    : u"It shows %1 above red, red and blue bands."_s.arg(wrong);
            if (roll(3) == 0)
                return u"From left to right: "_s + bandsIn(image).join(u", "_s) + u'.';
            return told(digitsIn(image)) + u"\nThe bands: "_s + bandsIn(image).join(u", "_s);
        }
        if (part["type"_L1].toString() != "file"_L1)
            continue;
        const QByteArray pdf = bytesOf(part["file"_L1]["file_data"_L1].toString());
        const auto written = text.match(QString::fromLatin1(pdf));
        if (!can(written.hasMatch() ? Capability::PdfText : Capability::PdfScan))
            return roll(2) == 0 ? denial() : told(wrong);
        if (written.hasMatch())
            return told(written.captured(1));
        const qsizetype begin = pdf.indexOf("\xff\xd8");
        return told(digitsIn(QImage::fromData(pdf.sliced(begin), "jpeg")));
    }
    return {};
}

ScriptedModel::Said ScriptedModel::sayTools(const QJsonObject &request, const QString &question)
{
    static const QRegularExpression digits(u"\\d+"_s);
    const QJsonArray messages = request["messages"_L1].toArray();
    if (messages.last()["role"_L1].toString() == "tool"_L1) {
        const QString result = messages.last()["content"_L1].toString();
        const bool isUsed = can(Capability::Tools) || m_inability != 2;
        return {.text = isUsed ? u"It weighs %1 grams."_s.arg(digits.match(result).captured())
                               : u"I have asked, and it is quite heavy."_s};
    }
    QStringList numbers;
    for (auto found = digits.globalMatch(question); found.hasNext();)
        numbers.append(found.next().captured());
    const bool isForTwo = question.contains("both at once"_L1);
    const bool callsNothing = isForTwo ? !can(Capability::Tools) && m_inability == 0
                                       : !can(Capability::Tools) && m_inability == 0;
    if (callsNothing)
        return {.text = u"I think that it weighs about as much as a loaf of bread."_s};
    Said said{.finish = u"tool_calls"_s};
    const auto addCall = [&said, this](const QJsonObject &arguments) {
        said.calls.append(
            QJsonObject{{"index"_L1, said.calls.size()},
                        {"id"_L1, u"call_%1"_s.arg(m_random.generate())},
                        {"type"_L1, "function"_L1},
                        {"function"_L1,
                         QJsonObject{{"name"_L1, "parcel_weight"_L1},
                                     {"arguments"_L1, QString::fromUtf8(json(arguments))}}}});
    };
    if (isForTwo) {
        for (const QString &number : numbers) {
            if (said.calls.isEmpty() || can(Capability::ParallelTools))
                addCall({{"number"_L1, number.toInt()}});
        }
        return said;
    }
    const bool isWrong = !can(Capability::Tools) && m_inability == 1;
    addCall(
        {{"number"_L1, isWrong ? 1 : numbers.at(0).toInt()}, {"room"_L1, numbers.at(1).toInt()}});
    return said;
}

QString ScriptedModel::sayForm(const QJsonObject &format)
{
    const bool isSchema = format["type"_L1].toString() == "json_schema"_L1;
    if (!can(isSchema ? Capability::JsonSchema : Capability::JsonObject))
        return isSchema && m_inability == 1 ? u"{\"choice\": \"the second\"}"_s
                                            : u"It warns ships of rocks."_s;
    if (!isSchema)
        return u"{\"purpose\": \"It warns ships of rocks.\"}"_s;
    const QJsonObject properties =
        format["json_schema"_L1]["schema"_L1]["properties"_L1].toObject();
    QJsonObject answer;
    for (const QString &name : properties.keys())
        answer.insert(name, properties.value(name)["enum"_L1].toArray().last());
    return QString::fromUtf8(json(answer));
}

QString ScriptedModel::sayWords(const QString &question)
{
    if (const QString numbers = lookUp(question); !numbers.isEmpty())
        return numbers;
    if (const QString numbers = counting(question); !numbers.isEmpty())
        return numbers;
    if (question.contains("lighthouse"_L1))
        return u"It warns ships of rocks."_s;
    return u"Red and blue, I would say."_s;
}

ScriptedModel::Said ScriptedModel::say(const QJsonObject &request)
{
    QString question;
    QString system;
    QJsonValue content;
    for (const QJsonValue &message : request["messages"_L1].toArray()) {
        if (message["role"_L1].toString() == "user"_L1) {
            content = message["content"_L1];
            question = textOf(content);
        } else if (message["role"_L1].toString() == "system"_L1) {
            system = textOf(message["content"_L1]);
        }
    }
    Said said;
    switch (m_temper) {
    case Temper::Nonsense:
        return {.text = nonsense};
    case Temper::AlwaysYes:
        return {.text = u"Yes."_s};
    case Temper::EchoesQuestion:
        return {.text = question};
    case Temper::EchoesAll:
        return {.text = system + u'\n' + question};
    default:
        break;
    }
    if (request.contains("tools"_L1))
        said = sayTools(request, question);
    else if (request.contains("response_format"_L1))
        said.text = sayForm(request["response_format"_L1].toObject());
    else if (content.isArray())
        said.text = sayFile(content);
    else
        said.text = sayWords(question);
    static const QRegularExpression lastWord(u"word \"(\\w+)\""_s);
    if (const auto match = lastWord.match(system);
        match.hasMatch() && can(Capability::SystemPrompt))
        said.text += u" "_s + match.captured(1).toUpper();
    if (can(Capability::Reasoning))
        said.reasoning = u"Let me see."_s;
    applyLimits(request, said);
    return said;
}

void ScriptedModel::applyLimits(const QJsonObject &request, Said &said) const
{
    if (can(Capability::Stop) && request.contains("stop"_L1)) {
        const qsizetype at = said.text.indexOf(request["stop"_L1][0].toString());
        said.text.truncate(at < 0 ? said.text.size() : at);
    }
    for (const auto &[name, capability] :
         {std::pair("max_tokens"_L1, Capability::MaxTokens),
          std::pair("max_completion_tokens"_L1, Capability::MaxCompletionTokens)}) {
        if (!can(capability) || !request.contains(name))
            continue;
        const qsizetype limit = request[name].toInt() * 4;
        if (said.text.size() > limit) {
            said.text.truncate(limit);
            said.finish = u"length"_s;
        }
    }
}

ScriptedAnswer ScriptedModel::deliver(const Said &said, bool isStreamed)
{
    const QString finish = said.finish.isEmpty() ? u"stop"_s : said.finish;
    QJsonObject message{{"role"_L1, "assistant"_L1}, {"content"_L1, said.text}};
    if (!said.reasoning.isEmpty())
        message.insert("reasoning_content"_L1, said.reasoning);
    if (!said.calls.isEmpty())
        message.insert("tool_calls"_L1, said.calls);
    const bool isWhole = !isStreamed || (!can(Capability::Streaming) && m_inability == 0);
    if (isWhole) {
        return {.chunks = {json({{"choices"_L1,
                                  QJsonArray{QJsonObject{{"index"_L1, 0},
                                                         {"message"_L1, message},
                                                         {"finish_reason"_L1, finish}}}}})}};
    }
    QByteArrayList events;
    const auto addEvent = [&events](const QJsonObject &delta, const QJsonValue &reason) {
        events.append(
            "data: "
            + json({{"choices"_L1,
                     QJsonArray{QJsonObject{
                         {"index"_L1, 0}, {"delta"_L1, delta}, {"finish_reason"_L1, reason}}}}})
            + "\n\n");
    };
    const qsizetype size = std::max<qsizetype>(1, said.text.size() / 6);
    for (qsizetype at = 0; at < said.text.size(); at += size)
        addEvent({{"content"_L1, said.text.mid(at, size)}}, QJsonValue::Null);
    addEvent({}, finish);
    events.append("data: [DONE]\n\n");
    ScriptedAnswer answer{.contentType = "text/event-stream"};
    if (can(Capability::Streaming)) {
        answer.chunks = events;
        answer.gap = 8;
    } else {
        answer.chunks = {events.join()};
        answer.delay = 60;
    }
    return answer;
}

ScriptedAnswer ScriptedModel::spoiled()
{
    switch (roll(5)) {
    case 0:
        return deliver({.text = QString()}, false);
    case 1:
        return errorAnswer(500, u"Internal error"_s);
    case 2:
        return deliver({.text = u"I'd rather not"_s, .finish = u"content_filter"_s}, false);
    case 3:
        return {.chunks = {"{\"choices\":[{\"message\":{\"content\":\"It is"}, .isCut = true};
    default:
        return errorAnswer(409, u"Overloaded, try again"_s);
    }
}

ScriptedAnswer ScriptedModel::embed(const QJsonObject &request)
{
    const QJsonArray texts = request["input"_L1].toArray();
    const QString purpose = request["input_type"_L1].toString();
    if (refuses(Capability::Embeddings))
        return errorAnswer(404, u"Not Found"_s);
    if (texts.size() > m_batchLimit)
        return errorAnswer(422,
                           m_inability == 0
                               ? u"Too many texts"_s
                               : u"at most %1 texts, not %2"_s.arg(m_batchLimit).arg(texts.size()));
    if (!purpose.isEmpty() && refuses(Capability::InputType))
        return errorAnswer(400, u"Unknown field 'input_type'"_s, u"input_type"_s);
    const bool isKnown = purpose.isEmpty() || purpose == "search_query"_L1;
    if (!isKnown && can(Capability::InputType))
        return errorAnswer(422, u"input_type must be one of search_document, search_query"_s);
    QJsonArray data;
    for (const QJsonValue &text : texts) {
        QByteArray key = text.toString().toUtf8();
        if (can(Capability::InputType) && m_inability == 0)
            key += purpose.toUtf8();
        QJsonArray vector;
        for (const char byte : QCryptographicHash::hash(key, QCryptographicHash::Sha256))
            vector.append(double(byte) / 128);
        data.append(QJsonObject{{"index"_L1, data.size()}, {"embedding"_L1, vector}});
    }
    return {.chunks = {json({{"data"_L1, data}})}};
}

ScriptedAnswer ScriptedModel::answer(const QByteArray &path, const QByteArray &body)
{
    const QJsonObject request = QJsonDocument::fromJson(body).object();
    if (m_temper == Temper::ErrorIn200) {
        ScriptedAnswer answer = errorAnswer(200, u"The upstream failed"_s);
        return answer;
    }
    if (m_temper == Temper::RateLimited || m_temper == Temper::BusyThenSilent) {
        ScriptedAnswer answer = errorAnswer(429, u"Too many requests"_s);
        answer.retryAfter = m_temper == Temper::RateLimited ? 60 : 1;
        answer.delay = m_temper == Temper::BusyThenSilent && m_refusals++ >= 2 ? 60'000 : 0;
        return answer;
    }
    if (m_temper == Temper::Unreliable && roll(3) == 0)
        return spoiled();
    if (path.endsWith("/embeddings"))
        return embed(request);
    if (const QString field = refusalOf(request); !field.isEmpty())
        return errorAnswer(400, u"Unsupported parameter: '%1'."_s.arg(field), field);
    for (const QJsonValue &message : request["messages"_L1].toArray()) {
        for (const QJsonValue &part : message["content"_L1].toArray()) {
            const QString type = part["type"_L1].toString();
            const bool isScan = type == "file"_L1
                && !bytesOf(part["file"_L1]["file_data"_L1].toString()).contains(" Tj");
            const Capability needed = type == "image_url"_L1 ? Capability::Images
                : isScan                                     ? Capability::PdfScan
                                                             : Capability::PdfText;
            if (type != "text"_L1 && refuses(needed))
                return errorAnswer(400, u"Content of type '%1' is not supported."_s.arg(type));
        }
    }
    ScriptedAnswer answer = deliver(say(request), request["stream"_L1].toBool());
    if (m_temper == Temper::Cut) {
        answer.chunks = {answer.chunks.join()};
        answer.chunks[0].chop(answer.chunks[0].size() / 3);
        answer.isCut = true;
    }
    return answer;
}

} // namespace polylogue::tests
