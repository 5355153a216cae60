// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/foreignjson.h"
#include "app/transfer/markdowntext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

// The form of conversations.json in the archive that ChatGPT's "Export data" sends; nobody
// documents it, so everything is taken as it comes.
namespace polylogue::app::transfer {

using conversation::ContentPart;
using conversation::Message;
using conversation::MessageId;
using conversation::ReasoningPart;
using conversation::Role;
using store::WholeChat;

namespace {

Role roleOf(const QString &name)
{
    if (name == "user"_L1)
        return Role::User;
    if (name == "system"_L1)
        return Role::System;
    return name == "tool"_L1 ? Role::Tool : Role::Assistant;
}

QString idOf(const QJsonObject &conversation)
{
    const QString id = conversation.value("conversation_id"_L1).toString();
    return id.isEmpty() ? conversation.value("id"_L1).toString() : id;
}

class ChatGptReader final
{
public:
    explicit ChatGptReader(const QJsonObject &conversation, ImportAttachments &attachments)
        : m_conversation(conversation)
        , m_mapping(conversation.value("mapping"_L1).toObject())
        , m_attachments(attachments)
        , m_newIds(idOf(conversation))
    { }

    WholeChat read();

private:
    //! A node on the way down, and what stands above it.
    struct Visit
    {
        QString node = {};
        MessageId parent = {};
        QList<ContentPart> thoughts = {}; // of nodes above that have nothing else
    };

    void orderNodes();
    QList<Visit> visit(const Visit &at, WholeChat &chat);
    QList<ContentPart> contentOf(const QJsonObject &message);
    void appendParts(QList<ContentPart> &content, const QJsonArray &parts);

    QJsonObject m_conversation;
    QJsonObject m_mapping;
    ImportAttachments &m_attachments;
    QHash<QString, QStringList> m_children; // by parent; "" for the roots
    QHash<QString, MessageId> m_ids; // of each node: its message, or the one above that was kept
    ForeignIds m_newIds;
};

WholeChat ChatGptReader::read()
{
    WholeChat chat;
    chat.record = {.id = {m_newIds.conversation()},
                   .title = m_conversation.value("title"_L1).toString(),
                   .createdAt = timeOf(m_conversation.value("create_time"_L1)),
                   .changedAt = timeOf(m_conversation.value("update_time"_L1))};
    orderNodes();
    QList<Visit> waiting;
    for (const QString &root : m_children.value({}))
        waiting.prepend(Visit{.node = root});
    while (!waiting.isEmpty())
        waiting += visit(waiting.takeLast(), chat);
    chat.leaf = m_ids.value(m_conversation.value("current_node"_L1).toString());
    return chat;
}

//! Parents are what is believed; the lists of children say the same again.
void ChatGptReader::orderNodes()
{
    QList<std::pair<double, QString>> nodes;
    for (auto node = m_mapping.constBegin(); node != m_mapping.constEnd(); ++node) {
        const QJsonObject message = node->toObject().value("message"_L1).toObject();
        nodes.append({message.value("create_time"_L1).toDouble(0), node.key()});
    }
    std::sort(nodes.begin(), nodes.end());
    for (const auto &[time, name] : std::as_const(nodes)) {
        const QString parent = m_mapping.value(name).toObject().value("parent"_L1).toString();
        m_children[m_mapping.contains(parent) ? parent : QString()].append(name);
    }
}

//! \return what hangs below, the one to be visited next last.
QList<ChatGptReader::Visit> ChatGptReader::visit(const Visit &at, WholeChat &chat)
{
    const QJsonObject message = m_mapping.value(at.node).toObject().value("message"_L1).toObject();
    const QJsonObject metadata = message.value("metadata"_L1).toObject();
    const Role role = roleOf(message.value("author"_L1).toObject().value("role"_L1).toString());
    QList<ContentPart> content = contentOf(message);
    MessageId parent = at.parent;
    QList<ContentPart> thoughts = at.thoughts;

    const bool isHidden =
        role == Role::System || metadata.value("is_visually_hidden_from_conversation"_L1).toBool();
    const QStringList children = m_children.value(at.node);
    const bool hasOnlyThoughts = role == Role::Assistant && !content.isEmpty()
        && std::all_of(content.cbegin(), content.cend(), [](const ContentPart &part) {
                                     return std::holds_alternative<ReasoningPart>(part);
                                 });
    if (!isHidden && hasOnlyThoughts && children.size() == 1) {
        thoughts += content; // they belong to the answer below
    } else if (!isHidden && !content.isEmpty()) {
        if (role == Role::Assistant)
            content = std::exchange(thoughts, {}) + content;
        chat.messages.append({.id = {m_newIds.take(message.value("id"_L1).toString())},
                              .parent = at.parent,
                              .role = role,
                              .content = content,
                              .createdAt = timeOf(message.value("create_time"_L1)),
                              .model = role == Role::Assistant
                                  ? metadata.value("model_slug"_L1).toString()
                                  : QString()});
        parent = chat.messages.last().id;
    }
    m_ids.insert(at.node, parent);
    QList<Visit> below;
    for (const QString &child : children)
        below.prepend(Visit{.node = child, .parent = parent, .thoughts = thoughts});
    return below;
}

void ChatGptReader::appendParts(QList<ContentPart> &content, const QJsonArray &parts)
{
    for (const QJsonValue &part : parts) {
        if (part.isString()) {
            appendText(content, part.toString());
            continue;
        }
        const QJsonObject object = part.toObject();
        // "file-service://file-abc", "sediment://file_abc": the beginning of a file's name.
        const QString pointer = object.value("asset_pointer"_L1).toString();
        if (pointer.isEmpty()) {
            appendText(content, object.value("text"_L1).toString());
            continue;
        }
        const QSize size(object.value("width"_L1).toInt(), object.value("height"_L1).toInt());
        if (const auto taken = m_attachments.takeNamed(pointer.section(u'/', -1), {}, size))
            content.append(*taken);
    }
}

QList<ContentPart> ChatGptReader::contentOf(const QJsonObject &message)
{
    const QJsonObject given = message.value("content"_L1).toObject();
    const QString type = given.value("content_type"_L1).toString();
    const QString text = given.value("text"_L1).toString();
    QList<ContentPart> content;
    if (type == "thoughts"_L1) {
        QStringList thoughts;
        for (const QJsonValue &thought : given.value("thoughts"_L1).toArray())
            thoughts += thought.toObject().value("content"_L1).toString();
        if (!thoughts.isEmpty())
            content.append(ReasoningPart{.text = thoughts.join(u"\n\n"_s)});
    } else if (type == "code"_L1) {
        appendText(content,
                   text.isEmpty() ? text : codeBlock(text, given.value("language"_L1).toString()));
    } else if (type == "execution_output"_L1) {
        content.append(conversation::ToolResultPart{.content = text});
    } else if (type == "reasoning_recap"_L1 || type == "model_editable_context"_L1
               || type == "user_editable_context"_L1) {
        return {}; // "Thought for 5 s", and what the service told the model beside the conversation
    } else {
        appendParts(content, given.value("parts"_L1).toArray());
        appendText(content, text);
        appendText(content, given.value("result"_L1).toString());
    }
    return content;
}

} // namespace

base::Result<WholeChat> chatFromChatGpt(const QJsonObject &conversation,
                                        ImportAttachments &attachments)
{
    return finished(ChatGptReader(conversation, attachments).read());
}

} // namespace polylogue::app::transfer
