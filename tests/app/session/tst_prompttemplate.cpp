// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/prompttemplate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::session;

namespace {

using Values = QHash<QString, QString>;

} // namespace

class tst_PromptTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variablesAndBraces_data();
    void variablesAndBraces();
    void everyBraceMaySurviveFilling();
    void valuesAreNotLookedInto();
    void variableWithoutValueStays();
    void ownLineAllowsManyLines_data();
    void ownLineAllowsManyLines();
    void pythonBecomesAPrompt_data();
    void pythonBecomesAPrompt();
    void whatIsNoPythonStringIsLeftAlone_data();
    void whatIsNoPythonStringIsLeftAlone();
    void exampleOfAnApiIsFilledAsPythonDoes();
};

void tst_PromptTemplate::variablesAndBraces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("filled"); // each variable by its name in capitals
    const QStringList none;
    QTest::newRow("empty") << QString() << none << QString();
    QTest::newRow("one") << u"Say {word}."_s << QStringList{u"word"_s} << u"Say WORD."_s;
    QTest::newRow("twice, in order")
        << u"{b} {a} {b}"_s << QStringList{u"b"_s, u"a"_s} << u"B A B"_s;
    QTest::newRow("other letters") << u"{größe_2}"_s << QStringList{u"größe_2"_s} << u"GRÖSSE_2"_s;
    QTest::newRow("double braces") << u"{{\"a\": {b}}}"_s << QStringList{u"b"_s} << u"{\"a\": B}"_s;
    QTest::newRow("braces of a name") << u"{{name}}"_s << none << u"{name}"_s;
    QTest::newRow("value in braces") << u"{{{name}}}"_s << QStringList{u"name"_s} << u"{NAME}"_s;
    QTest::newRow("nested JSON") << u"{\"a\":{\"b\":{}}}"_s << none << u"{\"a\":{\"b\":{}}}"_s;
    QTest::newRow("nested JSON, doubled")
        << u"{{\"a\":{{\"b\":1}}}}"_s << none << u"{\"a\":{\"b\":1}}"_s;
    QTest::newRow("unclosed") << u"a { b {c d} {"_s << none << u"a { b {c d} {"_s;
    QTest::newRow("unclosed double") << u"a {{ {b}"_s << QStringList{u"b"_s} << u"a {{ B"_s;
    QTest::newRow("closed only") << u"a }} } {b}"_s << QStringList{u"b"_s} << u"a }} } B"_s;
    QTest::newRow("no name") << u"{} {1a} {a b} {a-b} {\"a\"} {a:1}"_s << none
                             << u"{} {1a} {a b} {a-b} {\"a\"} {a:1}"_s;
}

void tst_PromptTemplate::variablesAndBraces()
{
    QFETCH(const QString, text);
    const QStringList names = promptVariables(text);
    QTEST(names, "variables");
    Values values;
    for (const QString &name : names)
        values.insert(name, name.toUpper());
    QTEST(filledPrompt(text, values), "filled");
}

void tst_PromptTemplate::everyBraceMaySurviveFilling()
{
    // All texts of five characters out of these: nothing but braces of pairs gets lost.
    const QString alphabet = u"{}a\""_s;
    for (int n = 0; n < 1024; ++n) {
        QString text;
        for (int i = 0, rest = n; i < 5; ++i, rest /= 4)
            text += alphabet.at(rest % 4);
        const QString filled = filledPrompt(text, {});
        QVERIFY2(filled.count(u'a') == text.count(u'a') && filled.size() <= text.size(),
                 qPrintable(text));
        QVERIFY2(filled.size() == text.size() || (text.contains("{{"_L1) && text.contains("}}"_L1)),
                 qPrintable(text));
    }
}

void tst_PromptTemplate::valuesAreNotLookedInto()
{
    QCOMPARE(filledPrompt(u"{a} {b}"_s, Values{{u"a"_s, u"{b} {{x}}"_s}, {u"b"_s, u"2"_s}}),
             u"{b} {{x}} 2"_s);
}

void tst_PromptTemplate::variableWithoutValueStays()
{
    QCOMPARE(filledPrompt(u"{a} {b}"_s, Values{{u"a"_s, QString()}}), u" {b}"_s);
}

