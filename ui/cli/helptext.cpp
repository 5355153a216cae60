// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/helptext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

namespace {

struct HelpTexts
{
    Q_DECLARE_TR_FUNCTIONS(HelpTexts)

public:
    static QString overview()
    {
        return tr(
            "Polylogue talks with any server of the OpenAI dialect.\n"
            "\n"
            "Usage:\n"
            "  polylogue [--profile DIR] [--attach FILE]...   the window; with files: a new chat "
            "with them\n"
            "  polylogue ask [OPTION]... [PROMPT | -]         one answer, to standard output\n"
            "  polylogue models [OPTION]...                   the models of a server\n"
            "  polylogue embed [OPTION]... [FILE | -]         texts into vectors\n"
            "  polylogue map FILE --out FILE [OPTION]...      texts or vectors onto a map\n"
            "  polylogue practice [OPTION]...                 the practice endpoint alone\n"
            "\n"
            "Options:\n"
            "  --profile DIR   keep settings and data in DIR instead of the home folder\n"
            "  --attach FILE   begin with a picture, PDF, text or document; may be given again\n"
            "  --help          this text; \"polylogue COMMAND --help\" tells more\n"
            "  --version       the version\n");
    }

    static QString ask()
    {
        return tr(
            "Asks one question and writes the answer to standard output as it comes.\n"
            "Everything else goes to standard error.\n"
            "\n"
            "Usage: polylogue ask [OPTION]... [PROMPT | -]\n"
            "\n"
            "  PROMPT          the question, in quotes; \"-\" or nothing reads standard input\n"
            "\n"
            "Options:\n"
            "%1"
            "  --model M       the model; otherwise the endpoint's own, or the first that chats\n"
            "  --system TEXT   the system prompt\n"
            "  --attach FILE   send a picture, PDF, text or document along; may be given again\n"
            "  --tool FILE.js  a function that the model may call, in JavaScript; may be given "
            "again.\n"
            "                  It runs without files or network, see README\n"
            "  --mcp FILE.json tools of MCP servers, configured as \"mcpServers\"; may be given "
            "again.\n"
            "                  Their command lines are shown, and a terminal is asked, before "
            "they\n"
            "                  start\n"
            "  --yes           start them without asking; what the model calls of them runs\n"
            "  --param K=V     a parameter, e.g. temperature=0.2 or stop='[\"END\"]'; may be "
            "given\n"
            "                  again. Names we do not know go to the server as they are\n"
            "  --no-stream     ask for the answer in one piece\n"
            "  --json          write one object instead: content, reasoning, tool_calls,\n"
            "                  finish_reason, usage, timing_ms, error\n"
            "  --save          keep the chat, so that the window shows it; otherwise nothing is "
            "kept\n"
            "\n"
            "%2"
            "\n"
            "Examples:\n"
            "  polylogue ask \"Why is the sky blue?\"\n"
            "  polylogue ask --attach report.pdf \"Sum this up in three points\"\n"
            "  git diff | polylogue ask --system \"Write a commit message\" -\n");
    }

    static QString models()
    {
        return tr(
            "Lists the models of a server, one id a line.\n"
            "\n"
            "Usage: polylogue models [OPTION]...\n"
            "\n"
            "Options:\n"
            "%1"
            "  --probe M       ask the model M what it can do, with about 20 small requests:\n"
            "                  capability, verdict, reason and the server's words, by tabs\n"
            "  --json          write one object with what the server says about each, or with\n"
            "                  what was found out\n"
            "\n"
            "%2");
    }

    static QString embed()
    {
        return tr("Turns texts into vectors: one text a line in, one vector a line out, its "
                  "numbers\n"
                  "separated by spaces.\n"
                  "\n"
                  "Usage: polylogue embed [OPTION]... [FILE | -]\n"
                  "\n"
                  "  FILE            the texts; \"-\" or nothing reads standard input\n"
                  "\n"
                  "Options:\n"
                  "%1"
                  "  --model M       the model; otherwise the endpoint's own, or the first that "
                  "embeds\n"
                  "  --input-type T  what the texts are for, where the server asks:\n"
                  "                  search_document, search_query, classification, clustering\n"
                  "  --json          write one object instead: model, vectors, usage, error\n"
                  "\n"
                  "%2");
    }

