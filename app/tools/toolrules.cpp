// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/toolrules.h"

#include "app/json/jsoncodec.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

using json::JsonNode;

namespace {

QString nameOf(ToolKind kind)
{
    switch (kind) {
    case ToolKind::Script:
        return u"script"_s;
    case ToolKind::ByHand:
        return u"by hand"_s;
    case ToolKind::Command:
        return u"command"_s;
    case ToolKind::Http:
        return u"http"_s;
    case ToolKind::Server:
        break;
    }
    return u"server"_s;
}

bool isSameArguments(const QByteArray &a, const QByteArray &b)
{
    const auto first = json::parse(a);
    const auto second = json::parse(b);
    return first && second ? isSame(*first, *second) : a == b;
}

bool isAboutTool(const ToolRule &rule, const QString &name, const QString &server)
{
    return rule.tool == name && rule.server == server;
}

} // namespace

QString identityOf(const Tool &tool)
{
    const QByteArray &schema = tool.definition.parametersSchema;
    const auto parsed = json::parse(schema);
    JsonNode all{.kind = JsonNode::Kind::Object};
    all.insert(u"name"_s, JsonNode::of(tool.definition.name));
    all.insert(u"server"_s, JsonNode::of(tool.server));
    all.insert(u"kind"_s, JsonNode::of(nameOf(tool.kind)));
    // Lines, so that a difference shows where it is.
    JsonNode source{.kind = JsonNode::Kind::Array};
    for (const QString &line : tool.source.split(u'\n'))
        source.children.append(JsonNode::of(line));
    all.insert(u"runs"_s, source);
    all.insert(u"description"_s, JsonNode::of(tool.definition.description));
    all.insert(u"parameters"_s, parsed ? *parsed : JsonNode::of(QString::fromUtf8(schema)));
    return QString::fromUtf8(json::write(all, json::Layout::Indented));
}

QByteArray fingerprintOf(const Tool &tool)
{
    return QCryptographicHash::hash(identityOf(tool).toUtf8(), QCryptographicHash::Sha256).toHex();
}

Verdict judge(const QList<ToolRule> &rules, const Tool &tool, const QByteArray &arguments)
{
    const ToolRule *best = nullptr;
    for (const ToolRule &rule : rules) {
        if (!isAboutTool(rule, tool.definition.name, tool.server)
            || (rule.arguments && !isSameArguments(*rule.arguments, arguments)))
            continue;
        const bool isCloser = best && rule.arguments.has_value() && !best->arguments.has_value();
        const bool isStricter = best && !rule.isAllowed && best->isAllowed
            && rule.arguments.has_value() == best->arguments.has_value();
        if (!best || isCloser || isStricter)
            best = &rule;
    }
    if (!best)
        return {};
    if (!best->isAllowed)
        return {.permission = Permission::Refuse};
    if (best->fingerprint == fingerprintOf(tool))
        return {.permission = Permission::Run};
    return {.permission = Permission::Ask, .wasAllowedAs = best->identity};
}

QList<ToolRule> withRule(QList<ToolRule> rules, const ToolRule &rule)
{
    rules.removeIf([&rule](const ToolRule &each) {
        return isAboutTool(each, rule.tool, rule.server)
            && each.arguments.has_value() == rule.arguments.has_value()
            && (!rule.arguments || isSameArguments(*each.arguments, *rule.arguments));
    });
    rules.append(rule);
    return rules;
}

ToolRule ruleFor(const Tool &tool, const std::optional<QByteArray> &arguments, bool isAllowed)
{
    return {.tool = tool.definition.name,
            .server = tool.server,
            .arguments = arguments,
            .isAllowed = isAllowed,
            .fingerprint = fingerprintOf(tool),
            .identity = identityOf(tool),
            .madeAt = QDateTime::currentDateTimeUtc()};
}

} // namespace polylogue::app::tools