void tst_PromptTemplate::ownLineAllowsManyLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("hasOwn");
    QTest::newRow("alone") << u"Text:\n{a}\nEnd"_s << true;
    QTest::newRow("indented") << u"Text:\n  {a} \r\nEnd"_s << true;
    QTest::newRow("all there is") << u"{a}"_s << true;
    QTest::newRow("in a sentence") << u"Say {a}.\nEnd"_s << false;
    QTest::newRow("once here, once there") << u"Say {a}.\n{a}"_s << true;
}

void tst_PromptTemplate::ownLineAllowsManyLines()
{
    QFETCH(const QString, text);
    QTEST(hasOwnLine(text, u"a"_s), "hasOwn");
}

void tst_PromptTemplate::pythonBecomesAPrompt_data()
{
    QTest::addColumn<QString>("python");
    QTest::addColumn<QString>("prompt");
    QTest::newRow("f-string") << uR"(f"Say {word}")"_s << u"Say {word}"_s;
    QTest::newRow("three quotes") << u"f\"\"\"I \"quote\"\n{x}\n\"\"\""_s
                                  << u"I \"quote\"\n{x}\n"_s;
    QTest::newRow("single quotes") << u"'''a'b'''"_s << u"a'b"_s;
    QTest::newRow("of a dictionary") << uR"(  'text': f"""Is it {x}?""",  )"_s << u"Is it {x}?"_s;
    QTest::newRow("assigned") << uR"(prompt = f'{x} is "it"')"_s << uR"({x} is "it")"_s;
    QTest::newRow("in brackets, in parts")
        << u"prompt = (\n    f\"First {x}\\n\"\n    \"second {y}\"\n)"_s
        << u"First {x}\nsecond {{y}}"_s;
    QTest::newRow("escapes") << uR"("tab\t quote\" \\ \u00e9\x41\U0001F9AD \q")"_s
                             << u"tab\t quote\" \\ \u00e9A\U0001F9AD \\q"_s;
    QTest::newRow("line goes on") << u"\"\"\"a\\\nb\"\"\""_s << u"ab"_s;
    QTest::newRow("raw") << uR"(rf"\d {x}")"_s << uR"(\d {x})"_s;
    QTest::newRow("formats") << uR"(f"{x!r} {y:.2f} { z } {w=}")"_s << u"{x} {y} {z} {w}"_s;
    QTest::newRow("other expressions stay")
        << uR"(f"{d['k']} {f(1)}")"_s << uR"({d['k']} {f(1)})"_s;
    QTest::newRow("no f, for format()") << uR"("Say {word}")"_s << u"Say {word}"_s;
}

void tst_PromptTemplate::pythonBecomesAPrompt()
{
    QFETCH(const QString, python);
    const auto prompt = promptFromPython(python);
    QVERIFY(prompt);
    QTEST(*prompt, "prompt");
}

void tst_PromptTemplate::whatIsNoPythonStringIsLeftAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("prose") << u"Say {word}"_s;
    QTest::newRow("a quoted word first") << u"\"Hello\" is a word."_s;
    QTest::newRow("unclosed") << u"f\"\"\"Say {word}"_s;
    QTest::newRow("line break within") << u"f\"Say\n{word}\""_s;
    QTest::newRow("code around") << u"print(f\"Say {word}\")"_s;
    QTest::newRow("unknown prefix") << u"zz\"Say\""_s;
    QTest::newRow("a dictionary") << u"{'a': 'b'}"_s;
}

void tst_PromptTemplate::whatIsNoPythonStringIsLeftAlone()
{
    QFETCH(const QString, text);
    QVERIFY(!promptFromPython(text));
}

void tst_PromptTemplate::exampleOfAnApiIsFilledAsPythonDoes()
{
    const QString python = u"'text': f\"\"\"I have this description:\n{description}\n"
                           "Answer as json:\n"
                           "{{\"is_correct\": boolean, \"description\":your own.}}.\n\"\"\",\n"_s;

    const auto prompt = promptFromPython(python);

    QVERIFY(prompt);
    QCOMPARE(promptVariables(*prompt), QStringList{u"description"_s});
    QVERIFY(hasOwnLine(*prompt, u"description"_s));
    QCOMPARE(filledPrompt(*prompt, Values{{u"description"_s, u"a {red} stapler"_s}}),
             u"I have this description:\na {red} stapler\nAnswer as json:\n"
             "{\"is_correct\": boolean, \"description\":your own.}.\n"_s);
}

QTEST_APPLESS_MAIN(tst_PromptTemplate)
#include "tst_prompttemplate.moc"
