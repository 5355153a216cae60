// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/commandline.h"

#include "app/settings/parametersjson.h"
#include "ui/cli/helptext.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

namespace {

struct CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

const auto profileOption = u"profile"_s;
const auto attachOption = u"attach"_s;
const auto toolOption = u"tool"_s;
const auto serversOption = u"mcp"_s;
const auto yesOption = u"yes"_s;
const auto endpointOption = u"endpoint"_s;
const auto keyVariableOption = u"key-env"_s;
const auto modelOption = u"model"_s;
const auto systemOption = u"system"_s;
const auto parameterOption = u"param"_s;
const auto noStreamOption = u"no-stream"_s;
const auto jsonOption = u"json"_s;
const auto saveOption = u"save"_s;
const auto inputTypeOption = u"input-type"_s;
const auto probeOption = u"probe"_s;
const auto textOption = u"text"_s;
const auto labelOption = u"label"_s;
const auto vectorsOption = u"vectors"_s;
const auto outOption = u"out"_s;
const auto seedOption = u"seed"_s;
const auto neighboursOption = u"n-neighbors"_s;
const auto distanceOption = u"min-dist"_s;
const auto metricOption = u"metric"_s;
const auto portOption = u"port"_s;
const auto keyOption = u"key"_s;
const auto helpOption = u"help"_s;
const auto versionOption = u"version"_s;

PrintInvocation wrongUsage(const QString &command, const QString &problem)
{
    const QString help =
        command.isEmpty() ? u"polylogue --help"_s : u"polylogue %1 --help"_s.arg(command);
    return {.text = u"polylogue: "_s + problem + u'\n' + CommandLine::tr("Try \"%1\".").arg(help)
                + u'\n',
            .exitCode = 2};
}

//! The arguments of one command, read by Qt's parser; our help, our exit codes.
class Arguments
{
public:
    Arguments(const QString &command, const QStringList &valued, const QStringList &switches)
        : m_command(command)
    {
        for (const QString &name : valued)
            m_parser.addOption(QCommandLineOption(name, {}, name));
        for (const QString &name : switches)
            m_parser.addOption(QCommandLineOption(name));
        m_parser.addOption(QCommandLineOption(QStringList{u"h"_s, helpOption}));
        m_parser.addOption(QCommandLineOption(QStringList{u"v"_s, versionOption}));
    }

    //! \return what ends the program here: help, version, or what is wrong.
    std::optional<PrintInvocation> read(const QStringList &arguments, int maximumPositionals)
    {
        const bool isUnderstood = m_parser.parse(QStringList{u"polylogue"_s} + arguments);
        if (m_parser.isSet(helpOption))
            return PrintInvocation{.text = helpText(m_command)};
        if (m_parser.isSet(versionOption))
            return PrintInvocation{.text = u"polylogue " POLYLOGUE_VERSION "\n"_s};
        if (!isUnderstood)
            return wrongUsage(m_command, m_parser.errorText());
        const QStringList positionals = m_parser.positionalArguments();
        if (positionals.size() > maximumPositionals)
            return wrongUsage(m_command,
                              CommandLine::tr("Too many arguments, from \"%1\" on; a text of "
                                              "several words goes in quotes.")
                                  .arg(positionals.at(maximumPositionals)));
        return {};
    }

    QString value(const QString &option) const { return m_parser.value(option); }
    QStringList values(const QString &option) const { return m_parser.values(option); }
    bool isSet(const QString &option) const { return m_parser.isSet(option); }

    //! \return the one positional argument; not set where there is none or it is "-".
    std::optional<QString> positional() const
    {
        const QStringList positionals = m_parser.positionalArguments();
        if (positionals.isEmpty() || positionals.first() == "-"_L1)
            return {};
        return positionals.first();
    }

