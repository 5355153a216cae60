// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/decimal.h"
#include "app/json/jsoncodec.h"
#include "app/mcp/rpcmessage.h"
#include "app/mcp/serverlist.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using base::Result;
using json::JsonNode;

namespace {

constexpr qsizetype mostServers = 100;
constexpr qsizetype longestName = 60; // characters
const auto hiddenValue = u"${secret}"_s; // stands in our file for what the SecretStore has
const auto ownMember = u"polylogue"_s; // what only we know of a server

//! JSON as editors take it, without comments and commas before a closing bracket. Line breaks stay.
QByteArray plainJson(const QByteArray &text)
{
    QByteArray plain;
    bool isString = false;
    qsizetype comma = -1; // after which only space has come
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (isString) {
            plain += c;
            if (c == '\\' && i + 1 < text.size())
                plain += text.at(++i);
            else if (c == '"')
                isString = false;
            continue;
        }
        if (c == '/' && text.mid(i, 2) == "//") {
            while (i + 1 < text.size() && text.at(i + 1) != '\n')
                ++i;
            continue;
        }
        if (c == '/' && text.mid(i, 2) == "/*") {
            const qsizetype end = text.indexOf("*/", i + 2);
            const qsizetype last = end < 0 ? text.size() - 1 : end + 1;
            plain += QByteArray(text.mid(i, last - i).count('\n'), '\n');
            i = last;
            continue;
        }
        if ((c == '}' || c == ']') && comma >= 0)
            plain[comma] = ' ';
        if (c == ',')
            comma = plain.size();
        else if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            comma = -1;
        isString = c == '"';
        plain += c;
    }
    return plain;
}

QStringList stringsIn(const JsonNode &object, QStringView name)
{
    QStringList strings;
    if (const JsonNode *list = object.member(name); list && list->isArray()) {
        for (const JsonNode &each : list->children)
            strings.append(each.text);
    }
    return strings;
}

//! Numbers and truth values count too: some files have them.
QString textOf(const JsonNode &node)
{
    return node.kind == JsonNode::Kind::Boolean ? (node.boolean ? u"true"_s : u"false"_s)
                                                : node.text;
}

QList<NamedValue> valuesIn(const JsonNode &object, QStringView name)
{
    QList<NamedValue> values;
    const JsonNode *map = object.member(name);
    if (!map || !map->isObject())
        return values;
    for (qsizetype i = 0; i < map->children.size(); ++i) {
        const QString value = textOf(map->children.at(i));
        const QString &key = map->names.at(i);
        if (value == hiddenValue)
            values.append({.name = key, .isSecret = true});
        else
            values.append({.name = key, .value = value, .isSecret = looksSecret(key, value)});
    }
    return values;
}

QString oneLine(const QString &name)
{
    return name.simplified().left(longestName);
}

