// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

//! \file polylogue-script: evaluates the script of a tool, locked in: no file, no network, no
//! process, limited memory and time. Started by ScriptJob; scriptprotocol.h has the language.

#include "app/sandbox/sandbox.h"
#include "app/tools/script/scriptengine.h"
#include "app/tools/scriptprotocol.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace polylogue::app;

namespace {

enum ExitCode { Answered = 0, BadCommandLine = 2, NotLocked = 3, CannotAnswer = 4 };

} // namespace

int main(int argc, char **argv)
{
    // The sandbox lets nothing that is written become code.
    qputenv("QV4_FORCE_INTERPRETER", "1");
    sandbox::prepareSandbox();
    const QCoreApplication application(argc, argv);
    const QString mode = application.arguments().value(1);
    if (mode != QLatin1String("describe") && mode != QLatin1String("run"))
        return BadCommandLine;
    tools::preloadScriptEngine();
    const sandbox::SandboxLimits limits{.memoryBytes = tools::scriptMemory,
                                        .processorSeconds = tools::scriptSeconds};
    if (!sandbox::enterSandbox(limits))
        return NotLocked;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return CannotAnswer;
    const QByteArray text = input.readAll();
    const qsizetype end = text.indexOf('\0');
    const QString script = QString::fromUtf8(end < 0 ? text : text.first(end));
    std::optional<QString> arguments;
    if (mode == QLatin1String("run"))
        arguments = QString::fromUtf8(text.sliced(end < 0 ? text.size() : end + 1));
    const QByteArray answer = tools::evaluateScript(script, arguments);
    QFile output;
    const bool isWritten =
        output.open(stdout, QIODevice::WriteOnly) && output.write(answer) == answer.size();
    return isWritten ? Answered : CannotAnswer;
}
