// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/script/scriptengine.h"

#include "app/tools/scriptprotocol.h"

#include <QJSEngine>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

// What runs around the script, in its own language: nothing of Qt is within its reach. Each takes
// JSON's functions before the script can put others in their place.

// console.log() collects; what is no JSON (a function, a cycle) is written as its own text.
const QString console = QStringLiteral(R"((function (log, longest) {
    "use strict";
    const stringify = JSON.stringify;
    const words = (value) => {
        if (typeof value === "string") return value;
        try { const text = stringify(value); return text === undefined ? String(value) : text; }
        catch (error) { return String(value); }
    };
    const write = (...values) => {
        if (log.size > longest) return;
        const line = values.map(words).join(" ");
        log.size += line.length + 1;
        log.lines.push(log.size > longest ? line.slice(0, longest) : line);
    };
    return { log: write, info: write, warn: write, error: write, debug: write };
}))");

const QString describe = QStringLiteral(R"((function (tool) {
    if (typeof tool !== "object" || tool === null) throw new TypeError("The script's value is no object.");
    if (typeof tool.run !== "function") throw new TypeError("The tool has no function run().");
    return { name: String(tool.name ?? ""), description: String(tool.description ?? ""),
             parameters: tool.parameters ?? null };
}))");

const QString run = QStringLiteral(R"((function ({ parse, stringify }) {
    return (tool, text) => {
        let result;
        try { result = tool.run(parse(text)); }
        catch (error) { throw error instanceof Error ? error : new Error(String(error)); }
        if (typeof result === "object" && result !== null && typeof result.then === "function")
            throw new TypeError("run() gave a promise; it has to give the result itself.");
        const json = stringify(result === undefined ? null : result);
        if (json === undefined) throw new TypeError("run() gave what JSON has no words for.");
        return json;
    };
})(JSON))");

//! A module's way to name its value, for an engine that evaluates scripts.
QString withoutExport(const QString &script)
{
    static const QRegularExpression statement(u"^[ \\t]*export\\s+default\\s"_s,
                                              QRegularExpression::MultilineOption);
    QString plain = script;
    if (const QRegularExpressionMatch match = statement.match(script); match.hasMatch())
        plain.replace(match.capturedStart(), match.capturedLength(), u"module.exports = "_s);
    return plain;
}

} // namespace

void preloadScriptEngine()
{
    QJSEngine().evaluate(
        u"JSON.stringify([new Date().toString(), /a/.test('a'), 'ä'.toUpperCase()])"_s);
}

QByteArray evaluateScript(const QString &script, const std::optional<QString> &arguments)
{
    QJSEngine engine;
    QJSValue answer = engine.newObject();
    QJSValue log = engine.newObject();
    log.setProperty(u"lines"_s, engine.newArray());
    log.setProperty(u"size"_s, 0);
    const QJSValue stringify = engine.evaluate(u"JSON.stringify"_s);
    const auto finish = [&stringify, &answer, &log] {
        answer.setProperty(u"log"_s, log.property(u"lines"_s));
        return stringify.call({answer}).toString().toUtf8();
    };
    const auto fail = [&answer](const QJSValue &error) {
        answer.setProperty(u"error"_s, error.toString());
        if (error.property(u"lineNumber"_s).isNumber())
            answer.setProperty(u"line"_s, error.property(u"lineNumber"_s));
    };
    QJSValue describeTool = engine.evaluate(describe);
    QJSValue runTool = engine.evaluate(run);
    engine.globalObject().setProperty(
        u"console"_s, engine.evaluate(console).call({log, double(longestScriptLog)}));
    QJSValue module = engine.newObject();
    engine.globalObject().setProperty(u"module"_s, module);

    QStringList thrown; // also where what was thrown is no Error
    const QJSValue value = engine.evaluate(withoutExport(script), u"tool.js"_s, 1, &thrown);
    if (!thrown.isEmpty() || value.isError()) {
        fail(value);
        return finish();
    }
    const QJSValue tool = module.hasProperty(u"exports"_s) ? module.property(u"exports"_s) : value;
    const QJSValue description = describeTool.call({tool});
    if (description.isError()) {
        fail(description);
        return finish();
    }
    if (!arguments) {
        for (const QString &name : {u"name"_s, u"description"_s, u"parameters"_s})
            answer.setProperty(name, description.property(name));
        return finish();
    }
    const QJSValue result = runTool.call({tool, *arguments});
    if (result.isError())
        fail(result);
    else if (result.toString().size() > longestScriptResult)
        answer.setProperty(u"error"_s, u"The result is too long."_s);
    else
        answer.setProperty(u"result"_s, result);
    return finish();
}

} // namespace polylogue::app::tools
