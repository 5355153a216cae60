// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/answerplanner.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_PracticeTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void toolsAreCalledWithArgumentsFromThePrompt_data();
    void toolsAreCalledWithArgumentsFromThePrompt();
    void dependentCallsComeInSeparateRounds();
    void resultsGoBeforeNumbersOfThePrompt();
    void independentCallsComeTogether();
    void resultsAreStated_data();
    void resultsAreStated();
    void toolChoiceIsHonoured();
    void parallelCallsCanBeForbidden();
    void missingArgumentsAreAskedFor();
    void idsLookLikeTheGateways();
};

namespace {

Schema typed(const QString &type)
{
    return {.type = type};
}

Function function(const QString &name, const QString &description,
                  const std::vector<SchemaProperty> &properties)
{
    return {.name = name,
            .description = description,
            .parameters = {.type = u"object"_s, .properties = properties}};
}

Function magicNumber()
{
    return function(u"magic_number"_s,
                    u"Generates a magic number that is a mutiple of a given factor"_s,
                    {{u"factor"_s, typed(u"number"_s), true}});
}

Function specialNumber()
{
    return function(u"special_number"_s, u"Generate a special number"_s, {});
}

Function weather()
{
    Schema unit{.type = u"string"_s, .choices = {u"\"celsius\""_s, u"\"fahrenheit\""_s}};
    return function(u"get_weather"_s, u"Get the current weather for a city"_s,
                    {{u"city"_s, typed(u"string"_s), true}, {u"unit"_s, unit, false}});
}

Function add()
{
    return function(u"add"_s, u"Adds two numbers"_s,
                    {{u"a"_s, typed(u"number"_s), true}, {u"b"_s, typed(u"number"_s), true}});
}

Function search()
{
    return function(u"web__search_pages"_s, u"Search the web"_s,
                    {{u"query"_s, typed(u"string"_s), true}});
}

ChatRequest requestOf(const QString &text, const std::vector<Function> &tools)
{
    ChatRequest request{.model = u"practice-vision"_s, .tools = tools};
    request.turns.push_back({.role = Turn::Role::User, .text = text});
    return request;
}

PlannedAnswer plan(const ChatRequest &request)
{
    return planAnswer(request, *findPracticeModel(u"practice-vision"_s), {});
}

//! "magic_number {...}; ..." of an answer's calls.
QString callsOf(const PlannedAnswer &answer)
{
    QStringList calls;
    for (const CalledFunction &call : answer.calls)
        calls.append(call.name + u' ' + call.arguments);
    return calls.join(u"; "_s);
}

void answerCalls(ChatRequest &request, const PlannedAnswer &answer, const QStringList &results)
{
    request.turns.push_back({.role = Turn::Role::Assistant, .calls = answer.calls});
    for (size_t i = 0; i < answer.calls.size(); ++i)
        request.turns.push_back({.role = Turn::Role::Tool,
                                 .text = results.value(static_cast<qsizetype>(i)),
                                 .callId = answer.calls[i].id});
}

} // namespace

void tst_PracticeTools::toolsAreCalledWithArgumentsFromThePrompt_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("calls");

    QTest::newRow("number") << u"Generate a magic number that is a multiple of 100"_s
                            << u"magic_number {\"factor\": 100}"_s;
    QTest::newRow("number by name")
        << u"2 wishes: a magic number with factor 7"_s << u"magic_number {\"factor\": 7}"_s;
    QTest::newRow("no argument") << u"I want a special number"_s << u"special_number {}"_s;
    QTest::newRow("two numbers") << u"Please add 2 and 3.5"_s << u"add {\"a\": 2, \"b\": 3.5}"_s;
    QTest::newRow("name of a place")
        << u"What is the weather in New York?"_s << u"get_weather {\"city\": \"New York\"}"_s;
    QTest::newRow("choice") << u"weather in Oslo in fahrenheit"_s
                            << u"get_weather {\"city\": \"Oslo\", \"unit\": \"fahrenheit\"}"_s;
    QTest::newRow("lower case place")
        << u"what's the weather in oslo?"_s << u"get_weather {\"city\": \"oslo\"}"_s;
    QTest::newRow("several places")
        << u"Compare the weather in Paris, Rome and Oslo"_s
        << u"get_weather {\"city\": \"Paris\"}; get_weather {\"city\": \"Rome\"}; "
           "get_weather {\"city\": \"Oslo\"}"_s;
    QTest::newRow("quotation") << u"search for \"high tides\" please"_s
                               << u"web__search_pages {\"query\": \"high tides\"}"_s;
    QTest::newRow("nothing fits") << u"Tell me a joke about numbers"_s << QString();
}

void tst_PracticeTools::toolsAreCalledWithArgumentsFromThePrompt()
{
    QFETCH(const QString, prompt);
    QFETCH(const QString, calls);

    const PlannedAnswer answer =
        plan(requestOf(prompt, {magicNumber(), specialNumber(), weather(), add(), search()}));
    QCOMPARE(callsOf(answer), calls);
    QCOMPARE(answer.finish,
             calls.isEmpty() ? PlannedAnswer::Finish::Stop : PlannedAnswer::Finish::ToolCalls);
    QCOMPARE(answer.text.isEmpty(), !calls.isEmpty());
}