    ServerChoice server() const
    {
        return {.profile = value(profileOption),
                .address = value(endpointOption),
                .keyVariable = value(keyVariableOption)};
    }

private:
    QString m_command;
    QCommandLineParser m_parser;
};

QStringList withServerOptions(const QStringList &options)
{
    return QStringList{profileOption, endpointOption, keyVariableOption} + options;
}

Invocation parseAsk(const QStringList &arguments)
{
    const auto command = u"ask"_s;
    Arguments given(command,
                    withServerOptions({modelOption, systemOption, attachOption, toolOption,
                                       serversOption, parameterOption}),
                    {noStreamOption, jsonOption, saveOption, yesOption});
    if (const auto end = given.read(arguments, 1))
        return *end;
    const auto parameters = app::settings::parseParameters(given.values(parameterOption));
    if (!parameters)
        return wrongUsage(command,
                          CommandLine::tr("\"--param %1\" is no parameter with a value that it "
                                          "can have.")
                              .arg(parameters.error().subject));
    AskInvocation ask{.server = given.server(),
                      .model = given.value(modelOption),
                      .systemPrompt = given.value(systemOption),
                      .attachments = given.values(attachOption),
                      .tools = given.values(toolOption),
                      .serverFiles = given.values(serversOption),
                      .isAgreed = given.isSet(yesOption),
                      .parameters = *parameters,
                      .isJson = given.isSet(jsonOption),
                      .isSaved = given.isSet(saveOption),
                      .prompt = given.positional()};
    if (given.isSet(noStreamOption))
        ask.parameters.stream = false;
    return ask;
}

Invocation parseModels(const QStringList &arguments)
{
    Arguments given(u"models"_s, withServerOptions({probeOption}), {jsonOption});
    if (const auto end = given.read(arguments, 0))
        return *end;
    return ModelsInvocation{.server = given.server(),
                            .probedModel = given.value(probeOption),
                            .isJson = given.isSet(jsonOption)};
}

Invocation parseEmbed(const QStringList &arguments)
{
    Arguments given(u"embed"_s, withServerOptions({modelOption, inputTypeOption}), {jsonOption});
    if (const auto end = given.read(arguments, 1))
        return *end;
    return EmbedInvocation{.server = given.server(),
                           .model = given.value(modelOption),
                           .inputType = given.value(inputTypeOption),
                           .isJson = given.isSet(jsonOption),
                           .file = given.positional().value_or(QString())};
}

//! \return what is wrong with an option of the map; empty where all is well.
QString readMapOptions(const Arguments &given, app::projection::UmapOptions &options)
{
    bool isNumber = true;
    if (given.isSet(seedOption))
        options.seed = given.value(seedOption).toUInt(&isNumber);
    if (!isNumber)
        return CommandLine::tr("\"%1\" is no seed; seeds are whole numbers from 0 to 4294967295.")
            .arg(given.value(seedOption));
    if (given.isSet(neighboursOption))
        options.neighbours = given.value(neighboursOption).toInt(&isNumber);
    if (!isNumber || options.neighbours < 2 || options.neighbours > 200)
        return CommandLine::tr("\"--n-neighbors %1\" is not from 2 to 200.")
            .arg(given.value(neighboursOption));
    if (given.isSet(distanceOption))
        options.minimumDistance = given.value(distanceOption).toDouble(&isNumber);
    if (!isNumber || !(options.minimumDistance >= 0 && options.minimumDistance <= 0.99))
        return CommandLine::tr("\"--min-dist %1\" is not from 0 to 0.99.")
            .arg(given.value(distanceOption));
    const QString metric = given.value(metricOption);
    if (metric == "euclidean"_L1)
        options.metric = app::projection::Metric::Euclidean;
    else if (given.isSet(metricOption) && metric != "cosine"_L1)
        return CommandLine::tr("There is no metric \"%1\"; there are cosine and euclidean.")
            .arg(metric);
    return {};
}

bool isPicture(const QString &name)
{
    return name.endsWith(".png"_L1, Qt::CaseInsensitive)
        || name.endsWith(".svg"_L1, Qt::CaseInsensitive);
}

//! \return what does not go together; empty where all is well.
QString mapProblem(const MapInvocation &map)
{
    if (map.out.isEmpty() || (map.file.isEmpty() && map.vectors.isEmpty()))
        return CommandLine::tr("A table of texts or --vectors is needed, and --out.");
    if (!map.file.isEmpty() && !map.vectors.isEmpty())
        return CommandLine::tr("A table of texts and --vectors do not go together.");
    if (!map.out.endsWith(".csv"_L1, Qt::CaseInsensitive) && !isPicture(map.out))
        return CommandLine::tr("\"%1\" is no name that ends in .csv, .png or .svg.").arg(map.out);
    return {};
}

Invocation parseMap(const QStringList &arguments)
{
    const auto command = u"map"_s;
    Arguments given(
        command,
        withServerOptions({modelOption, inputTypeOption, textOption, labelOption, vectorsOption,
                           outOption, seedOption, neighboursOption, distanceOption, metricOption}),
        {});
    if (const auto end = given.read(arguments, 1))
        return *end;
    MapInvocation map{.server = given.server(),
                      .model = given.value(modelOption),
                      .file = given.positional().value_or(QString()),
                      .text = given.value(textOption),
                      .label = given.value(labelOption),
                      .vectors = given.value(vectorsOption),
                      .out = given.value(outOption)};
    if (given.isSet(inputTypeOption))
        map.inputType = given.value(inputTypeOption);
    if (const QString problem = mapProblem(map); !problem.isEmpty())
        return wrongUsage(command, problem);
    if (const QString problem = readMapOptions(given, map.options); !problem.isEmpty())
        return wrongUsage(command, problem);
    return map;
}

Invocation parsePractice(const QStringList &arguments)
{
    const auto command = u"practice"_s;
    Arguments given(command, {profileOption, portOption, keyOption}, {});
    if (const auto end = given.read(arguments, 0))
        return *end;
    PracticeInvocation practice{.key = given.value(keyOption)};
    if (given.isSet(portOption)) {
        bool isNumber = false;
        practice.port = given.value(portOption).toUShort(&isNumber);
        if (!isNumber)
            return wrongUsage(
                command,
                CommandLine::tr("\"%1\" is no port; ports are numbers from 0 to 65535.")
                    .arg(given.value(portOption)));
    }
    return practice;
}

Invocation parseWindow(const QStringList &arguments)
{
    Arguments given({}, {profileOption, attachOption}, {});
    if (const auto end = given.read(arguments, static_cast<int>(arguments.size())))
        return *end;
    if (const auto word = given.positional())
        return wrongUsage({}, CommandLine::tr("There is no command \"%1\".").arg(*word));
    return WindowInvocation{.profile = given.value(profileOption),
                            .attachments = given.values(attachOption)};
}

using Parse = Invocation (*)(const QStringList &);

Parse parserOf(const QString &word)
{
    if (word == "ask"_L1)
        return parseAsk;
    if (word == "models"_L1)
        return parseModels;
    if (word == "embed"_L1)
        return parseEmbed;
    if (word == "map"_L1)
        return parseMap;
    if (word == "practice"_L1)
        return parsePractice;
    return nullptr;
}

} // namespace

bool needsFonts(const Invocation &invocation)
{
    const auto *map = std::get_if<MapInvocation>(&invocation);
    return map && isPicture(map->out);
}

Invocation parseCommandLine(const QStringList &arguments)
{
    // The command is the first word; "--profile DIR" may stand before it.
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        if (const Parse parse = parserOf(arguments.at(at))) {
            QStringList others = arguments;
            others.removeAt(at);
            return parse(others);
        }
        if (arguments.at(at) == u"--"_s + profileOption)
            ++at;
        else if (!arguments.at(at).startsWith(u"--profile="_s))
            break;
    }
    return parseWindow(arguments);
}

} // namespace polylogue::ui::cli
