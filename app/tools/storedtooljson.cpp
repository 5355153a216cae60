// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/storedtooljson.h"

#include "app/json/decimal.h"
#include "app/json/jsoncodec.h"
#include "app/tools/pythonliteral.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

using base::Error;
using base::ErrorKind;
using base::Result;
using json::JsonNode;

namespace {

struct KindName
{
    ToolKind kind;
    QString name;
};

const QList<KindName> &kindNames()
{
    static const QList<KindName> names{{ToolKind::ByHand, u"by_hand"_s},
                                       {ToolKind::Script, u"script"_s},
                                       {ToolKind::Command, u"command"_s},
                                       {ToolKind::Http, u"http"_s}};
    return names;
}

QString stringOf(const JsonNode &object, QStringView name)
{
    const JsonNode *member = object.member(name);
    return member && member->isString() ? member->text : QString();
}

bool isTrue(const JsonNode &object, QStringView name, bool otherwise)
{
    const JsonNode *member = object.member(name);
    return member && member->kind == JsonNode::Kind::Boolean ? member->boolean : otherwise;
}

QByteArray objectOf(const JsonNode &object, QStringView name)
{
    const JsonNode *member = object.member(name);
    return member && member->isObject() ? json::write(*member, json::Layout::Indented)
                                        : QByteArray();
}

void insertText(JsonNode &object, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, JsonNode::of(text));
}

JsonNode nodeOf(const StoredTool &tool)
{
    JsonNode node{.kind = JsonNode::Kind::Object};
    node.insert(u"name"_s, JsonNode::of(tool.definition.name));
    node.insert(u"description"_s, JsonNode::of(tool.definition.description));
    if (const auto schema = json::parse(tool.definition.parametersSchema))
        node.insert(u"parameters"_s, *schema);
    node.insert(u"enabled"_s, JsonNode::of(tool.isEnabled));
    for (const KindName &each : kindNames()) {
        if (each.kind == tool.kind)
            node.insert(u"kind"_s, JsonNode::of(each.name));
    }
    insertText(node, u"script"_s, tool.script);
    insertText(node, u"program"_s, tool.command.program);
    if (!tool.command.arguments.isEmpty()) {
        JsonNode arguments{.kind = JsonNode::Kind::Array};
        for (const QString &argument : tool.command.arguments)
            arguments.children.append(JsonNode::of(argument));
        node.insert(u"arguments"_s, arguments);
    }
    if (tool.command.timeLimit != CommandLine().timeLimit)
        node.insert(u"seconds"_s, JsonNode::of(qint64(tool.command.timeLimit.count())));
    insertText(node, u"address"_s, tool.address.toString(QUrl::FullyEncoded));
    return node;
}

void readInto(StoredTool &tool, const JsonNode &node)
{
    tool.definition = {.name = stringOf(node, u"name"),
                       .description = stringOf(node, u"description"),
                       .parametersSchema = objectOf(node, u"parameters")};
    tool.isEnabled = isTrue(node, u"enabled", true);
    tool.kind = ToolKind::ByHand;
    for (const KindName &each : kindNames()) {
        if (each.name == stringOf(node, u"kind"))
            tool.kind = each.kind;
    }
    tool.script = stringOf(node, u"script");
    tool.command = {.program = stringOf(node, u"program")};
    if (const JsonNode *arguments = node.member(u"arguments"); arguments && arguments->isArray()) {
        for (const JsonNode &argument : arguments->children)
            tool.command.arguments.append(argument.text);
    }
    if (const JsonNode *seconds = node.member(u"seconds"); seconds && seconds->isNumber())
        tool.command.timeLimit = std::chrono::seconds(
            qBound(qint64(1), json::Decimal(seconds->text).toInteger(30), qint64(600)));
    tool.address = QUrl(stringOf(node, u"address"), QUrl::StrictMode);
}

JsonNode nodeOf(const ToolRule &rule)
{
    JsonNode node{.kind = JsonNode::Kind::Object};
    node.insert(u"tool"_s, JsonNode::of(rule.tool));
    insertText(node, u"server"_s, rule.server);
    if (rule.arguments) {
        if (const auto arguments = json::parse(*rule.arguments))
            node.insert(u"arguments"_s, *arguments);
    }
    node.insert(u"allow"_s, JsonNode::of(rule.isAllowed));
    node.insert(u"fingerprint"_s, JsonNode::of(QString::fromLatin1(rule.fingerprint)));
    node.insert(u"identity"_s, JsonNode::of(rule.identity));
    node.insert(u"made_at"_s, JsonNode::of(rule.madeAt.toString(Qt::ISODateWithMs)));
    return node;
}

