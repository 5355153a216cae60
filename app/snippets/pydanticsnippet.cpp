// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Pydantic AI keeps the loop of tool calls itself: tools become functions, earlier turns its
// history.

#include "app/json/jsoncodec.h"
#include "app/snippets/literal.h"
#include "app/snippets/snippets.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::snippets {

namespace {

using json::JsonNode;

QString stringOf(const QString &text)
{
    return stringLiteral(text, python());
}

QString textOf(const JsonNode *node)
{
    return node && node->isString() ? node->text : QString();
}

//! \return \a name where Python takes it for a variable; else something like it that it takes.
QString identifier(const QString &name)
{
    static const QRegularExpression strange(u"[^A-Za-z0-9_]"_s);
    static const QSet<QString> taken{
        u"False"_s,  u"None"_s,     u"True"_s,  u"and"_s,    u"as"_s,       u"assert"_s,
        u"async"_s,  u"await"_s,    u"break"_s, u"class"_s,  u"continue"_s, u"def"_s,
        u"del"_s,    u"elif"_s,     u"else"_s,  u"except"_s, u"finally"_s,  u"for"_s,
        u"from"_s,   u"global"_s,   u"if"_s,    u"import"_s, u"in"_s,       u"is"_s,
        u"lambda"_s, u"nonlocal"_s, u"not"_s,   u"or"_s,     u"pass"_s,     u"raise"_s,
        u"return"_s, u"try"_s,      u"while"_s, u"with"_s,   u"yield"_s};
    QString safe = QString(name).replace(strange, u"_"_s);
    if (safe.isEmpty() || safe.front().isDigit())
        safe.prepend(u'_');
    return taken.contains(safe) ? safe + u'_' : safe;
}

QString typeOf(const JsonNode &schema)
{
    const QString type = textOf(schema.member(u"type"));
    return type == "integer"_L1 ? u"int"_s
        : type == "number"_L1   ? u"float"_s
        : type == "string"_L1   ? u"str"_s
        : type == "boolean"_L1  ? u"bool"_s
        : type == "array"_L1    ? u"list"_s
        : type == "object"_L1   ? u"dict"_s
                                : u"object"_s;
}

//! A function to be filled in, whose docstring the model gets.
QString functionOf(const JsonNode &definition)
{
    const JsonNode *parameters = definition.member(u"parameters");
    const JsonNode *properties = parameters ? parameters->member(u"properties") : nullptr;
    const JsonNode *required = parameters ? parameters->member(u"required") : nullptr;
    QStringList needed;
    QStringList optional;
    QString described;
    for (qsizetype i = 0; properties && i < properties->names.size(); ++i) {
        const QString &name = properties->names.at(i);
        const JsonNode &schema = properties->children.at(i);
        const bool isNeeded = required
            && std::any_of(required->children.begin(), required->children.end(),
                           [&name](const JsonNode &each) { return each.text == name; });
        const QString argument = identifier(name) + u": "_s + typeOf(schema);
        (isNeeded ? needed : optional) += isNeeded ? argument : argument + u" | None = None"_s;
        if (const QString words = textOf(schema.member(u"description")); !words.isEmpty())
            described += u"        "_s + identifier(name) + u": "_s + words.simplified() + u'\n';
    }
    const QString name = identifier(textOf(definition.member(u"name")));
    QString words = textOf(definition.member(u"description")).simplified();
    if (!described.isEmpty())
        words += u"\n\n    Args:\n"_s + described + u"    "_s;
    // In a docstring quotes and backslashes would mean something.
    words.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u"\n\n@agent.tool_plain\ndef "_s + name + u'(' + (needed + optional).join(u", "_s)
        + u") -> str:\n    \"\"\""_s + words + u"\"\"\"\n    raise NotImplementedError(\""_s + name
        + u"\")\n"_s;
}

//! A user's turn as Pydantic AI takes it: a text, or a list of texts and files.
QString promptOf(const JsonNode *content, const QStringList &files, int indent)
{
    if (!content)
        return u"\"\""_s;
    if (content->isString())
        return stringOf(content->text);
    static const QRegularExpression dataUri(u"^data:([^;,]*);base64,"_s);
    QString text = u"[\n"_s;
    for (const JsonNode &part : content->children) {
        text += QString(indent + 4, u' ');
        const JsonNode *image = part.member(u"image_url");
        const JsonNode *file = part.member(u"file");
        const QString data = image ? textOf(image->member(u"url"))
            : file                 ? textOf(file->member(u"file_data"))
                                   : QString();
        if (!image && !file) {
            text += stringOf(textOf(part.member(u"text"))) + u",\n"_s;
            continue;
        }
        const QRegularExpressionMatch header = dataUri.match(data);
        if (!header.hasMatch()) {
            text += u"ImageUrl(url="_s + stringOf(data) + u"),\n"_s;
            continue;
        }
        text += u"BinaryContent(data=base64.b64decode("_s
            + stringLiteral(data.sliced(header.capturedLength()), files, python())
            + u"), media_type="_s + stringOf(header.captured(1)) + u"),\n"_s;
    }
    return text + QString(indent, u' ') + u']';
}

//! Turns before the last question.
QString historyOf(const QList<JsonNode> &turns, const QStringList &files)
{
    QString text;
    for (const JsonNode &turn : turns) {
        const QString role = textOf(turn.member(u"role"));
        const JsonNode *content = turn.member(u"content");
        if (role == "user"_L1) {
            text += u"    ModelRequest(parts=[UserPromptPart("_s + promptOf(content, files, 4)
                + u")]),\n"_s;
        } else if (role == "tool"_L1) {
            text += u"    ModelRequest(parts=[ToolReturnPart(tool_name=\"\", content=%1, "
                    "tool_call_id=%2)]),\n"_s.arg(stringOf(textOf(content)),
                                                  stringOf(textOf(turn.member(u"tool_call_id"))));
        } else if (role == "assistant"_L1) {
            QStringList parts;
            if (const QString words = textOf(content); !words.isEmpty())
                parts += u"TextPart("_s + stringOf(words) + u')';
            const JsonNode *calls = turn.member(u"tool_calls");
            for (qsizetype i = 0; calls && i < calls->children.size(); ++i) {
                const JsonNode &call = calls->children.at(i);
                const JsonNode *function = call.member(u"function");
                if (function)
                    parts += u"ToolCallPart(tool_name=%1, args=%2, tool_call_id=%3)"_s.arg(
                        stringOf(textOf(function->member(u"name"))),
                        stringOf(textOf(function->member(u"arguments"))),
                        stringOf(textOf(call.member(u"id"))));
            }
            text += u"    ModelResponse(parts=["_s + parts.join(u", "_s) + u"]),\n"_s;
        }
    }
    return text;
}

} // namespace

