// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/transfer/samplechats.h"

using namespace polylogue::app;
using namespace polylogue::app::conversation;
using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

QUuid uuid(int kind, int number)
{
    return QUuid(static_cast<uint>(number), static_cast<ushort>(kind), 0x4000, 0x80, 0, 0, 0, 0, 0,
                 0, 1);
}

QDateTime timeOf(int number)
{
    return QDateTime(QDate(2026, 11, 23), QTime(9, 30), Qt::UTC).addMSecs(1'001LL * number);
}

} // namespace

MessageId messageId(int number)
{
    return number == 0 ? MessageId() : MessageId{uuid(1, number)};
}

Message message(int number, int parent, Role role)
{
    return {.id = messageId(number),
            .parent = messageId(parent),
            .role = role,
            .content = {TextPart{.text = QString::number(number)}},
            .createdAt = timeOf(number),
            .model = role == Role::Assistant ? u"model-a"_s : QString()};
}

store::WholeChat chat(const QList<Message> &messages, int leaf)
{
    return {.record = {.id = {uuid(2, 1)},
                       .title = u"Sample"_s,
                       .createdAt = timeOf(0),
                       .changedAt = timeOf(1'000)},
            .messages = messages,
            .leaf = messageId(leaf)};
}

store::WholeChat fullChat(const store::BlobStore &blobs)
{
    const auto png = blobs.put("\x89PNG\r\n\x1a\n and more"_ba, u"image/png"_s);
    const auto pdf = blobs.put("%PDF-1.7\n and more"_ba, u"application/pdf"_s);
    if (!png || !pdf)
        qFatal("the test's own disk");

    Message question = message(1, 0);
    question.content += ImagePart{.blob = *png,
                                  .fileName = u"a \"picture\" <b>.png"_s,
                                  .pixelSize = QSize(3, 2),
                                  .detail = ImageDetail::High};
    question.content += DocumentPart{
        .blob = *pdf, .fileName = u"../paper (1).pdf"_s, .pageCount = 2, .hasText = true};
    question.isPinned = true;

    Message call = message(2, 1, Role::Assistant);
    call.content = {
        ReasoningPart{.text = u"Let me think.\n\n```\nopen"_s, .field = u"reasoning_content"_s},
        TextPart{.text = u"# A heading\n\n```py\nprint(1)"_s},
        ToolCallPart{.id = u"call_1"_s, .name = u"search"_s, .arguments = u"{\"q\":\"```\"}"_s}};
    call.finishReason = FinishReason::ToolCalls;
    call.rawFinishReason = u"tool_calls"_s;
    call.usage = Usage{.promptTokens = 10, .completionTokens = 5, .totalTokens = 15};
    call.timing = {.firstToken = std::chrono::milliseconds(120),
                   .total = std::chrono::milliseconds(900)};
    call.responseId = u"chatcmpl-1"_s;
    call.requestId = u"req-1"_s;
    call.notes = {u"temperature"_s};

    Message result = message(3, 2, Role::Tool);
    result.content = {ToolResultPart{.callId = u"call_1"_s, .content = u"found <it>"_s}};

    Message failed = message(4, 3, Role::Assistant);
    failed.content = {RefusalPart{.text = u"I would rather not."_s}};
    failed.state = MessageState::Failed;
    failed.error = base::Error{
        .kind = base::ErrorKind::ServerFault, .detail = u"overloaded"_s, .httpStatus = 503};

    Message other = message(5, 3, Role::Assistant);
    other.content = {TextPart{.text = u"<script>alert(1)</script> & done"_s}};
    other.isEdited = true;
    other.omittedMessages = 2;

    store::WholeChat whole = chat({question, call, result, failed, other}, 4);
    whole.record.title = u"<b>Title</b> / \"of\" it"_s;
    whole.record.isTitleChosen = true;
    whole.record.isPinned = true;
    whole.record.setup = {.model = u"model-a"_s,
                          .systemPrompt = u"Be <brief>."_s,
                          .parameters = {.temperature = 0.5, .stop = QStringList{u"END"_s}}};
    whole.record.position = {.message = messageId(2), .offset = 0.25};
    return whole;
}

store::WholeChat longChat(int count, int first)
{
    QList<Message> messages;
    messages.reserve(count);
    for (int number = first; number < first + count; ++number) {
        Message each = message(number, number == first ? 0 : number - 1,
                               number % 2 == 1 ? Role::User : Role::Assistant);
        each.content = {TextPart{
            .text = u"Message %1\nwith \"quotes\", ünïcödé 🙂 and a\ttab"_s.arg(number)}};
        messages.append(each);
    }
    return chat(messages, first + count - 1);
}

QList<int> numbersOf(const QList<Message> &messages)
{
    QList<int> numbers;
    for (const Message &each : messages)
        numbers.append(textOf(each.content).toInt());
    return numbers;
}

transfer::ExportWords exportWords()
{
    return {
        .untitled = u"Untitled"_s,
        .reasoning = u"Reasoning"_s,
        .toolCall = u"Calls %1"_s,
        .toolResult = u"Result"_s,
        .toolFailure = u"Failure"_s,
        .refusal = u"Refused:"_s,
        .missingAttachment = u"%1 is missing"_s,
        .otherVersion = u"Other version of %1"_s,
        .speaker =
            [](const Message &each) {
                switch (each.role) {
                case Role::User:
                    return u"You"_s;
                case Role::System:
                    return u"System"_s;
                case Role::Tool:
                    return u"Tool"_s;
                case Role::Assistant:
                    break;
                }
                return each.model;
            },
        .facts =
            [](const Message &each) {
                return each.usage ? QStringList(u"15 tokens"_s) : QStringList();
            },
        .remark = [](const Message &each) { return each.error ? each.error->detail : QString(); }};
}

} // namespace polylogue::tests
