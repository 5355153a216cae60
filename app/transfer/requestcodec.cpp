// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/foreignjson.h"

using namespace Qt::StringLiterals;

// The body of a request as app/wire writes it, and as other programs of the dialect do.
namespace polylogue::app::transfer {

using conversation::ContentPart;
using conversation::Message;
using conversation::MessageId;
using conversation::Role;
using store::WholeChat;

namespace {

Role roleOf(const QString &name)
{
    if (name == "system"_L1 || name == "developer"_L1)
        return Role::System;
    if (name == "assistant"_L1)
        return Role::Assistant;
    return name == "tool"_L1 || name == "function"_L1 ? Role::Tool : Role::User;
}

QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    for (const QJsonValue &part : content.toArray())
        text += part.toObject().value("text"_L1).toString();
    return text;
}

void appendParts(QList<ContentPart> &content, const QJsonValue &given,
                 ImportAttachments &attachments)
{
    if (!given.isArray()) {
        appendText(content, given.toString());
        return;
    }
    for (const QJsonValue &value : given.toArray()) {
        const QJsonObject part = value.toObject();
        const QString type = part.value("type"_L1).toString();
        std::optional<ContentPart> taken;
        if (type == "image_url"_L1) {
            const QJsonValue image = part.value("image_url"_L1);
            taken = attachments.takeDataUri(
                image.isString() ? image.toString() : image.toObject().value("url"_L1).toString(),
                {});
        } else if (type == "file"_L1) {
            const QJsonObject file = part.value("file"_L1).toObject();
            taken = attachments.takeDataUri(file.value("file_data"_L1).toString(),
                                            file.value("filename"_L1).toString());
        } else if (type == "refusal"_L1) {
            taken = conversation::RefusalPart{.text = part.value("refusal"_L1).toString()};
        } else {
            appendText(content, part.value("text"_L1).toString());
        }
        if (taken)
            content.append(*taken);
    }
}

QList<ContentPart> contentOf(const QJsonObject &message, Role role, ImportAttachments &attachments)
{
    QList<ContentPart> content;
    if (role == Role::Tool) {
        content.append(
            conversation::ToolResultPart{.callId = message.value("tool_call_id"_L1).toString(),
                                         .content = textOf(message.value("content"_L1))});
        return content;
    }
    for (const QString &field : {u"reasoning_content"_s, u"reasoning"_s}) {
        if (const QString reasoning = message.value(field).toString(); !reasoning.isEmpty())
            content.append(conversation::ReasoningPart{.text = reasoning, .field = field});
    }
    appendParts(content, message.value("content"_L1), attachments);
    if (const QString refusal = message.value("refusal"_L1).toString(); !refusal.isEmpty())
        content.append(conversation::RefusalPart{.text = refusal});
    for (const QJsonValue &value : message.value("tool_calls"_L1).toArray()) {
        const QJsonObject call = value.toObject();
        const QJsonObject function = call.value("function"_L1).toObject();
        content.append(
            conversation::ToolCallPart{.id = call.value("id"_L1).toString(),
                                       .name = function.value("name"_L1).toString(),
                                       .arguments = function.value("arguments"_L1).toString()});
    }
    return content;
}

endpoint::Parameters parametersOf(const QJsonObject &body)
{
    const auto number = [&](const QString &name) {
        const QJsonValue value = body.value(name);
        return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
    };
    endpoint::Parameters parameters{.temperature = number(u"temperature"_s),
                                    .topP = number(u"top_p"_s),
                                    .presencePenalty = number(u"presence_penalty"_s),
                                    .frequencyPenalty = number(u"frequency_penalty"_s)};
    for (const QString &name : {u"max_tokens"_s, u"max_completion_tokens"_s}) {
        if (const int tokens = body.value(name).toInt(0); tokens > 0)
            parameters.maxTokens = tokens;
    }
    return parameters;
}

} // namespace

base::Result<WholeChat> chatFromRequest(const QJsonObject &body, ImportAttachments &attachments)
{
    const QString model = body.value("model"_L1).toString();
    WholeChat chat;
    chat.record.setup = {.model = model, .parameters = parametersOf(body)};
    MessageId parent;
    for (const QJsonValue &value : body.value("messages"_L1).toArray()) {
        const QJsonObject given = value.toObject();
        const Role role = roleOf(given.value("role"_L1).toString());
        if (role == Role::System && chat.messages.isEmpty()) {
            QString &prompt = chat.record.setup.systemPrompt;
            prompt += (prompt.isEmpty() ? u""_s : u"\n\n"_s) + textOf(given.value("content"_L1));
            continue;
        }
        const QList<ContentPart> content = contentOf(given, role, attachments);
        if (content.isEmpty())
            continue;
        chat.messages.append({.id = MessageId::create(),
                              .parent = parent,
                              .role = role,
                              .content = content,
                              .model = role == Role::Assistant ? model : QString()});
        parent = chat.messages.last().id;
    }
    return finished(chat);
}

} // namespace polylogue::app::transfer