QString pydanticAiSnippet(const RequestSample &sample)
{
    QString system;
    QList<JsonNode> turns;
    if (const JsonNode *messages = sample.body.member(u"messages")) {
        for (const JsonNode &message : messages->children) {
            const QString role = textOf(message.member(u"role"));
            if (role == "system"_L1 || role == "developer"_L1)
                system += textOf(message.member(u"content"));
            else
                turns.append(message);
        }
    }
    const JsonNode *question = nullptr;
    JsonNode last;
    if (!turns.isEmpty() && textOf(turns.constLast().member(u"role")) == "user"_L1) {
        last = turns.takeLast();
        question = last.member(u"content");
    }
    const QString history = historyOf(turns, sample.files);
    const bool hasFiles = !sample.files.isEmpty();

    QString text = hasFiles ? u"import base64\n"_s : u""_s;
    text += u"import os\n\nfrom pydantic_ai import Agent, BinaryContent, ImageUrl\n"_s;
    if (!history.isEmpty())
        text += u"from pydantic_ai.messages import (\n    ModelRequest,\n    ModelResponse,\n"
                "    TextPart,\n    ToolCallPart,\n    ToolReturnPart,\n    UserPromptPart,\n)\n"_s;
    text += u"from pydantic_ai.models.openai import OpenAIChatModel\n"
            "from pydantic_ai.providers.openai import OpenAIProvider\n"_s;
    if (hasFiles)
        text += u"\n\n"_s + python().base64Definition + u'\n';
    text +=
        u"\nmodel = OpenAIChatModel(\n    %1,\n    provider=OpenAIProvider(\n"
        "        base_url=%2,\n        api_key=%3,\n    ),\n)\n"_s.arg(
            stringOf(textOf(sample.body.member(u"model"))),
            stringOf(sample.baseUrl.toString(QUrl::FullyEncoded)),
            sample.keyVariable.isEmpty() ? u"\"none\""_s
                                         : u"os.environ[%1]"_s.arg(stringOf(sample.keyVariable)));
    text += system.isEmpty()
        ? u"agent = Agent(model)\n"_s
        : u"agent = Agent(model, instructions="_s + stringOf(system) + u")\n"_s;
    if (const JsonNode *tools = sample.body.member(u"tools")) {
        for (const JsonNode &tool : tools->children) {
            if (const JsonNode *function = tool.member(u"function"))
                text += functionOf(*function);
        }
        text += u"\n"_s;
    }
    if (!history.isEmpty())
        text += u"\nhistory = [\n"_s + history + u"]\n"_s;
    text += u"\nresult = agent.run_sync(\n    "_s + promptOf(question, sample.files, 4) + u",\n"_s;
    if (!history.isEmpty())
        text += u"    message_history=history,\n"_s;
    return text + u")\nprint(result.output)\n"_s;
}

} // namespace polylogue::app::snippets
