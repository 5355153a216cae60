// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/foreignjson.h"
#include "app/transfer/markdowntext.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

// The form of conversations.json in the archive that Claude's "Export data" sends; nobody documents
// it, so everything is taken as it comes.
namespace polylogue::app::transfer {

using conversation::ContentPart;
using conversation::Message;
using conversation::MessageId;
using conversation::Role;
using store::WholeChat;

namespace {

QString textOfBlocks(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    QStringList texts;
    for (const QJsonValue &block : value.toArray())
        texts += block.toObject().value("text"_L1).toString();
    texts.removeAll(QString());
    return texts.join(u'\n');
}

//! What a message holds: its own parts, and results of tools, which stand in messages of their own.
struct ClaudeContent
{
    QList<ContentPart> parts = {};
    QList<ContentPart> results = {};
};

ClaudeContent contentOf(const QJsonObject &message)
{
    ClaudeContent content;
    for (const QJsonValue &value : message.value("content"_L1).toArray()) {
        const QJsonObject block = value.toObject();
        const QString type = block.value("type"_L1).toString();
        if (type == "thinking"_L1) {
            content.parts.append(
                conversation::ReasoningPart{.text = block.value("thinking"_L1).toString()});
        } else if (type == "tool_use"_L1) {
            const QJsonDocument input(block.value("input"_L1).toObject());
            content.parts.append(conversation::ToolCallPart{
                .id = block.value("id"_L1).toString(),
                .name = block.value("name"_L1).toString(),
                .arguments = QString::fromUtf8(input.toJson(QJsonDocument::Compact))});
        } else if (type == "tool_result"_L1) {
            content.results.append(
                conversation::ToolResultPart{.callId = block.value("tool_use_id"_L1).toString(),
                                             .content = textOfBlocks(block.value("content"_L1)),
                                             .isError = block.value("is_error"_L1).toBool()});
        } else {
            appendText(content.parts, block.value("text"_L1).toString());
        }
    }
    if (content.parts.isEmpty())
        appendText(content.parts, message.value("text"_L1).toString());
    return content;
}

//! The archive holds what was read out of attached files, not the files.
void appendAttachments(QList<ContentPart> &content, const QJsonObject &message)
{
    for (const QJsonValue &value : message.value("attachments"_L1).toArray()) {
        const QJsonObject attachment = value.toObject();
        const QString name = attachment.value("file_name"_L1).toString();
        const QString text = attachment.value("extracted_content"_L1).toString();
        appendText(content, text.isEmpty() ? name : name + u"\n\n"_s + codeBlock(text));
    }
}

} // namespace

base::Result<WholeChat> chatFromClaude(const QJsonObject &conversation,
                                       ImportAttachments &attachments)
{
    ForeignIds newIds(conversation.value("uuid"_L1).toString());
    WholeChat chat;
    chat.record = {.id = {newIds.conversation()},
                   .title = conversation.value("name"_L1).toString(),
                   .createdAt = timeOf(conversation.value("created_at"_L1)),
                   .changedAt = timeOf(conversation.value("updated_at"_L1))};
    QHash<QString, MessageId> ends; // of each foreign message: the last that was made of it
    MessageId previous;
    for (const QJsonValue &value : conversation.value("chat_messages"_L1).toArray()) {
        const QJsonObject given = value.toObject();
        const bool isUser = given.value("sender"_L1).toString() == "human"_L1;
        ClaudeContent content = contentOf(given);
        appendAttachments(content.parts, given);
        for (const QJsonValue &file : given.value("files"_L1).toArray())
            if (const auto taken = attachments.takeNamed(
                    file.toObject().value("file_name"_L1).toString(), {}, QSize()))
                content.parts.append(*taken);

        const QJsonValue parentName = given.value("parent_message_uuid"_L1);
        MessageId parent = parentName.isString() ? ends.value(parentName.toString()) : previous;
        const QString name = given.value("uuid"_L1).toString();
        const QDateTime createdAt = timeOf(given.value("created_at"_L1));
        if (!content.parts.isEmpty()) {
            chat.messages.append({.id = {newIds.take(name)},
                                  .parent = parent,
                                  .role = isUser ? Role::User : Role::Assistant,
                                  .content = content.parts,
                                  .createdAt = createdAt});
            parent = chat.messages.last().id;
        }
        for (const ContentPart &result : std::as_const(content.results)) {
            chat.messages.append({.id = MessageId::create(),
                                  .parent = parent,
                                  .role = Role::Tool,
                                  .content = {result},
                                  .createdAt = createdAt});
            parent = chat.messages.last().id;
        }
        ends.insert(name, parent);
        previous = parent;
    }
    chat.leaf = ends.value(conversation.value("current_leaf_message_uuid"_L1).toString());
    return finished(chat);
}

} // namespace polylogue::app::transfer
