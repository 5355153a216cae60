// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/scriptreplycodec.h"

#include "app/json/decimal.h"
#include "app/json/jsoncodec.h"

namespace polylogue::app::tools {

using json::JsonNode;

namespace {

QString stringOf(const JsonNode &object, QStringView name)
{
    const JsonNode *member = object.member(name);
    return member && member->isString() ? member->text : QString();
}

} // namespace

std::optional<ScriptReply> decodeScriptReply(const QByteArray &bytes)
{
    const auto root = json::parse(bytes, nullptr, 256);
    if (!root || !root->isObject())
        return {};
    ScriptReply reply{.definition = {.name = stringOf(*root, u"name"),
                                     .description = stringOf(*root, u"description")},
                      .result = stringOf(*root, u"result").toUtf8(),
                      .error = stringOf(*root, u"error")};
    if (const JsonNode *schema = root->member(u"parameters"); schema && schema->isObject())
        reply.definition.parametersSchema = json::write(*schema);
    if (const JsonNode *line = root->member(u"line"); line && line->isNumber())
        reply.line = static_cast<int>(json::Decimal(line->text).toInteger(0));
    if (const JsonNode *log = root->member(u"log")) {
        for (const JsonNode &entry : log->children)
            reply.log.append(entry.text);
    }
    return reply;
}

} // namespace polylogue::app::tools
