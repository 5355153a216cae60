// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/storedtool.h"

#include "app/endpoint/baseurl.h"
#include "app/json/jsoncodec.h"
#include "app/net/httpclient.h"
#include "app/schema/schema.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

bool isSchema(const QByteArray &text)
{
    if (text.isEmpty())
        return true;
    const auto node = json::parse(text);
    return node && node->isObject() && schema::Schema(*node).faults().isEmpty();
}

QString wordsOf(const base::Error &error, const CommandLine &command)
{
    if (error.type == "timeout"_L1)
        return u"The program did not end within %1 s and was ended."_s.arg(
            command.timeLimit.count());
    if (error.kind == base::ErrorKind::TooLarge)
        return u"The program wrote more than %1 MiB and was ended."_s.arg(CommandJob::longestOutput
                                                                          >> 20);
    return u"The program could not be started: %1"_s.arg(error.detail);
}

ToolOutcome outcomeOf(const CommandReply &reply)
{
    const QString said = QString::fromUtf8(reply.output).trimmed();
    const QString complaint = QString::fromUtf8(reply.complaint).trimmed();
    ToolOutcome outcome{.content = said, .isError = reply.exitCode != 0};
    if (outcome.isError) {
        outcome.content = reply.exitCode < 0
            ? u"The program crashed."_s
            : u"The program ended with the code %1."_s.arg(reply.exitCode);
        for (const QString &words : {said, complaint}) {
            if (!words.isEmpty())
                outcome.content += u'\n' + words;
        }
    } else if (!complaint.isEmpty()) {
        outcome.log = complaint.split(u'\n');
    }
    return outcome;
}

Tool::Run commandRun(const CommandLine &command)
{
    return [command](const QByteArray &arguments, QObject *context, const Tool::Done &done) {
        auto *job = new CommandJob(command, arguments, context);
        QObject::connect(job, &CommandJob::finished, context,
                         [job, done](const CommandReply &reply) {
                             job->deleteLater();
                             done(outcomeOf(reply));
                         });
        QObject::connect(job, &CommandJob::failed, context,
                         [job, done, command](const base::Error &error) {
                             job->deleteLater();
                             done({.content = wordsOf(error, command), .isError = true});
                         });
    };
}

//! One request, which lives as long as its context.
struct HttpExchange : QObject
{
    using QObject::QObject;

    std::unique_ptr<net::HttpCall> call = {};
    QByteArray body = {};
};

ToolOutcome outcomeOf(const HttpExchange &exchange)
{
    const int status = exchange.call->httpStatus();
    const bool isError = status < 200 || status > 299;
    const QString said = QString::fromUtf8(exchange.body);
    return {.content = isError ? u"HTTP %1\n%2"_s.arg(status).arg(said) : said, .isError = isError};
}

Tool::Run httpRun(const QUrl &address, net::HttpClient &client)
{
    return [address, &client](const QByteArray &arguments, QObject *context,
                              const Tool::Done &done) {
        auto *exchange = new HttpExchange(context);
        const net::EndpointAccess access{.endpoint = {.baseUrl = address}};
        exchange->call = client.post(access, u"", {.pieces = {arguments}},
                                     "application/json, text/plain;q=0.9, */*;q=0.1"_ba);
        net::HttpCall *call = exchange->call.get();
        QObject::connect(call, &net::HttpCall::bytesReceived, exchange,
                         [exchange](const QByteArray &bytes) { exchange->body += bytes; });
        QObject::connect(call, &net::HttpCall::finished, exchange, [exchange, done] {
            exchange->deleteLater();
            done(outcomeOf(*exchange));
        });
        QObject::connect(
            call, &net::HttpCall::failed, exchange, [exchange, done](const base::Error &error) {
                exchange->deleteLater();
                done({.content = u"The request failed. %1"_s.arg(error.detail), .isError = true});
            });
    };
}

StoredTool scripted(const QString &name, const QString &description, const QByteArray &schema,
                    const QString &script)
{
    // As it is read from the file.
    const auto node = json::parse(schema);
    return {.id = ToolId::create(),
            .definition = {.name = name,
                           .description = description,
                           .parametersSchema = json::write(*node, json::Layout::Indented)},
            .kind = ToolKind::Script,
            .script = script};
}

} // namespace

ToolFault faultOf(const StoredTool &tool)
{
    if (!isToolName(tool.definition.name))
        return ToolFault::Name;
    if (!isSchema(tool.definition.parametersSchema))
        return ToolFault::Schema;
    switch (tool.kind) {
    case ToolKind::Script:
        return tool.script.trimmed().isEmpty() ? ToolFault::Script : ToolFault::None;
    case ToolKind::Command:
        return tool.command.program.isEmpty() ? ToolFault::Program : ToolFault::None;
    case ToolKind::Http: {
        const QString scheme = tool.address.scheme();
        if ((scheme != "https"_L1 && scheme != "http"_L1) || tool.address.host().isEmpty())
            return ToolFault::Address;
        return endpoint::originOf(tool.address) == tool.allowedOrigin ? ToolFault::None
                                                                      : ToolFault::Origin;
    }
    case ToolKind::ByHand:
    case ToolKind::Server:
        break;
    }
    return ToolFault::None;
}

Tool runnable(const StoredTool &tool, net::HttpClient &client)
{
    switch (tool.kind) {
    case ToolKind::Script:
        return scriptTool(tool.definition, tool.script);
    case ToolKind::Command:
        return {.definition = tool.definition,
                .run = commandRun(tool.command),
                .kind = tool.kind,
                .source = textOf(tool.command)};
    case ToolKind::Http:
        return {.definition = tool.definition,
                .run = httpRun(tool.address, client),
                .kind = tool.kind,
                .source = tool.address.toString(QUrl::FullyEncoded)};
    case ToolKind::ByHand:
    case ToolKind::Server:
        break;
    }
    return {.definition = tool.definition, .kind = ToolKind::ByHand};
}

QList<StoredTool> exampleTools()
{
    return {
        scripted(u"magic_number"_s,
                 u"Generates a magic number that is a multiple of a given factor"_s,
                 R"({
  "type": "object",
  "properties": {
    "factor": {
      "type": "number",
      "description": "The number that will be a factor of the magic number"
    }
  },
  "required": ["factor"]
})"_ba,
                 uR"(({
    run({ factor }) {
        const number = 10000 + Math.floor(Math.random() * 40001);
        console.log(number, "times", factor);
        return { magic_number: number * factor };
    },
})
)"_s),
        scripted(u"special_number"_s, u"Generates a special number between 1 and 20"_s,
                 R"({
  "type": "object",
  "properties": {}
})"_ba,
                 uR"(({
    run() {
        const number = 1 + Math.floor(Math.random() * 20);
        console.log("the special number is", number);
        return { special_number: number };
    },
})
)"_s),
    };
}

} // namespace polylogue::app::tools
