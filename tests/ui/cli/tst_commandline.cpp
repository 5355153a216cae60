// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/commandline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::cli;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreUnderstood_data();
    void argumentsAreUnderstood();
    void wrongUsageSaysWhatAndEndsWithTwo_data();
    void wrongUsageSaysWhatAndEndsWithTwo();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void versionIsTold();
};

Q_DECLARE_METATYPE(Invocation)

void tst_CommandLine::argumentsAreUnderstood_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Invocation>("expected");
    const auto row = [](const char *name, const QString &line, const Invocation &expected) {
        QTest::newRow(name) << line.split(u' ', Qt::SkipEmptyParts) << expected;
    };
    row("nothing", {}, WindowInvocation{});
    row("window with files", u"--attach a.png --attach b.pdf --profile /p"_s,
        WindowInvocation{.profile = u"/p"_s, .attachments = {u"a.png"_s, u"b.pdf"_s}});
    row("ask", u"ask Hello"_s, AskInvocation{.prompt = u"Hello"_s});
    row("ask standard input", u"ask"_s, AskInvocation{});
    row("ask standard input by dash", u"ask -"_s, AskInvocation{});
    row("ask a dash as text", u"ask -- --json"_s, AskInvocation{.prompt = u"--json"_s});
    row("ask with everything",
        u"ask --endpoint u --key-env K --model m --system s --attach a --attach b --tool t.js "
        u"--tool u.js --mcp s.json --yes "
        "--param temperature=0 --param user=me --no-stream --json --save --profile p Hi"_s,
        AskInvocation{
            .server = {.profile = u"p"_s, .address = u"u"_s, .keyVariable = u"K"_s},
            .model = u"m"_s,
            .systemPrompt = u"s"_s,
            .attachments = {u"a"_s, u"b"_s},
            .tools = {u"t.js"_s, u"u.js"_s},
            .serverFiles = {u"s.json"_s},
            .isAgreed = true,
            .parameters = {.stream = false, .temperature = 0.0, .extraJson = R"({"user":"me"})"},
            .isJson = true,
            .isSaved = true,
            .prompt = u"Hi"_s});
    row("options behind the prompt", u"ask Hi --model=m"_s,
        AskInvocation{.model = u"m"_s, .prompt = u"Hi"_s});
    row("profile before the command", u"--profile p ask Hi"_s,
        AskInvocation{.server = {.profile = u"p"_s}, .prompt = u"Hi"_s});
    row("profile=DIR before the command", u"--profile=p models"_s,
        ModelsInvocation{.server = {.profile = u"p"_s}});
    row("models", u"models --endpoint u --json"_s,
        ModelsInvocation{.server = {.address = u"u"_s}, .isJson = true});
    row("models, what one can do", u"models --probe m"_s, ModelsInvocation{.probedModel = u"m"_s});
    row("embed", u"embed --model m --input-type clustering texts.txt"_s,
        EmbedInvocation{.model = u"m"_s, .inputType = u"clustering"_s, .file = u"texts.txt"_s});
    row("embed standard input", u"embed -"_s, EmbedInvocation{});
    row("map", u"map --vectors v.npy --out m.csv"_s,
        MapInvocation{.vectors = u"v.npy"_s, .out = u"m.csv"_s});
    row("map of texts", u"map a.csv --text t --label l --model m --endpoint u --out m.svg"_s,
        MapInvocation{.server = {.address = u"u"_s},
                      .model = u"m"_s,
                      .file = u"a.csv"_s,
                      .text = u"t"_s,
                      .label = u"l"_s,
                      .out = u"m.svg"_s});
    row("map with everything",
        u"map --vectors v.csv --out m.csv --seed 7 --n-neighbors 5 --min-dist 0 "
        "--metric euclidean"_s,
        MapInvocation{.vectors = u"v.csv"_s,
                      .out = u"m.csv"_s,
                      .options = {.neighbours = 5,
                                  .minimumDistance = 0,
                                  .metric = polylogue::app::projection::Metric::Euclidean,
                                  .seed = 7}});
    row("practice", u"practice"_s, PracticeInvocation{});
    row("practice with both", u"practice --port 8123 --key k"_s,
        PracticeInvocation{.port = 8123, .key = u"k"_s});
    row("a prompt that is a command", u"ask models"_s, AskInvocation{.prompt = u"models"_s});
    row("a folder that is a command", u"--profile ask"_s, WindowInvocation{.profile = u"ask"_s});
}

