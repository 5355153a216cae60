// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/parametersjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::settings;
using endpoint::Parameters;

class tst_ParametersJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void assignmentsBecomeParameters_data();
    void assignmentsBecomeParameters();
    void wrongAssignmentsAreNamed_data();
    void wrongAssignmentsAreNamed();
};

void tst_ParametersJson::assignmentsBecomeParameters_data()
{
    QTest::addColumn<QStringList>("assignments");
    QTest::addColumn<Parameters>("expected");
    const auto row = [](const char *name, const QStringList &assignments,
                        const Parameters &expected) {
        QTest::newRow(name) << assignments << expected;
    };
    row("none", {}, {});
    row("number", {u"temperature=0.2"_s}, {.temperature = 0.2});
    row("whole number for a fraction", {u"top_p=1"_s}, {.topP = 1.0});
    row("integer", {u"max_tokens=100"_s}, {.maxTokens = 100});
    row("64 bit", {u"seed=9007199254740993"_s}, {.seed = 9'007'199'254'740'993});
    row("switch", {u"stream=false"_s}, {.stream = false});
    row("text", {u"reasoning_effort=low"_s}, {.reasoningEffort = u"low"_s});
    row("quoted text", {u"reasoning_effort=\"low\""_s}, {.reasoningEffort = u"low"_s});
    row("one text for a list", {u"stop=END"_s}, {.stop = QStringList{u"END"_s}});
    row("number as text", {u"stop=3"_s}, {.stop = QStringList{u"3"_s}});
    row("list", {uR"(stop=["a","b"])"_s}, {.stop = QStringList{u"a"_s, u"b"_s}});
    row("later holds", {u"seed=1"_s, u"seed=2"_s}, {.seed = 2});
    row("unknown JSON as it stands", {uR"(logit_bias={"5": 1.0})"_s},
        {.extraJson = R"({"logit_bias":{"5": 1.0}})"});
    row("unknown text", {u"user=me=\"you\""_s}, {.extraJson = R"({"user":"me=\"you\""})"});
    row("unknown null", {u"a=null"_s, u"b=[]"_s}, {.extraJson = R"({"a":null,"b":[]})"});
    row("no injection", {u"a=1],[2"_s}, {.extraJson = R"({"a":"1],[2"})"});
    row("two values are text", {u"a=1,2"_s}, {.extraJson = R"({"a":"1,2"})"});
    row("empty", {u"a="_s}, {.extraJson = R"({"a":""})"});
}

void tst_ParametersJson::assignmentsBecomeParameters()
{
    QFETCH(const QStringList, assignments);
    QFETCH(const Parameters, expected);

    const base::Result<Parameters> parameters = parseParameters(assignments);

    QVERIFY(parameters);
    QCOMPARE(*parameters, expected);
}

void tst_ParametersJson::wrongAssignmentsAreNamed_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::newRow("no equals sign") << u"temperature"_s;
    QTest::newRow("no name") << u"=1"_s;
    QTest::newRow("word for a number") << u"temperature=warm"_s;
    QTest::newRow("fraction for an integer") << u"max_tokens=1.5"_s;
    QTest::newRow("word for a switch") << u"stream=maybe"_s;
}

void tst_ParametersJson::wrongAssignmentsAreNamed()
{
    QFETCH(const QString, assignment);

    const base::Result<Parameters> parameters = parseParameters({u"seed=1"_s, assignment});

    QVERIFY(!parameters);
    QCOMPARE(parameters.error().kind, base::ErrorKind::BadParameter);
    QCOMPARE(parameters.error().subject, assignment);
}

QTEST_APPLESS_MAIN(tst_ParametersJson)
#include "tst_parametersjson.moc"