void readOwn(const JsonNode &own, ServerConfig &config)
{
    config.id = {QUuid::fromString(stringIn(own, u"id"))};
    config.beginsWithHandshake = isTrueIn(own, u"beginsWithHandshake");
    config.roots = stringsIn(own, u"roots");
    config.approval = stringIn(own, u"approval").toLatin1();
    if (const JsonNode *seconds = own.member(u"timeoutSeconds"); seconds && seconds->isNumber())
        config.timeoutSeconds =
            static_cast<int>(qBound(1LL, json::Decimal(seconds->text).toInteger(120), 36'000LL));
}

std::optional<ServerConfig> serverIn(const QString &name, const JsonNode &node)
{
    ServerConfig config{.name = oneLine(name),
                        .command = stringIn(node, u"command"),
                        .arguments = stringsIn(node, u"args"),
                        .folder = stringIn(node, u"cwd"),
                        .environment = valuesIn(node, u"env"),
                        .headers = valuesIn(node, u"headers"),
                        .isDisabled = isTrueIn(node, u"disabled")};
    for (const QStringView key : {u"url", u"serverUrl", u"httpUrl"}) {
        if (config.url.isEmpty())
            config.url = QUrl(stringIn(node, key).trimmed());
    }
    if (const JsonNode *own = node.member(ownMember))
        readOwn(*own, config);
    if (config.id.isNull())
        config.id = ServerId::create();
    static const QSet<QString> known{u"command"_s, u"args"_s,     u"cwd"_s, u"env"_s,
                                     u"headers"_s, u"disabled"_s, u"url"_s, u"serverUrl"_s,
                                     u"httpUrl"_s, u"polylogue"_s};
    JsonNode others = emptyObject();
    for (qsizetype i = 0; i < node.children.size(); ++i) {
        if (!known.contains(node.names.at(i)))
            others.insert(node.names.at(i), node.children.at(i));
    }
    if (!others.children.isEmpty())
        config.others = json::write(others);
    return config.isProgram() || !config.url.isEmpty() ? std::optional(config) : std::nullopt;
}

JsonNode mapOf(const QList<NamedValue> &values)
{
    JsonNode map = emptyObject();
    for (const NamedValue &each : values)
        map.insert(each.name, JsonNode::of(each.isSecret ? hiddenValue : each.value));
    return map;
}

JsonNode listOf(const QStringList &texts)
{
    JsonNode list{.kind = JsonNode::Kind::Array};
    for (const QString &text : texts)
        list.children.append(JsonNode::of(text));
    return list;
}

JsonNode ownPart(const ServerConfig &config)
{
    JsonNode own =
        objectWith(u"id"_s, JsonNode::of(config.id.value.toString(QUuid::WithoutBraces)));
    if (config.beginsWithHandshake)
        own.insert(u"beginsWithHandshake"_s, JsonNode::of(true));
    if (config.timeoutSeconds)
        own.insert(u"timeoutSeconds"_s, JsonNode::of(qint64(*config.timeoutSeconds)));
    if (!config.roots.isEmpty())
        own.insert(u"roots"_s, listOf(config.roots));
    if (!config.approval.isEmpty())
        own.insert(u"approval"_s, JsonNode::of(QString::fromLatin1(config.approval)));
    return own;
}

JsonNode nodeOf(const ServerConfig &config)
{
    JsonNode node = json::parse(config.others).value_or(emptyObject());
    if (config.isProgram()) {
        node.insert(u"command"_s, JsonNode::of(config.command));
        node.insert(u"args"_s, listOf(config.arguments));
        if (!config.folder.isEmpty())
            node.insert(u"cwd"_s, JsonNode::of(config.folder));
        if (!config.environment.isEmpty())
            node.insert(u"env"_s, mapOf(config.environment));
    } else {
        node.insert(u"url"_s, JsonNode::of(config.url.toString(QUrl::FullyEncoded)));
        if (!config.headers.isEmpty())
            node.insert(u"headers"_s, mapOf(config.headers));
    }
    if (config.isDisabled)
        node.insert(u"disabled"_s, JsonNode::of(true));
    node.insert(ownMember, ownPart(config));
    return node;
}

} // namespace

Result<QList<ServerConfig>> decodeServerList(const QByteArray &bytes)
{
    json::SyntaxError syntax;
    const auto root = json::parse(plainJson(bytes), &syntax);
    if (!root || !root->isObject())
        return Error{.kind = ErrorKind::File,
                     .detail = root
                         ? QString()
                         : u"%1:%2: %3"_s.arg(syntax.line).arg(syntax.column).arg(syntax.words),
                     .type = u"not_json"_s};
    const JsonNode *map = root->member(u"mcpServers");
    if (!map)
        map = root->member(u"servers");
    if (!map)
        map = &*root;
    if (!map->isObject() || map->children.isEmpty() || map->children.size() > mostServers)
        return Error{.kind = ErrorKind::File, .type = u"no_servers"_s};
    QList<ServerConfig> servers;
    QSet<QString> taken;
    for (qsizetype i = 0; i < map->children.size(); ++i) {
        auto config = serverIn(map->names.at(i), map->children.at(i));
        if (!config)
            return Error{
                .kind = ErrorKind::File, .type = u"server"_s, .subject = oneLine(map->names.at(i))};
        const QString wanted = config->name;
        for (int number = 2; taken.contains(config->name); ++number)
            config->name = wanted + u' ' + QString::number(number);
        taken.insert(config->name);
        servers.append(*config);
    }
    return servers;
}

QByteArray encodeServerList(const QList<ServerConfig> &servers)
{
    JsonNode map = emptyObject();
    for (const ServerConfig &config : servers)
        map.insert(config.name, nodeOf(config));
    return json::write(objectWith(u"mcpServers"_s, map), json::Layout::Indented) + '\n';
}

} // namespace polylogue::app::mcp
