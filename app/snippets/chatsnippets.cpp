// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/snippets/literal.h"
#include "app/snippets/snippets.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::snippets {

namespace {

using json::JsonNode;

// What create() of the openai package takes by name; the rest is "extra_body".
constexpr std::array namedArguments{"frequency_penalty"_L1,
                                    "logit_bias"_L1,
                                    "logprobs"_L1,
                                    "max_completion_tokens"_L1,
                                    "max_tokens"_L1,
                                    "messages"_L1,
                                    "metadata"_L1,
                                    "model"_L1,
                                    "n"_L1,
                                    "parallel_tool_calls"_L1,
                                    "presence_penalty"_L1,
                                    "reasoning_effort"_L1,
                                    "response_format"_L1,
                                    "seed"_L1,
                                    "stop"_L1,
                                    "stream"_L1,
                                    "stream_options"_L1,
                                    "temperature"_L1,
                                    "tool_choice"_L1,
                                    "tools"_L1,
                                    "top_logprobs"_L1,
                                    "top_p"_L1,
                                    "user"_L1};

} // namespace

QString pythonRequestsSnippet(const RequestSample &sample)
{
    const Dialect &dialect = python();
    QStringList modules;
    if (!sample.files.isEmpty())
        modules += u"base64"_s;
    if (isStream(sample))
        modules += u"json"_s;
    if (!sample.keyVariable.isEmpty())
        modules += u"os"_s;
    QString text;
    for (const QString &module : modules)
        text += u"import "_s + module + u'\n';
    text += (modules.isEmpty() ? u""_s : u"\n"_s) + u"import requests\n"_s;
    if (!sample.files.isEmpty())
        text += u"\n\n"_s + dialect.base64Definition + u'\n';
    text += u'\n';
    text += u"url = "_s + stringLiteral(urlOf(sample), dialect) + u"\nheaders = {\n"_s;
    if (!sample.keyVariable.isEmpty())
        text += u"    %1: %2 + os.environ[%3],\n"_s.arg(stringLiteral(sample.keyHeader, dialect),
                                                        stringLiteral(sample.keyPrefix, dialect),
                                                        stringLiteral(sample.keyVariable, dialect));
    for (const auto &[name, value] : sample.headers)
        text += u"    "_s + stringLiteral(name, dialect) + u": "_s + stringLiteral(value, dialect)
            + u",\n"_s;
    text += u"}\ndata = "_s + literal(sample.body, sample.files, dialect) + u"\n\n"_s;
    if (!isStream(sample))
        return text
            + u"response = requests.post(url, headers=headers, json=data)\n"
              "response.raise_for_status()\n"
              "print(response.json()[\"choices\"][0][\"message\"].get(\"content\"))\n"_s;
    return text
        + u"with requests.post(url, headers=headers, json=data, stream=True) as response:\n"
          "    response.raise_for_status()\n"
          "    for line in response.iter_lines():\n"
          "        if not line.startswith(b\"data:\") or line[5:].strip() == b\"[DONE]\":\n"
          "            continue\n"
          "        for choice in json.loads(line[5:]).get(\"choices\", []):\n"
          "            print(choice[\"delta\"].get(\"content\") or \"\", end=\"\", flush=True)\n"
          "print()\n"_s;
}

QString pythonOpenAiSnippet(const RequestSample &sample)
{
    const Dialect &dialect = python();
    QString text = sample.files.isEmpty() ? u""_s : u"import base64\n"_s;
    text += u"import os\n\nfrom openai import OpenAI\n"_s;
    if (!sample.files.isEmpty())
        text += u"\n\n"_s + dialect.base64Definition + u'\n';
    text += u'\n';
    text += u"client = OpenAI(\n    base_url="_s
        + stringLiteral(sample.baseUrl.toString(QUrl::FullyEncoded), dialect) + u",\n"_s;
    text += sample.keyVariable.isEmpty()
        ? u"    api_key=\"none\",\n"_s
        : u"    api_key=os.environ[%1],\n"_s.arg(stringLiteral(sample.keyVariable, dialect));
    if (!sample.headers.isEmpty()) {
        text += u"    default_headers={\n"_s;
        for (const auto &[name, value] : sample.headers)
            text += u"        "_s + stringLiteral(name, dialect) + u": "_s
                + stringLiteral(value, dialect) + u",\n"_s;
        text += u"    },\n"_s;
    }
    text += u")\n"_s;
    text += isStream(sample) ? u"stream"_s : u"response"_s;
    text += u" = client.chat.completions.create(\n"_s;
    JsonNode rest{.kind = JsonNode::Kind::Object};
    for (qsizetype i = 0; i < sample.body.names.size(); ++i) {
        const QString &name = sample.body.names.at(i);
        const JsonNode &value = sample.body.children.at(i);
        if (std::ranges::find(namedArguments, name) == namedArguments.end())
            rest.insert(name, value);
        else
            text += u"    "_s + name + u'=' + literal(value, sample.files, dialect, 4) + u",\n"_s;
    }
    if (!rest.names.isEmpty())
        text += u"    extra_body="_s + literal(rest, sample.files, dialect, 4) + u",\n"_s;
    text += u")\n"_s;
    if (!isStream(sample))
        return text + u"print(response.choices[0].message.content)\n"_s;
    return text
        + u"for chunk in stream:\n"
          "    for choice in chunk.choices:\n"
          "        print(choice.delta.content or \"\", end=\"\", flush=True)\n"
          "print()\n"_s;
}

QString javaScriptFetchSnippet(const RequestSample &sample)
{
    const Dialect &dialect = javaScript();
    QString text;
    if (!sample.files.isEmpty())
        text +=
            u"import { readFileSync } from \"node:fs\";\n\n"_s + dialect.base64Definition + u'\n';
    text += u"const response = await fetch("_s + stringLiteral(urlOf(sample), dialect)
        + u", {\n    method: \"POST\",\n    headers: {\n"_s;
    if (!sample.keyVariable.isEmpty())
        text += u"        %1: %2 + process.env[%3],\n"_s.arg(
            stringLiteral(sample.keyHeader, dialect), stringLiteral(sample.keyPrefix, dialect),
            stringLiteral(sample.keyVariable, dialect));
    text += u"        \"Content-Type\": \"application/json\",\n"_s;
    for (const auto &[name, value] : sample.headers)
        text += u"        "_s + stringLiteral(name, dialect) + u": "_s
            + stringLiteral(value, dialect) + u",\n"_s;
    text += u"    },\n    body: JSON.stringify("_s + literal(sample.body, sample.files, dialect, 4)
        + u"),\n});\nif (!response.ok)\n"
          "    throw new Error(`${response.status} ${await response.text()}`);\n"_s;
    if (!isStream(sample))
        return text
            + u"const answer = await response.json();\n"
              "console.log(answer.choices[0].message.content);\n"_s;
    return text
        + u"const decoder = new TextDecoder();\n"
          "let rest = \"\";\n"
          "for await (const bytes of response.body) {\n"
          "    const lines = (rest + decoder.decode(bytes, { stream: true })).split(\"\\n\");\n"
          "    rest = lines.pop();\n"
          "    for (const line of lines) {\n"
          "        if (!line.startsWith(\"data:\") || line.includes(\"[DONE]\")) continue;\n"
          "        for (const choice of JSON.parse(line.slice(5)).choices ?? [])\n"
          "            process.stdout.write(choice.delta.content ?? \"\");\n"
          "    }\n"
          "}\n"
          "console.log();\n"_s;
}

} // namespace polylogue::app::snippets