//! Nothing where a rule could come out wider than it was.
std::optional<ToolRule> ruleOf(const JsonNode &node)
{
    ToolRule rule{.tool = stringOf(node, u"tool"),
                  .server = stringOf(node, u"server"),
                  .isAllowed = isTrue(node, u"allow", false),
                  .fingerprint = stringOf(node, u"fingerprint").toLatin1(),
                  .identity = stringOf(node, u"identity"),
                  .madeAt = QDateTime::fromString(stringOf(node, u"made_at"), Qt::ISODateWithMs)};
    if (const JsonNode *arguments = node.member(u"arguments")) {
        if (!arguments->isObject())
            return {};
        rule.arguments = json::write(*arguments);
    }
    if (rule.tool.isEmpty())
        return {};
    return rule;
}

//! What is a tool in a list, or of a `tools` member, goes into \a tools.
void collect(const JsonNode &node, QList<StoredTool> &tools)
{
    if (node.isArray()) {
        for (const JsonNode &element : node.children)
            collect(element, tools);
        return;
    }
    if (!node.isObject())
        return;
    if (const JsonNode *list = node.member(u"tools")) {
        collect(*list, tools);
        return;
    }
    const JsonNode *inner = node.member(u"function");
    const JsonNode &function = inner && inner->isObject() ? *inner : node;
    if (!isToolName(stringOf(function, u"name")))
        return;
    StoredTool tool{.id = ToolId::create()};
    readInto(tool, function);
    if (tool.definition.parametersSchema.isEmpty()) // as servers of tools write it
        tool.definition.parametersSchema = objectOf(function, u"inputSchema");
    tools.append(tool);
}

} // namespace

QByteArray encodeTools(const StoredTools &stored)
{
    JsonNode tools{.kind = JsonNode::Kind::Array};
    for (const StoredTool &tool : stored.tools) {
        JsonNode node = nodeOf(tool);
        node.insert(u"id"_s, JsonNode::of(tool.id.value.toString(QUuid::WithoutBraces)));
        insertText(node, u"allowed_origin"_s, tool.allowedOrigin);
        tools.children.append(node);
    }
    JsonNode rules{.kind = JsonNode::Kind::Array};
    for (const ToolRule &rule : stored.rules)
        rules.children.append(nodeOf(rule));
    JsonNode all{.kind = JsonNode::Kind::Object};
    all.insert(u"tools"_s, tools);
    all.insert(u"rules"_s, rules);
    return json::write(all, json::Layout::Indented) + '\n';
}

Result<StoredTools> decodeTools(const QByteArray &bytes)
{
    json::SyntaxError problem;
    const auto root = json::parse(bytes, &problem);
    if (!root || !root->isObject())
        return Error{.kind = ErrorKind::File, .detail = problem.words, .type = u"json"_s};
    StoredTools stored;
    const JsonNode *tools = root->member(u"tools");
    for (const JsonNode &node : tools ? tools->children : QList<JsonNode>()) {
        StoredTool tool{.id = {QUuid(stringOf(node, u"id"))}};
        readInto(tool, node);
        tool.allowedOrigin = stringOf(node, u"allowed_origin");
        if (!tool.id.isNull() && !tool.definition.name.isEmpty())
            stored.tools.append(tool);
    }
    const JsonNode *rules = root->member(u"rules");
    for (const JsonNode &node : rules ? rules->children : QList<JsonNode>()) {
        if (const auto rule = ruleOf(node))
            stored.rules.append(*rule);
    }
    return stored;
}

QString sourceOf(const StoredTool &tool)
{
    return QString::fromUtf8(json::write(nodeOf(tool), json::Layout::Indented));
}

Result<StoredTool> withSource(const StoredTool &tool, const QString &source)
{
    json::SyntaxError problem;
    const auto node = json::parse(source.toUtf8(), &problem);
    if (!node || !node->isObject()) {
        return Error{.kind = ErrorKind::File,
                     .detail = u"%1:%2: %3"_s.arg(problem.line)
                                   .arg(problem.column)
                                   .arg(node ? u"no object"_s : problem.words),
                     .type = u"json"_s};
    }
    StoredTool changed = tool;
    readInto(changed, *node);
    return changed;
}

Result<QList<StoredTool>> pastedTools(const QString &text)
{
    QList<StoredTool> tools;
    for (const QString &candidate : jsonCandidates(text)) {
        if (const auto node = json::parse(candidate.toUtf8()))
            collect(*node, tools);
        if (!tools.isEmpty())
            return tools;
    }
    return Error{.kind = ErrorKind::File, .type = u"no_tools"_s};
}

} // namespace polylogue::app::tools