void tst_CommandLine::argumentsAreUnderstood()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const Invocation, expected);

    const Invocation invocation = parseCommandLine(arguments);

    if (const auto *print = std::get_if<PrintInvocation>(&invocation))
        QFAIL(qPrintable(print->text));
    QVERIFY(invocation == expected);
}

void tst_CommandLine::wrongUsageSaysWhatAndEndsWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const QString &line, const QString &named) {
        QTest::newRow(name) << line.split(u' ') << named;
    };
    row("unknown command", u"explain this"_s, u"explain"_s);
    row("one unknown word", u"explain"_s, u"explain"_s);
    row("unknown option", u"ask --colour red Hi"_s, u"colour"_s);
    row("several words", u"ask Hello there"_s, u"there"_s);
    row("option without value", u"ask Hi --model"_s, u"model"_s);
    row("no parameter", u"ask --param temperature=hot Hi"_s, u"temperature=hot"_s);
    row("models with a word", u"models all"_s, u"all"_s);
    row("map without vectors", u"map --out m.csv"_s, u"--vectors"_s);
    row("map as a film", u"map --vectors v.npy --out m.mp4"_s, u"m.mp4"_s);
    row("map of texts and vectors", u"map a.csv --vectors v.npy --out m.png"_s, u"together"_s);
    row("map with a seed of words", u"map --vectors v --out m.csv --seed x"_s, u"\"x\""_s);
    row("map with one neighbour", u"map --vectors v --out m.csv --n-neighbors 1"_s, u"1"_s);
    row("map with a negative distance", u"map --vectors v --out m.csv --min-dist=-1"_s, u"-1"_s);
    row("map with no distance", u"map --vectors v --out m.csv --min-dist nan"_s, u"nan"_s);
    row("map by another metric", u"map --vectors v --out m.csv --metric l3"_s, u"l3"_s);
    row("port too large", u"practice --port 70000"_s, u"70000"_s);
    row("port a word", u"practice --port http"_s, u"http"_s);
    row("option of another command", u"models --attach x"_s, u"attach"_s);
}

void tst_CommandLine::wrongUsageSaysWhatAndEndsWithTwo()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, named);

    const Invocation invocation = parseCommandLine(arguments);

    const auto *print = std::get_if<PrintInvocation>(&invocation);
    QVERIFY(print);
    QCOMPARE(print->exitCode, 2);
    QVERIFY2(print->text.contains(named), qPrintable(print->text));
    QVERIFY2(print->text.contains(u"--help"_s), qPrintable(print->text));
}

void tst_CommandLine::everyCommandHasHelp_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("usage");
    QTest::newRow("program") << QStringList{u"--help"_s} << u"polylogue ask"_s;
    QTest::newRow("short") << QStringList{u"-h"_s} << u"polylogue ask"_s;
    for (const QString &command : {u"ask"_s, u"models"_s, u"embed"_s, u"map"_s, u"practice"_s})
        QTest::newRow(qPrintable(command))
            << QStringList{command, u"--help"_s} << u"Usage: polylogue "_s + command;
    QTest::newRow("with a mistake")
        << QStringList{u"ask"_s, u"--bad"_s, u"--help"_s} << u"Usage: polylogue ask"_s;
}

void tst_CommandLine::everyCommandHasHelp()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, usage);

    const Invocation invocation = parseCommandLine(arguments);

    const auto *print = std::get_if<PrintInvocation>(&invocation);
    QVERIFY(print);
    QCOMPARE(print->exitCode, 0);
    QVERIFY(print->text.contains(usage));
    QVERIFY2(!print->text.contains(u"%1"_s) && !print->text.contains(u"%2"_s),
             qPrintable(print->text));
    for (const QString &line : print->text.split(u'\n'))
        QVERIFY2(line.size() <= 100, qPrintable(line));
}

void tst_CommandLine::versionIsTold()
{
    const Invocation invocation = parseCommandLine({u"--version"_s});

    const auto *print = std::get_if<PrintInvocation>(&invocation);
    QVERIFY(print);
    QCOMPARE(print->exitCode, 0);
    QCOMPARE(print->text, u"polylogue " POLYLOGUE_VERSION "\n"_s);
}

QTEST_APPLESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
