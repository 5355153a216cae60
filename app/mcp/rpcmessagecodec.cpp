// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/decimal.h"
#include "app/json/jsoncodec.h"
#include "app/mcp/rpcmessage.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using json::JsonNode;

namespace {

constexpr qsizetype mostInBatch = 100;

bool isId(const JsonNode &node)
{
    return node.isString() || node.isNumber();
}

std::optional<RpcError> errorIn(const JsonNode &node)
{
    if (!node.isObject())
        return {};
    RpcError error{.message = stringIn(node, u"message")};
    if (const JsonNode *code = node.member(u"code"); code && code->isNumber())
        error.code = json::Decimal(code->text).toInteger(0);
    if (const JsonNode *data = node.member(u"data"))
        error.data = *data;
    return error;
}

std::optional<RpcMessage> messageIn(const JsonNode &node)
{
    if (!node.isObject() || stringIn(node, u"jsonrpc") != "2.0"_L1)
        return {};
    RpcMessage message;
    const JsonNode *id = node.member(u"id");
    if (id)
        message.id = *id;
    if (const JsonNode *method = node.member(u"method")) {
        if (!method->isString() || (id && !isId(*id)))
            return {};
        message.kind = id ? RpcMessage::Kind::Request : RpcMessage::Kind::Notification;
        message.method = method->text;
        if (const JsonNode *params = node.member(u"params"))
            message.params = *params;
        return message;
    }
    const JsonNode *result = node.member(u"result");
    const JsonNode *error = node.member(u"error");
    if (result && !error && id && isId(*id)) {
        message.kind = RpcMessage::Kind::Result;
        message.result = *result;
        return message;
    }
    const auto refusal = error && !result ? errorIn(*error) : std::nullopt;
    if (!refusal)
        return {};
    message.kind = RpcMessage::Kind::Failure;
    message.error = *refusal;
    return message;
}

} // namespace

std::optional<QList<RpcMessage>> decodeRpc(const QByteArray &bytes)
{
    const auto root = json::parse(bytes);
    if (!root)
        return {};
    const QList<JsonNode> nodes = root->isArray() ? root->children : QList<JsonNode>{*root};
    if (nodes.isEmpty() || nodes.size() > mostInBatch)
        return {};
    QList<RpcMessage> messages;
    for (const JsonNode &node : nodes) {
        const auto message = messageIn(node);
        if (!message)
            return {};
        messages.append(*message);
    }
    return messages;
}

QByteArray encodeRpc(const RpcMessage &message)
{
    JsonNode node = objectWith(u"jsonrpc"_s, JsonNode::of(u"2.0"_s));
    if (message.kind != RpcMessage::Kind::Notification)
        node.insert(u"id"_s, message.id);
    switch (message.kind) {
    case RpcMessage::Kind::Request:
    case RpcMessage::Kind::Notification:
        node.insert(u"method"_s, JsonNode::of(message.method));
        if (message.params.isObject())
            node.insert(u"params"_s, message.params);
        break;
    case RpcMessage::Kind::Result:
        node.insert(u"result"_s, message.result);
        break;
    case RpcMessage::Kind::Failure: {
        JsonNode error = objectWith(u"code"_s, JsonNode::of(message.error.code));
        error.insert(u"message"_s, JsonNode::of(message.error.message));
        if (message.error.data.kind != JsonNode::Kind::Null)
            error.insert(u"data"_s, message.error.data);
        node.insert(u"error"_s, error);
        break;
    }
    }
    return json::write(node);
}

std::optional<qint64> ownId(const JsonNode &id)
{
    const qint64 number = id.isNumber() ? json::Decimal(id.text).toInteger(0) : 0;
    return number > 0 ? std::optional(number) : std::nullopt;
}

JsonNode objectWith(const QString &name, const JsonNode &value)
{
    JsonNode object = emptyObject();
    object.insert(name, value);
    return object;
}

JsonNode emptyObject()
{
    return {.kind = JsonNode::Kind::Object};
}

QString stringIn(const JsonNode &object, QStringView name)
{
    const JsonNode *member = object.member(name);
    return member && member->isString() ? member->text : QString();
}

bool isTrueIn(const JsonNode &object, QStringView name)
{
    const JsonNode *member = object.member(name);
    return member && member->kind == JsonNode::Kind::Boolean && member->boolean;
}

} // namespace polylogue::app::mcp
