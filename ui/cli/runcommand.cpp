// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/runcommand.h"

#include "app/base/overloaded.h"
#include "app/net/learnedcodec.h"
#include "app/settings/keychainsecretstore.h"
#include "app/settings/profilepaths.h"
#include "ui/cli/askcommand.h"
#include "ui/cli/embedcommand.h"
#include "ui/cli/input.h"
#include "ui/cli/interrupt.h"
#include "ui/cli/mapcommand.h"
#include "ui/cli/modelscommand.h"
#include "ui/cli/practicecommand.h"
#include "ui/cli/probecommand.h"
#include "ui/cli/servertools.h"
#include "ui/text/servererror.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::Overloaded;
using app::base::Result;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunCommand)
};

//! Runs \a command in the event loop until it ends.
int runToEnd(Command &command)
{
    const Interrupt interrupt;
    // Queued: a command may end before the loop begins.
    QObject::connect(
        &command, &Command::finished, QCoreApplication::instance(),
        [](int exitCode) { QCoreApplication::exit(exitCode); }, Qt::QueuedConnection);
    QObject::connect(&interrupt, &Interrupt::raised, &command, &Command::interrupt);
    QMetaObject::invokeMethod(&command, &Command::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

//! Gives \a use the profile's settings, keys and a client for its commands.
template <typename Use> int withContext(Terminal &terminal, const QString &profile, const Use &use)
{
    const auto paths = app::settings::profilePaths(profile);
    if (!paths) {
        noteError(terminal, paths.error());
        return WrongUsage;
    }
    app::settings::SettingsStore settings(paths->config);
    for (const Error &error : settings.loadErrors())
        terminal.note(Words::tr("%1 was damaged; it is kept aside and defaults are used.")
                          .arg(error.subject));
    app::settings::KeychainSecretStore secrets;
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    learned.setAll(app::net::decodeLearnedDrops(settings.learned()));
    QObject::connect(&learned, &app::net::LearnedDrops::changed, &settings, [&] {
        const auto kept = settings.setLearned(app::net::encodeLearnedDrops(learned.all()));
        if (!kept)
            noteError(terminal, kept.error());
    });
    return use(CommandContext{.terminal = terminal,
                              .client = client,
                              .learned = learned,
                              .settings = settings,
                              .secrets = secrets,
                              .dataFolder = paths->data,
                              .cacheFolder = paths->cache});
}

int fail(Terminal &terminal, const QString &message)
{
    terminal.note(u"polylogue: "_s + message);
    return WrongUsage;
}

int run(Terminal &terminal, const PrintInvocation &print)
{
    if (print.exitCode == Answered)
        terminal.write(print.text);
    else
        terminal.note(print.text.trimmed());
    return print.exitCode;
}

//! What they are is told in any case; without --yes somebody has to say that it is well.
bool areAgreedTo(Terminal &terminal, const QList<app::mcp::ServerConfig> &servers, bool isAgreed)
{
    tellServers(terminal, servers);
    if (isAgreed)
        return true;
    const auto answer = askYesOrNo(
        Words::tr("Start this, and let the model call its tools without asking again? [y/N]"));
    if (!answer)
        terminal.note(Words::tr("Nothing was started. Where nobody can be asked, --yes agrees."));
    return answer.value_or(false);
}

int run(Terminal &terminal, const AskInvocation &ask)
{
    // Before Ctrl+C is ours: reading from a terminal blocks, and there it should just end us.
    QString prompt = ask.prompt.value_or(QString());
    if (!ask.prompt) {
        const Result<QString> input = readText({});
        if (!input)
            return fail(terminal, wordsForInput(input.error()));
        prompt = *input;
    }
    if (prompt.trimmed().isEmpty() && ask.attachments.isEmpty())
        return fail(terminal, Words::tr("There is no question. Try \"polylogue ask --help\"."));
    const auto servers = readServers(ask.serverFiles);
    if (!servers)
        return fail(terminal, text::serverErrorText(servers.error()));
    if (!servers->isEmpty() && !areAgreedTo(terminal, *servers, ask.isAgreed))
        return WrongUsage;
    return withContext(terminal, ask.server.profile, [&](const CommandContext &context) {
        AskCommand command(context, ask, prompt, *servers);
        return runToEnd(command);
    });
}

int run(Terminal &terminal, const ModelsInvocation &models)
{
    return withContext(terminal, models.server.profile, [&](const CommandContext &context) {
        if (!models.probedModel.isEmpty()) {
            ProbeCommand probe(context, models);
            return runToEnd(probe);
        }
        ModelsCommand command(context, models);
        return runToEnd(command);
    });
}

int run(Terminal &terminal, const EmbedInvocation &embed)
{
    const Result<QString> input = readText(embed.file);
    if (!input)
        return fail(terminal, wordsForInput(input.error()));
    const QStringList texts = textsIn(*input);
    if (texts.isEmpty())
        return fail(terminal, Words::tr("There are no texts."));
    for (qsizetype line = 0; line < texts.size(); ++line) {
        if (texts.at(line).trimmed().isEmpty())
            return fail(terminal,
                        Words::tr("Line %1 is empty; servers refuse empty texts.").arg(line + 1));
    }
    return withContext(terminal, embed.server.profile, [&](const CommandContext &context) {
        EmbedCommand command(context, embed, texts);
        return runToEnd(command);
    });
}

int run(Terminal &terminal, const MapInvocation &map)
{
    return withContext(terminal, map.server.profile, [&](const CommandContext &context) {
        MapCommand command(context, map);
        return runToEnd(command);
    });
}

int run(Terminal &terminal, const PracticeInvocation &practice)
{
    PracticeCommand command(terminal, practice);
    return runToEnd(command);
}

} // namespace

int runCommand(const Invocation &invocation)
{
    Terminal terminal;
    return std::visit(
        Overloaded{[](const WindowInvocation &) {
                       Q_ASSERT(false);
                       return static_cast<int>(WrongUsage);
                   },
                   [&terminal](const auto &command) { return run(terminal, command); }},
        invocation);
}

} // namespace polylogue::ui::cli
