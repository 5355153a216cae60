// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/scriptjob.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::tools;

namespace {

const QString magicNumber =
    u"({ name: 'magic_number', description: 'Generates a multiple of a factor',\n"
    "   parameters: { type: 'object', properties: { factor: { type: 'number' } },\n"
    "                 required: ['factor'] },\n"
    "   run({ factor }) { console.log('asked for', factor, [1]); return { n: 7 * factor }; } })"_s;

} // namespace

class tst_ScriptJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aScriptDescribesItself_data();
    void aScriptDescribesItself();
    void aScriptRuns();
    void resultsAreJson_data();
    void resultsAreJson();
    void whatIsWrongIsTold_data();
    void whatIsWrongIsTold();
    void nothingIsInReach_data();
    void nothingIsInReach();
    void whatDoesNotEndIsEnded_data();
    void whatDoesNotEndIsEnded();
    void logsAreCut();
    void theHelperCanBeMissing();
    void destroyingItEndsItInSilence();

private:
    //! \return what came; a failure's type is in ScriptReply::error, behind an exclamation mark.
    ScriptReply reply(const QString &script, const std::optional<QByteArray> &arguments);
    QString resultOf(const QString &body)
    {
        const ScriptReply came = reply(u"({ run() { %1 } })"_s.arg(body), "{}");
        return came.error.isEmpty() ? QString::fromUtf8(came.result) : came.error;
    }
};

void tst_ScriptJob::initTestCase()
{
    qputenv("POLYLOGUE_SCRIPT", POLYLOGUE_SCRIPT_BUILT);
}

ScriptReply tst_ScriptJob::reply(const QString &script, const std::optional<QByteArray> &arguments)
{
    ScriptJob job(script, arguments);
    ScriptReply reply;
    bool hasEnded = false;
    connect(&job, &ScriptJob::finished, this, [&](const ScriptReply &came) {
        reply = came;
        hasEnded = true;
    });
    connect(&job, &ScriptJob::failed, this, [&](const base::Error &error) {
        reply.error = u'!' + error.type;
        hasEnded = true;
    });
    if (!QTest::qWaitFor([&hasEnded] { return hasEnded; }, 30'000))
        reply.error = u"!never"_s;
    return reply;
}

void tst_ScriptJob::aScriptDescribesItself_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("its value") << magicNumber;
    QTest::newRow("an export") << u"// A tool\nexport default "_s + magicNumber.mid(1).chopped(1)
            + u';';
    QTest::newRow("a module") << u"const factor = 1;\nmodule.exports = "_s + magicNumber;
}

void tst_ScriptJob::aScriptDescribesItself()
{
    QFETCH(QString, script);
    const ScriptReply came = reply(script, {});
    QCOMPARE(came.error, QString());
    QCOMPARE(came.definition.name, u"magic_number"_s);
    QCOMPARE(came.definition.description, u"Generates a multiple of a factor"_s);
    QCOMPARE(came.definition.parametersSchema,
             "{\"type\":\"object\",\"properties\":{\"factor\":{\"type\":\"number\"}},"
             "\"required\":[\"factor\"]}"_ba);
    QVERIFY(came.result.isEmpty());
}

void tst_ScriptJob::aScriptRuns()
{
    const ScriptReply came = reply(magicNumber, "{\"factor\":100}");
    QCOMPARE(came.error, QString());
    QCOMPARE(came.result, "{\"n\":700}"_ba);
    QCOMPARE(came.log, QStringList({u"asked for 100 [1]"_s}));
}

void tst_ScriptJob::resultsAreJson_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("result");
    QTest::newRow("text") << u"return 'ä \\u0001 \\u{1F6A2}'"_s << u"\"ä \\u0001 \U0001F6A2\""_s;
    QTest::newRow("nothing") << u""_s << u"null"_s;
    QTest::newRow("a list") << u"return [1, true, null]"_s << u"[1,true,null]"_s;
    QTest::newRow("with toJSON") << u"return { toJSON() { return 5 } }"_s << u"5"_s;
    QTest::newRow("with a JSON of its own")
        << u"JSON.stringify = () => 'mine'; JSON.parse = null; console.log({}); return [1]"_s
        << u"[1]"_s;
    QTest::newRow("a large one") << u"return 'x'.repeat(1e6).length"_s << u"1000000"_s;
}

void tst_ScriptJob::resultsAreJson()
{
    QFETCH(QString, body);
    QTEST(resultOf(body), "result");
}