    static QString map()
    {
        return tr(
            "Lays texts or vectors out on a map of two dimensions, so that what is alike lies\n"
            "together (UMAP).\n"
            "\n"
            "Usage: polylogue map FILE.csv --out FILE [OPTION]...\n"
            "       polylogue map --vectors FILE --out FILE [OPTION]...\n"
            "\n"
            "  FILE.csv            a table of texts, which the server's model turns into vectors\n"
            "\n"
            "Options:\n"
            "  --text COLUMN       what is embedded; otherwise the column that looks like it\n"
            "  --label COLUMN      what points are coloured by\n"
            "  --vectors FILE      one vector a row, no server is asked: a CSV file, of which "
            "every\n"
            "                      column of numbers is one dimension, or NumPy's .npy with "
            "floats\n"
            "  --out FILE          .png or .svg: a picture; .csv: the table's columns, then x and "
            "y\n"
            "  --model M           the model; otherwise the endpoint's own, or the first that "
            "embeds\n"
            "  --input-type T      what the texts are for; otherwise clustering\n"
            "  --seed N            the same seed gives the same map; otherwise 42\n"
            "  --n-neighbors N     2 to 200, otherwise 15: few show fine structure, many the "
            "whole\n"
            "  --min-dist D        0 to 0.99, otherwise 0.2: how closely points are packed\n"
            "  --metric METRIC     cosine, otherwise, or euclidean\n"
            "%1"
            "\n"
            "Vectors that came are kept in the cache: asking again for the same texts asks the\n"
            "server for nothing.\n"
            "\n"
            "Exit codes: 0 done, 1 the server said no or the map cannot be written, 2 wrong usage "
            "or\n"
            "unreadable input, 130 interrupted.\n"
            "\n"
            "Neighbours on the map are neighbours by meaning. How far apart groups lie, and how "
            "large\n"
            "they are, says little.\n");
    }

    static QString practice()
    {
        return tr("Runs the practice endpoint for curl, Python or any client, until Ctrl+C. It is "
                  "no\n"
                  "language model; it answers by rules, on this computer only.\n"
                  "\n"
                  "Usage: polylogue practice [OPTION]...\n"
                  "\n"
                  "Options:\n"
                  "  --port N        listen on port N; otherwise on any free one\n"
                  "  --key K         the key that clients must send; otherwise a random one\n"
                  "  --profile DIR   accepted as everywhere, not needed here\n"
                  "  --help          this text\n");
    }

    static QString serverOptions()
    {
        return tr("  --endpoint URL  the server's base URL; otherwise the one chosen in the "
                  "window,\n"
                  "                  or the built-in practice endpoint where there is none\n"
                  "  --key-env VAR   take the key from the environment variable VAR\n"
                  "  --profile DIR   read settings from DIR instead of the home folder\n"
                  "  --help          this text\n");
    }

    static QString exitCodes()
    {
        return tr("Exit codes: 0 answered, 1 the server or the network said no or the answer "
                  "broke\n"
                  "off, 2 wrong usage or unreadable input, 3 stopped by length or filter, 130\n"
                  "interrupted.\n");
    }
};

} // namespace

QString helpText(const QString &command)
{
    if (command == "ask"_L1)
        return HelpTexts::ask().arg(HelpTexts::serverOptions(), HelpTexts::exitCodes());
    if (command == "models"_L1)
        return HelpTexts::models().arg(HelpTexts::serverOptions(), HelpTexts::exitCodes());
    if (command == "embed"_L1)
        return HelpTexts::embed().arg(HelpTexts::serverOptions(), HelpTexts::exitCodes());
    if (command == "map"_L1)
        return HelpTexts::map().arg(HelpTexts::serverOptions());
    if (command == "practice"_L1)
        return HelpTexts::practice();
    return HelpTexts::overview();
}

} // namespace polylogue::ui::cli
