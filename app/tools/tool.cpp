// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/tool.h"

#include "app/json/jsoncodec.h"
#include "app/schema/schema.h"
#include "app/tools/scriptjob.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

constexpr qsizetype mostFaults = 5; // that a model is told of

QString wordsOf(const schema::Violation &violation)
{
    const QString place = violation.instance.isEmpty() ? u"the arguments"_s : violation.instance;
    return violation.keyword == "required"_L1
        ? u"%1: \"%2\" is missing"_s.arg(place, violation.argument)
        : u"%1: \"%2\" asks for %3"_s.arg(place, violation.keyword,
                                          violation.argument.isEmpty() ? u"nothing"_s
                                                                       : violation.argument);
}

QString wordsOf(const base::Error &error)
{
    if (error.type == "timeout"_L1)
        return u"The tool took too long and was ended."_s;
    if (error.type == "crashed"_L1 || error.kind == base::ErrorKind::TooLarge)
        return u"The tool took too much memory, or wrote without end, and was ended."_s;
    return u"The tool could not be started."_s;
}

} // namespace

QString argumentFault(const wire::ToolDefinition &definition, const QString &arguments)
{
    json::SyntaxError error;
    const auto value = json::parse(arguments.toUtf8(), &error);
    if (!value)
        return u"The arguments are no JSON: line %1, column %2: %3"_s.arg(error.line)
            .arg(error.column)
            .arg(error.words);
    if (!value->isObject())
        return u"The arguments are no JSON object."_s;
    const auto asked = json::parse(definition.parametersSchema);
    if (!asked)
        return {};
    const schema::Schema schema(*asked);
    if (!schema.faults().isEmpty())
        return {};
    const schema::Verdict verdict = schema.check(*value);
    QStringList faults;
    for (const schema::Violation &violation :
         verdict.violations.first(qMin(mostFaults, verdict.violations.size())))
        faults.append(wordsOf(violation));
    return faults.isEmpty()
        ? QString()
        : u"The arguments are not what the schema asks for. "_s + faults.join(u"; "_s) + u'.';
}

bool isToolName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 64 && std::ranges::all_of(name, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || c == u'_' || c == u'-';
    });
}

Tool scriptTool(const wire::ToolDefinition &definition, const QString &script)
{
    const auto run = [script](const QByteArray &arguments, QObject *context,
                              const Tool::Done &done) {
        auto *job = new ScriptJob(script, arguments, context);
        QObject::connect(job, &ScriptJob::finished, context, [job, done](const ScriptReply &reply) {
            job->deleteLater();
            const bool isError = !reply.error.isEmpty();
            done({.content = isError ? reply.error : QString::fromUtf8(reply.result),
                  .isError = isError,
                  .log = reply.log});
        });
        QObject::connect(job, &ScriptJob::failed, context, [job, done](const base::Error &error) {
            job->deleteLater();
            done({.content = wordsOf(error), .isError = true});
        });
    };
    return {.definition = definition, .run = run, .kind = ToolKind::Script, .source = script};
}

} // namespace polylogue::app::tools
