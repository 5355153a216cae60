// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverrequests.h"

#include <QDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using json::JsonNode;

namespace {

JsonNode rootList(const QStringList &roots)
{
    JsonNode list{.kind = JsonNode::Kind::Array};
    for (const QString &folder : roots) {
        JsonNode root = objectWith(
            u"uri"_s, JsonNode::of(QUrl::fromLocalFile(folder).toString(QUrl::FullyEncoded)));
        root.insert(u"name"_s, JsonNode::of(QDir(folder).dirName()));
        list.children.append(root);
    }
    return objectWith(u"roots"_s, list);
}

//! \return the result where there is one.
std::optional<JsonNode> resultFor(const QString &method, const QStringList &roots)
{
    if (method == "ping"_L1)
        return emptyObject();
    if (method == "roots/list"_L1)
        return rootList(roots);
    if (method == "elicitation/create"_L1)
        return objectWith(u"action"_s, JsonNode::of(u"decline"_s));
    return {};
}

} // namespace

RpcMessage answerTo(const RpcMessage &request, const QStringList &roots)
{
    if (const auto result = resultFor(request.method, roots))
        return {.kind = RpcMessage::Kind::Result, .id = request.id, .result = *result};
    RpcMessage refusal{.kind = RpcMessage::Kind::Failure, .id = request.id};
    if (request.method == "sampling/createMessage"_L1)
        refusal.error = {.code = refusedByUser, .message = u"Sampling is not offered."_s};
    else
        refusal.error = {.code = methodNotFound, .message = u"Method not found"_s};
    return refusal;
}

std::optional<JsonNode> inputFor(const JsonNode &request, const QStringList &roots)
{
    return resultFor(stringIn(request, u"method"), roots);
}

} // namespace polylogue::app::mcp
