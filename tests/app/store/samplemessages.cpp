// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/store/samplemessages.h"

#include <QTimeZone>

namespace polylogue::tests {

using namespace app::conversation;
using namespace Qt::StringLiterals;
using app::base::Error;
using app::base::ErrorKind;
using std::chrono::milliseconds;

namespace {

BlobRef sampleBlob(const QString &mediaType)
{
    return {.sha256 = QByteArray::fromHex(QByteArray(64, 'a').replace(0, 2, "0f")),
            .mediaType = mediaType,
            .size = 5'000'000'000};
}

QDateTime utc(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

} // namespace

QString sampleText(QRandomGenerator &random)
{
    static const QStringList pieces{u"plain words "_s,
                                    u"\"quoted\" \\ back/slash "_s,
                                    u"line\r\nline\u2028\u2029"_s,
                                    u"\t\b\f\u0001\u001f\u007f"_s,
                                    QString(QChar(0)),
                                    QString(QChar(0xd83d)),
                                    QString(QChar(0xde00)),
                                    u"\U0001F600\U0001F468\u200d\U0001F469"_s,
                                    u"Grüße, naïve Ångström "_s,
                                    u"你好，世界 こんにちは"_s,
                                    u"\u202eتجربة\u2066"_s,
                                    u"\ufeff\uffff\ufffe"_s,
                                    u"{\"type\":\"text\"}"_s,
                                    QString(300, u'x')};
    QString text;
    for (int count = random.bounded(6); count > 0; --count)
        text += pieces.at(random.bounded(int(pieces.size())));
    return text;
}

Message fullMessage()
{
    const OpaqueMembers opaque{.origin = u"https://api.example:8443"_s,
                               .json = "{\"z\":1.0,\"a\":{\"signature\":\"\\u00e4==\"}}"};
    return {
        .id = MessageId::create(),
        .parent = MessageId::create(),
        .role = Role::Assistant,
        .content = {ReasoningPart{u"hm"_s, u"reasoning_content"_s, opaque},
                    TextPart{u"An answer."_s}, RefusalPart{u"I would rather not."_s},
                    ImagePart{.blob = sampleBlob(u"image/png"_s),
                              .fileName = u"seal.png"_s,
                              .pixelSize = {640, 480},
                              .detail = ImageDetail::High,
                              .isFitted = true,
                              .otherForm = ImageForm{.blob = sampleBlob(u"image/jpeg"_s),
                                                     .pixelSize = {6400, 4800}}},
                    TextFilePart{.blob = sampleBlob(u"text/plain"_s),
                                 .fileName = u"minutes.docx"_s,
                                 .sourceType = u"message/rfc822"_s,
                                 .tokens = 1200},
                    DocumentPart{
                        .blob = sampleBlob(u"application/pdf"_s),
                        .fileName = u"a \"report\".pdf"_s,
                        .pageCount = 12,
                        .hasText = false,
                        .isEncrypted = true,
                        .delivery = {.rung = Rung::PageImages, .pages = u"1-3, 7"_s, .turns = 2}},
                    ToolCallPart{.id = u"call_1"_s,
                                 .name = u"add"_s,
                                 .arguments = u"{\"a\": 1, \"b\""_s,
                                 .opaque = opaque},
                    ToolResultPart{.callId = u"call_1"_s, .content = u"3"_s, .isError = true}},
        .state = MessageState::Failed,
        .createdAt = utc(1'795'000'000'123),
        .model = u"vendor/model-1"_s,
        .finishReason = FinishReason::Length,
        .rawFinishReason = u"MAX_TOKENS"_s,
        .usage = Usage{.promptTokens = 1,
                       .completionTokens = 2,
                       .totalTokens = 9'007'199'254'740'993,
                       .cachedTokens = 0,
                       .reasoningTokens = 5},
        .timing = {.firstToken = milliseconds(0), .total = milliseconds(98'765)},
        .responseId = u"chatcmpl-1"_s,
        .requestId = u"req-1"_s,
        .error = Error{.kind = ErrorKind::RateLimited,
                       .detail = u"slow down"_s,
                       .httpStatus = 429,
                       .type = u"rate"_s,
                       .code = u"7"_s,
                       .parameter = u"n"_s,
                       .subject = u"host"_s,
                       .requestId = u"req-2"_s,
                       .retryAfter = milliseconds(1500)},
        .notes = {u"temperature"_s, u""_s},
        .isExcluded = true,
        .isPinned = true,
        .isEdited = true,
        .omittedMessages = 3,
        .origin = MessageOrigin{.chat = ConversationId::create(), .message = MessageId::create()},
        .deletedAt = utc(1'795'000'100'456),
    };
}

Message sampleMessage(QRandomGenerator &random)
{
    const auto chance = [&random] { return random.bounded(2) == 0; };
    const Message full = fullMessage();
    Message message{.id = MessageId::create(),
                    .role = Role(random.bounded(4)),
                    .state = MessageState(random.bounded(6)),
                    .createdAt = utc(qint64(random.bounded(2.0e12)))};
    for (const ContentPart &part : full.content) {
        if (!chance())
            continue;
        message.content.append(part);
        if (auto *text = std::get_if<TextPart>(&message.content.last()))
            text->text = sampleText(random);
        if (auto *call = std::get_if<ToolCallPart>(&message.content.last()))
            call->arguments = sampleText(random);
    }
    if (chance())
        message.model = sampleText(random);
    if (chance())
        message.finishReason = FinishReason(random.bounded(6));
    if (chance())
        message.usage = chance() ? full.usage : Usage{};
    if (chance())
        message.timing.total = milliseconds(random.bounded(1'000'000));
    if (chance())
        message.error = chance() ? full.error : Error{};
    if (message.error)
        message.error->kind = ErrorKind(random.bounded(int(ErrorKind::Disk) + 1));
    if (chance())
        message.notes = {sampleText(random), sampleText(random)};
    message.isExcluded = chance();
    message.isPinned = chance();
    message.isEdited = chance();
    return message;
}

MessageDelta fullDelta()
{
    const OpaqueMembers opaque{.origin = u"https://api.example"_s, .json = "{\"b\":1,\"a\":2}"};
    return {.replacedText = u""_s,
            .text = u"more "_s,
            .reasoning = u"so "_s,
            .reasoningField = u"reasoning"_s,
            .reasoningOpaque = opaque,
            .refusal = u"no"_s,
            .toolCalls = {{.slot = 2,
                           .id = u"c"_s,
                           .name = u"f"_s,
                           .replacesArguments = true,
                           .arguments = u"{\""_s,
                           .opaque = opaque},
                          {}},
            .images = {u"data:image/png;base64,AAAA"_s},
            .finishReason = FinishReason::Stop,
            .rawFinishReason = u"stop"_s,
            .usage = Usage{.promptTokens = 4},
            .model = u"m-1"_s,
            .responseId = u"r-1"_s};
}

app::store::ChatSetup fullSetup()
{
    return {.endpoint = app::endpoint::EndpointId::create(),
            .model = u"vendor/model-1"_s,
            .systemPrompt = u"Be brief.\nAnd kind."_s,
            .parameters = {.stream = false,
                           .temperature = 0.1,
                           .topP = 1.0,
                           .maxTokens = 4096,
                           .stop = QStringList{u"END"_s},
                           .seed = 9'007'199'254'740'993,
                           .presencePenalty = -2.0,
                           .frequencyPenalty = 0.0,
                           .reasoningEffort = u"low"_s,
                           .extraJson = "{ \"b\": 1.50, \"a\": 2 }"}};
}

app::store::ChatRecord fullChat()
{
    return {.id = app::store::ConversationId::create(),
            .title = u"Budget \"2026\" 预算"_s,
            .isTitleChosen = true,
            .folder = app::store::FolderId::create(),
            .isPinned = true,
            .isUnread = true,
            .hasFailed = true,
            .createdAt = utc(1'795'000'000'001),
            .changedAt = utc(1'795'000'000'002),
            .setup = fullSetup(),
            .position = {.message = MessageId::create(), .offset = 0.3},
            .lane = {.of = app::store::ConversationId::create(), .position = 2},
            .comparison = {.isShown = true,
                           .history = app::store::HistoryRule::Shared,
                           .scrollsTogether = true}};
}

} // namespace polylogue::tests