void tst_PracticeTools::dependentCallsComeInSeparateRounds()
{
    ChatRequest request = requestOf(u"Please get a special number and then give me a magic number "
                                    "that is a mutiple of the special number"_s,
                                    {magicNumber(), specialNumber()});
    const PlannedAnswer first = plan(request);
    QCOMPARE(callsOf(first), u"special_number {}"_s);

    answerCalls(request, first, {u"15"_s});
    const PlannedAnswer second = plan(request);
    QCOMPARE(callsOf(second), u"magic_number {\"factor\": 15}"_s);

    answerCalls(request, second, {u"438000"_s});
    const PlannedAnswer last = plan(request);
    QVERIFY(last.calls.empty());
    QCOMPARE(last.text, u"The special number is 15. The magic number is 438000."_s);
}

void tst_PracticeTools::resultsGoBeforeNumbersOfThePrompt()
{
    ChatRequest request = requestOf(u"Get a special number between 1 and 20, and then a magic "
                                    "number that is a multiple of the special number"_s,
                                    {magicNumber(), specialNumber()});
    const PlannedAnswer first = plan(request);
    QCOMPARE(callsOf(first), u"special_number {}"_s);

    answerCalls(request, first, {u"15"_s});
    QCOMPARE(callsOf(plan(request)), u"magic_number {\"factor\": 15}"_s);
}

void tst_PracticeTools::independentCallsComeTogether()
{
    ChatRequest request = requestOf(u"Give me a special number, and the weather in Oslo."_s,
                                    {weather(), specialNumber()});
    const PlannedAnswer answer = plan(request);
    QCOMPARE(callsOf(answer), u"special_number {}; get_weather {\"city\": \"Oslo\"}"_s);

    answerCalls(request, answer, {u"{\"value\": 3}"_s, u"{\"sky\": \"grey\", \"degrees\": 4.5}"_s});
    QCOMPARE(plan(request).text, u"The special number is 3. The weather: degrees 4.5, sky grey."_s);
}

void tst_PracticeTools::resultsAreStated_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("text");

    QTest::newRow("named number") << u"{\"magic_number\": 2683700}"_s
                                  << u"The magic number is 2683700."_s;
    QTest::newRow("bare number") << u"2683700"_s << u"The magic number is 2683700."_s;
    QTest::newRow("words") << u"quite large."_s << u"The magic number is quite large."_s;
    QTest::newRow("error") << u"{\"error\": \"out of magic\"}"_s
                           << u"The tool `magic_number` failed: out of magic"_s;
    QTest::newRow("nothing") << QString() << u"The tool `magic_number` gave nothing back."_s;
    QTest::newRow("placeholders") << u"%1 %2 %3"_s << u"The magic number is %1 %2 %3."_s;
}

void tst_PracticeTools::resultsAreStated()
{
    QFETCH(const QString, result);
    QFETCH(const QString, text);

    // As in the example of the API: the second request brings no tools.
    ChatRequest request = requestOf(u"Generate a magic number that is a multiple of 100"_s, {});
    const PlannedAnswer called{.calls = {{u"call_1"_s, u"magic_number"_s, u"{\"factor\": 100}"_s}}};
    answerCalls(request, called, {result});
    QCOMPARE(plan(request).text, text);
}

void tst_PracticeTools::toolChoiceIsHonoured()
{
    ChatRequest request = requestOf(u"hello"_s, {magicNumber(), specialNumber()});
    QVERIFY(plan(request).calls.empty());

    request.toolChoice = ChatRequest::ToolChoice::Required;
    QCOMPARE(callsOf(plan(request)), u"magic_number {\"factor\": 1}"_s);

    request.toolChoice = ChatRequest::ToolChoice::Named;
    request.namedTool = u"special_number"_s;
    const PlannedAnswer named = plan(request);
    QCOMPARE(callsOf(named), u"special_number {}"_s);

    answerCalls(request, named, {u"4"_s});
    QVERIFY2(plan(request).calls.empty(), "forced once a turn, or it would never end");

    ChatRequest none = requestOf(u"a special number"_s, {specialNumber()});
    none.toolChoice = ChatRequest::ToolChoice::None;
    QVERIFY(plan(none).calls.empty());
}

void tst_PracticeTools::parallelCallsCanBeForbidden()
{
    ChatRequest request = requestOf(u"Give me a special number, and the weather in Oslo."_s,
                                    {weather(), specialNumber()});
    request.allowsParallelCalls = false;
    const PlannedAnswer first = plan(request);
    QCOMPARE(callsOf(first), u"special_number {}"_s);
    answerCalls(request, first, {u"3"_s});
    QCOMPARE(callsOf(plan(request)), u"get_weather {\"city\": \"Oslo\"}"_s);
}

void tst_PracticeTools::missingArgumentsAreAskedFor()
{
    const PlannedAnswer answer = plan(requestOf(u"give me a magic number"_s, {magicNumber()}));
    QVERIFY(answer.calls.empty());
    QVERIFY2(answer.text.contains("magic_number"_L1), qPrintable(answer.text));
}

void tst_PracticeTools::idsLookLikeTheGateways()
{
    const PlannedAnswer answer = plan(requestOf(u"a special number"_s, {specialNumber()}));
    static const QRegularExpression form(u"^call_[0-9a-f]{10}$"_s);
    QVERIFY(form.match(answer.calls.at(0).id).hasMatch());
}

QTEST_APPLESS_MAIN(tst_PracticeTools)
#include "tst_practicetools.moc"
