// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridestimate.h"
#include "app/grid/gridquestion.h"
#include "app/grid/gridtemplate.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::grid;
using namespace Qt::StringLiterals;

class tst_GridTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFilledFromARow_data();
    void isFilledFromARow();
    void tellsWhatItNames();
    void lanesAreModelsTimesPrompts();
    void aFileIsLookedForInItsFolder_data();
    void aFileIsLookedForInItsFolder();
    void theEstimateGoesThroughAllCells();
};

void tst_GridTemplate::isFilledFromARow_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("filled");

    QTest::newRow("single braces") << u"Where is {city}?"_s << u"Where is Paris?"_s;
    QTest::newRow("double braces") << u"Where is {{city}}?"_s << u"Where is Paris?"_s;
    QTest::newRow("double braces with spaces") << u"{{ city }}"_s << u"Paris"_s;
    QTest::newRow("a name with a space")
        << u"{image name}, {{image name}}"_s << u"a {city}.png, a {city}.png"_s;
    QTest::newRow("the longer name") << u"{city name}{city}"_s << u"Lutetia$1Paris"_s;
    QTest::newRow("JSON of a Python f-string")
        << u"Answer {{\"is_correct\": boolean, \"city\": \"{city}\"}}."_s
        << u"Answer {\"is_correct\": boolean, \"city\": \"Paris\"}."_s;
    QTest::newRow("JSON as it is pasted")
        << u"{\"city\": \"{city}\"}"_s << u"{\"city\": \"Paris\"}"_s;
    QTest::newRow("braces around a cell") << u"{{{city}}}"_s << u"{Paris}"_s;
    QTest::newRow("what is no column")
        << u"{country} {{country}} {}"_s << u"{country} {country} {}"_s;
    QTest::newRow("signs of patterns") << u"{a.*(b}"_s << u"x"_s;
    QTest::newRow("nothing") << u""_s << u""_s;
}

void tst_GridTemplate::isFilledFromARow()
{
    QFETCH(const QString, text);
    QFETCH(const QString, filled);

    QCOMPARE(filledTemplate(text, {u"city"_s, u"image name"_s, u"city name"_s, u"a.*(b"_s},
                            {u"Paris"_s, u"a {city}.png"_s, u"Lutetia$1"_s, u"x"_s}),
             filled);
}

void tst_GridTemplate::tellsWhatItNames()
{
    const TemplateUse use =
        templateUse(u"{{b}} {a} {c} {a} {{\"json\": 1}} {column_0}"_s, {u"a"_s, u"b"_s, u"d"_s});

    QCOMPARE(use.columns, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(use.unknown, QStringList({u"c"_s, u"column_0"_s}));
}

void tst_GridTemplate::lanesAreModelsTimesPrompts()
{
    const store::GridRun run{
        .setup = {.models = {u"m1"_s, u"m2"_s},
                  .prompts = {{.name = u"p1"_s, .text = u"{a}"_s},
                              {.systemPrompt = u"Speak {a}."_s, .text = u"{a}!"_s}}},
        .columns = {u"a"_s},
        .rows = {{u"x"_s}}};

    QCOMPARE(laneCount(run.setup), 4);
    QCOMPARE(laneName(run.setup, 0), u"m1, p1"_s);
    QCOMPARE(laneName(run.setup, 3), u"m2, 2"_s);
    const GridQuestion question = questionOf(run, 0, 3);
    QCOMPARE(question.text, u"x!"_s);
    QCOMPARE(question.options.model, u"m2"_s);
    QCOMPARE(question.options.systemPrompt, u"Speak x."_s);
}

void tst_GridTemplate::aFileIsLookedForInItsFolder_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("path");

    QTest::newRow("beside the table") << u"images/a.png"_s << u"/data/images/a.png"_s;
    QTest::newRow("whole path") << u" /tmp/a.png "_s << u"/tmp/a.png"_s;
    QTest::newRow("address of a file") << u"file:///tmp/a%20b.png"_s << u"/tmp/a b.png"_s;
    QTest::newRow("none") << u" "_s << u""_s;
}

void tst_GridTemplate::aFileIsLookedForInItsFolder()
{
    QFETCH(const QString, cell);
    QFETCH(const QString, path);
    const store::GridRun run{.setup = {.models = {u"m"_s},
                                       .prompts = {{.text = u"?"_s}},
                                       .fileColumn = u"file"_s,
                                       .fileFolder = u"/data"_s},
                             .columns = {u"file"_s},
                             .rows = {{cell}}};

    QCOMPARE(questionOf(run, 0, 0).filePath, path);
}

void tst_GridTemplate::theEstimateGoesThroughAllCells()
{
    const store::GridRun run{.setup = {.models = {u"m1"_s, u"m2"_s},
                                       .prompts = {{.text = u"What does {text} say?"_s}},
                                       .fileColumn = u"file"_s},
                             .columns = {u"text"_s, u"file"_s},
                             .rows = {{QString(400, u'x'), u"a.png"_s}, {u"short"_s, u""_s}}};

    const GridEstimate estimate = estimateOf(run);

    QCOMPARE(estimate.requests, 4);
    QCOMPARE(estimate.files, 2);
    QCOMPARE_GT(estimate.inputTokens, 2 * (100 + 1000));
    QCOMPARE_LT(estimate.inputTokens, 2 * (200 + 1000));
    QCOMPARE(estimateOf({}), GridEstimate());
}

QTEST_APPLESS_MAIN(tst_GridTemplate)
#include "tst_gridtemplate.moc"