void tst_ScriptJob::whatIsWrongIsTold_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("line");
    QTest::newRow("syntax") << u"({\n  run( }\n})"_s << u"SyntaxError"_s << 2;
    QTest::newRow("thrown") << u"({ run() {\n throw new Error('no luck') } })"_s << u"no luck"_s
                            << 2;
    QTest::newRow("thrown text") << u"({ run() { throw 'just words' } })"_s << u"just words"_s
                                 << -1;
    QTest::newRow("thrown at once") << u"throw 'at once'"_s << u"at once"_s << -1;
    QTest::newRow("no object") << u"7"_s << u"no object"_s << -1;
    QTest::newRow("no function") << u"({ name: 'x' })"_s << u"run()"_s << -1;
    QTest::newRow("a promise") << u"({ run() { return { then() {} } } })"_s << u"promise"_s << -1;
    QTest::newRow("a cycle") << u"({ run() { const a = {}; a.a = a; return a } })"_s
                             << u"TypeError"_s << -1;
}

void tst_ScriptJob::whatIsWrongIsTold()
{
    QFETCH(QString, script);
    QFETCH(QString, words);
    QFETCH(int, line);
    const ScriptReply came = reply(script, "{}");
    QVERIFY2(came.error.contains(words), qPrintable(came.error));
    if (line >= 0)
        QCOMPARE(came.line, line);
}

void tst_ScriptJob::nothingIsInReach_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"Qt"_s, u"require"_s, u"XMLHttpRequest"_s, u"fetch"_s, u"process"_s, u"gc"_s, u"print"_s,
          u"WebAssembly"_s, u"qsTr"_s, u"setTimeout"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void tst_ScriptJob::nothingIsInReach()
{
    QFETCH(QString, name);
    QCOMPARE(resultOf(u"return typeof "_s + name), u"\"undefined\""_s);
}

void tst_ScriptJob::whatDoesNotEndIsEnded_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QStringList>("ends"); // one of these
    const QString timeout = u"!timeout"_s;
    const QString crash = u"!crashed"_s;
    QTest::newRow("a loop") << u"for (;;) {}"_s << QStringList{timeout};
    QTest::newRow("a comparator that loops")
        << u"return [3, 1, 2].sort(() => { for (;;) {} })"_s << QStringList{timeout};
    QTest::newRow("deep recursion")
        << u"const f = () => f() + 1; return f()"_s
        << QStringList{u"RangeError: Maximum call stack size exceeded."_s, crash};
    QTest::newRow("a string of a gigabyte")
        << u"let s = 'x'; while (s.length < 1e9) s += s; return s.length"_s
        << QStringList{crash, timeout, u"RangeError: Invalid string length"_s};
    QTest::newRow("endless lists") << u"const all = []; for (;;) all.push(new Array(1e5).fill(1))"_s
                                   << QStringList{crash, timeout};
    QTest::newRow("a result without end")
        << u"return 'x'.repeat(5e6)"_s << QStringList{u"The result is too long."_s};
    QTest::newRow("a slow pattern") << u"return /^(a+)+$/.test('a'.repeat(40) + '!')"_s
                                    << QStringList{timeout, crash, u"false"_s};
}

void tst_ScriptJob::whatDoesNotEndIsEnded()
{
    QFETCH(QString, body);
    QFETCH(QStringList, ends);
    // Meanwhile this thread goes on.
    qint64 longest = 0;
    QElapsedTimer since;
    QTimer pulse;
    connect(&pulse, &QTimer::timeout, this,
            [&longest, &since] { longest = std::max(longest, since.restart()); });
    since.start();
    pulse.start(5);
    const QString end = resultOf(body);
    QVERIFY2(ends.contains(end), qPrintable(end));
    QVERIFY2(longest < 500, qPrintable(QString::number(longest)));
}

void tst_ScriptJob::logsAreCut()
{
    const ScriptReply came = reply(
        u"({ run() { for (let i = 0; i < 1e5; ++i) console.log('line', i); return 1 } })"_s, "{}");
    QCOMPARE(came.result, "1"_ba);
    QVERIFY(came.log.size() > 1'000);
    QVERIFY(came.log.size() < 20'000);
    QCOMPARE(came.log.first(), u"line 0"_s);
}

void tst_ScriptJob::theHelperCanBeMissing()
{
    qputenv("POLYLOGUE_SCRIPT", "/nowhere");
    QCOMPARE(reply(magicNumber, {}).error, u"!helper_missing"_s);
    qputenv("POLYLOGUE_SCRIPT", POLYLOGUE_SCRIPT_BUILT);
}

void tst_ScriptJob::destroyingItEndsItInSilence()
{
    auto job = std::make_unique<ScriptJob>(u"({ run() { for (;;) {} } })"_s, "{}");
    QSignalSpy failed(job.get(), &ScriptJob::failed);
    QTest::qWait(200); // nothing happens meanwhile
    QElapsedTimer timer;
    timer.start();
    job.reset();
    QVERIFY(timer.elapsed() < 200);
    QCOMPARE(failed.size(), 0);
}

QTEST_GUILESS_MAIN(tst_ScriptJob)
#include "tst_scriptjob.moc"
