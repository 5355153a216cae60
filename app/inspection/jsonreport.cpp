// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/jsonreport.h"

#include "app/json/jsoncodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::inspection {

using endpoint::ResponseFormat;
using json::JsonNode;

namespace {

bool isTable(const JsonNode &node)
{
    return node.isArray() && !node.children.isEmpty()
        && std::ranges::all_of(node.children, &JsonNode::isObject);
}

//! \return the value itself, or the longest table that is a member of it.
std::optional<QString> tableIn(const JsonNode &node)
{
    if (isTable(node))
        return QString();
    std::optional<QString> found;
    qsizetype rows = 0;
    for (qsizetype i = 0; i < node.names.size(); ++i) {
        const JsonNode &member = node.children.at(i);
        if (!isTable(member) || member.children.size() <= rows)
            continue;
        rows = member.children.size();
        found = json::pointerTo({}, node.names.at(i));
    }
    return found;
}

} // namespace

JsonReport jsonReportOf(const QString &text, const ResponseFormat &asked)
{
    JsonReport report{.hasReply = !text.trimmed().isEmpty()};
    const auto found = json::findJson(text);
    if (found) {
        report.node = found->node;
        report.isWhole = text.trimmed().size() == found->end - found->begin;
        report.table = tableIn(found->node);
    }
    const auto wanted =
        asked.kind == ResponseFormat::Kind::JsonSchema ? json::parse(asked.schema) : std::nullopt;
    if (!wanted)
        return report;
    report.hasSchema = true;
    const schema::Schema schema(*wanted);
    report.faults = schema.faults();
    if (found)
        report.verdict = schema.check(found->node);
    return report;
}

ResponseFormat askedFormatOf(const JsonNode &body)
{
    const JsonNode *format = body.member(u"response_format");
    const JsonNode *type = format ? format->member(u"type") : nullptr;
    if (!type || type->text == "text"_L1)
        return {};
    if (type->text != "json_schema"_L1)
        return {.kind = ResponseFormat::Kind::JsonObject};
    const JsonNode *inner = format->member(u"json_schema");
    const JsonNode *schema = inner ? inner->member(u"schema") : nullptr;
    return {.kind = ResponseFormat::Kind::JsonSchema,
            .schema = schema ? json::write(*schema) : QByteArray()};
}

} // namespace polylogue::app::inspection
